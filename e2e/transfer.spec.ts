import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { catalogue } from '../src/engine/families/catalogue.ts';
import { torchShape } from '../src/engine/weights/layout.ts';
import { writeSafetensors } from '../src/engine/weights/safetensors.ts';
import { pictures, writeFolder } from './images.ts';
import { addressOf, keepPicture, openLab, pickFolder, readyLine, runBar, runButton, tab } from './lab.ts';

const realData = process.env.LAB_DATA ?? join(import.meta.dirname, '../../shared/data');
const more = (page: Page) => page.getByText('More settings');

const antsAndBees = () =>
  writeFolder(test.info().outputPath('hymenoptera'), {
    ...pictures('train/ants', 4, [60, 30, 20]),
    ...pictures('train/bees', 4, [220, 170, 40]),
    ...pictures('val/ants', 2, [70, 40, 30]),
    ...pictures('val/bees', 2, [200, 160, 60]),
  });

/** Weights of a network, all of them 0. */
function weightsOf(name: 'resnet18', classes: number): string {
  const { parameters } = catalogue[name].build({ classes, imageSize: 224, width: 1 });
  const tensors = new Map(
    parameters.map(({ name: key, kind, shape }) => [
      key,
      { shape: torchShape(kind, shape), values: new Float32Array(shape.reduce((a, b) => a * b, 1)) },
    ]),
  );
  const path = test.info().outputPath(`${name}.safetensors`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, writeSafetensors({ tensors, metadata: {} }));
  return path;
}

async function pickStudent(page: Page, file: string) {
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open weights from which students start' }).first().click();
  await (await choosing).setFiles(file);
}

test('sets up the seed experiment, says which files it wants, and ticks those that are there', async ({
  page,
}) => {
  await openLab(page, '?imageSize=16&teacher=mlp&student=mlp&backend=wasm');
  await page.getByText('The seed experiment').click();
  const wanted = page.getByRole('list', { name: 'It wants' }).getByRole('listitem');
  await expect(wanted).toHaveCount(3);
  await expect(wanted.filter({ hasText: 'still wanted' })).toHaveCount(3);
  await keepPicture(page, 'the seed experiment');

  await pickFolder(page, antsAndBees());
  await expect(wanted.filter({ hasText: '(there)' })).toContainText(['a folder with train/ and val/']);
  await page.getByRole('button', { name: 'Set it up' }).press('Enter');
  await expect(page.getByText('The settings are those of the seed experiment.')).toBeVisible();
  await expect(page.getByRole('alert')).toContainText('this visit has not been given one');
  await pickStudent(page, weightsOf('resnet18', 1000));
  await expect(wanted.filter({ hasText: '(there)' })).toHaveCount(2);
  await expect(wanted.filter({ hasText: 'still wanted' })).toContainText(['a ResNet-50 of two classes']);
  await expect(page.getByText('The settings are those of the seed experiment.')).toBeVisible();
  const { searchParams } = await addressOf(page);
  expect(Object.fromEntries(searchParams)).toMatchObject({
    ...{ teacher: 'file', student: 'resnet18', studentStart: 'file', studentFreeze: 'head-batch-norm' },
    ...{ similarity: 'mse', epochs: '25', imageSize: '224', backend: 'wasm' },
  });
  expect(searchParams.get('dataset')).toMatch(/^folder-/);

  // The published results stand beside ours for this experiment, and go away when asked.
  await tab(page, 'Bench').click();
  const published = page.getByRole('checkbox', { name: 'published curves' });
  await expect(published).toBeChecked();
  await expect(page.getByRole('region', { name: 'Beside the published results' })).toBeVisible();
  await more(page).click();
  await expect(page.getByRole('combobox', { name: 'Student freezing' })).toHaveValue('head-batch-norm');
  await expect(page.getByText('Students start from resnet18.safetensors.')).toBeVisible();
  await keepPicture(page, 'the seed experiment, set up');
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect.soft(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`)).toEqual([]);
  await published.uncheck();
  await expect(page.getByRole('region', { name: 'Beside the published results' })).toHaveCount(0);
});

test('trains the head of a student that starts from a file', { tag: '@nightly' }, async ({ page }) => {
  test.skip(!existsSync(realData), 'the shared data is absent');
  await openLab(page, '?imageSize=32&teacher=mlp&teacherEpochs=1&student=mlp&alphas=0.5,1&runs=1&epochs=2');
  await pickFolder(page, antsAndBees());
  await more(page).click();
  await expect(page.getByRole('combobox', { name: 'Student freezing' })).toHaveCount(0);
  await page.getByRole('combobox', { name: 'Student start' }).selectOption('From a file');
  await expect(page.getByText('No file has been opened for it in this visit.')).toBeVisible();
  await pickStudent(page, join(realData, 'cifar_resnets/resnet20.safetensors'));
  await expect(page.getByRole('combobox', { name: 'Student', exact: true })).toHaveValue('resnet20');
  await expect(page.getByText('Students start from resnet20.safetensors.')).toBeVisible();
  const rate = page.getByRole('textbox', { name: 'Backbone rate' });
  await expect(rate).toBeVisible();
  await page.getByRole('combobox', { name: 'Student freezing' }).selectOption('All but the head');
  await expect(rate).toHaveCount(0);
  await tab(page, 'Bench').click();
  await expect(readyLine(page)).toBeVisible();
  await runButton(page).click();
  await expect(runBar(page).getByText(/^2 students trained in /)).toBeVisible({ timeout: 60_000 });
  await keepPicture(page, 'a head on a file');
});
