import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { latin, zipped } from '../src/engine/weights/torch/handmade.ts';
import { pictures, writeFolder } from './images.ts';
import { dropOnPage, keepPicture, openLab, pickFolder, readyLine, tab, tell, tinySweep } from './lab.ts';

const realData = process.env.LAB_DATA ?? join(import.meta.dirname, '../../shared/data');

async function pickTeacher(page: Page, file: string) {
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open a teacher' }).first().click();
  await (await choosing).setFiles(file);
}

const still = (page: Page) => page.getByRole('region', { name: 'The still' });
const more = (page: Page) => page.getByText('More settings');

/** Two classes that any network tells apart, `each` training images of either. */
const twoColours = (name: string, each: number) =>
  writeFolder(test.info().outputPath(name), {
    ...pictures('train/red', each, [200, 30, 20]),
    ...pictures('train/green', each, [20, 170, 40]),
    ...pictures('val/red', 3, [180, 60, 40]),
    ...pictures('val/green', 3, [60, 150, 60]),
  });

async function expectAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect.soft(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`)).toEqual([]);
}

/** A safetensors file with the rows of its last layer, and so its classes, moved on by `by`. */
function withClassesMoved(file: Buffer, layer: string, by: number): Buffer {
  const length = Number(file.readBigUInt64LE(0));
  const header: Record<string, { shape: number[]; data_offsets: [number, number] }> = JSON.parse(
    file.toString('utf8', 8, 8 + length),
  );
  const moved = Buffer.from(file);
  for (const part of ['weight', 'bias']) {
    const found = header[`${layer}.${part}`];
    if (!found) throw new Error(`There is no ${layer}.${part}.`);
    const [from, to] = found.data_offsets.map((at) => 8 + length + at) as [number, number];
    const row = (to - from) / (found.shape[0] ?? 1);
    const rows = file.subarray(from, to);
    Buffer.concat([rows.subarray(by * row), rows.subarray(0, by * row)]).copy(moved, from);
  }
  return moved;
}

function written(name: string, bytes: Uint8Array): string {
  const path = test.info().outputPath(name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
  return path;
}

test('refuses a PyTorch file that was made to run something, by name, and keeps what was there', async ({
  page,
}) => {
  await openLab(page, tinySweep);
  const hostile = zipped({ 'm/data.pkl': latin('\x80\x02cposix\nsystem\nX\x02\x00\x00\x00ls\x85R.') });
  await pickTeacher(page, written('innocent.pt', hostile));
  await expect(page.getByRole('alert')).toContainText('to call posix.system');
  await expect(page.getByRole('alert')).toContainText('It was not called');
  await expect(page.getByRole('combobox', { name: 'Teacher' })).toHaveValue('mlp');
  await keepPicture(page, 'a hostile file');
  await dropOnPage(page, [written('other.pth', latin('\x80\x02K\x01.'))]);
  await expect(page.getByRole('alert')).toContainText('not of torch.save');
});

test('opens a published PyTorch checkpoint as the teacher and measures it', async ({ page }) => {
  test.skip(!existsSync(realData), 'the shared data is absent');
  await openLab(page, '?imageSize=32&student=mlp&runs=1&epochs=1');
  await pickFolder(page, join(realData, 'cifar10_small'));
  await expect(page.getByRole('combobox', { name: 'Dataset' })).toHaveValue(/^folder-/, { timeout: 60_000 });
  await expect(readyLine(page)).toBeVisible({ timeout: 60_000 });
  await pickTeacher(page, join(realData, 'cifar_resnets/resnet20-12fca82f.th'));
  await expect(page.getByRole('combobox', { name: 'Teacher' })).toHaveValue('file');
  await page.getByRole('tab', { name: 'Bench' }).click();
  const still = page.getByRole('region', { name: 'The still' });
  await expect(still.getByText('ResNet-20')).toBeVisible();
  // 81.0 % on all 10,000 test images as JPEG, by PyTorch; here on 500 of them (± 1.8 points).
  const accuracy = still.getByText(/^\d\d\.\d\s%$/).first();
  await expect(accuracy).toBeVisible({ timeout: 60_000 });
  const percent = Number.parseFloat((await accuracy.textContent()) ?? '');
  tell(`the published ResNet-20 is right on ${percent} % of 500 test images`);
  expect(percent).toBeGreaterThan(76);
  expect(percent).toBeLessThan(86);
  await keepPicture(page, 'a published teacher');
});

test('takes a teacher of other classes without its head, and trains one for these', async ({ page }) => {
  test.skip(!existsSync(realData), 'the shared data is absent');
  await openLab(page, '?imageSize=32&teacher=mlp&teacherEpochs=4&student=mlp&runs=1&epochs=1');
  await pickFolder(page, twoColours('colours', 8));
  await expect(page.getByRole('combobox', { name: 'Dataset' })).toHaveValue(/^folder-/);
  await expect(readyLine(page)).toBeVisible();
  await pickTeacher(page, join(realData, 'cifar_resnets/resnet20.safetensors'));
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('tells 10 classes apart, but the dataset has 2');
  await expect(page.getByRole('combobox', { name: 'Teacher', exact: true })).toHaveValue('mlp');
  await keepPicture(page, 'a head that does not fit');
  await expectAccessible(page);
  await alert.getByRole('button', { name: 'Load all but the head' }).press('Enter');
  await expect(alert).toBeEmpty();
  await expect(page.getByRole('combobox', { name: 'Teacher', exact: true })).toHaveValue('file');
  await more(page).click();
  await expect(page.getByRole('combobox', { name: 'Teacher head' })).toHaveValue('new');
  await expect(page.getByRole('combobox', { name: 'Teacher freezing' })).toHaveValue('head');
  await expect(page.getByRole('combobox', { name: 'Teacher order' })).toHaveCount(0);
  await tab(page, 'Bench').click();
  await expect(still(page).getByText('from a file, new head')).toBeVisible();
  await expect(readyLine(page)).toBeVisible();
  await page.getByRole('button', { name: 'Train teacher' }).click();
  const accuracy = still(page)
    .getByText(/^\d+(\.\d)?\s%$/)
    .first();
  await expect(accuracy).toBeVisible({ timeout: 60_000 });
  tell(`a new head on the published ResNet-20 tells two colours apart on ${await accuracy.textContent()}`);
  expect(Number.parseFloat((await accuracy.textContent()) ?? '')).toBeGreaterThan(80);
  await keepPicture(page, 'a new head');
});

test('takes a tfjs model and the images for it from one drop', { tag: '@nightly' }, async ({ page }) => {
  const model = join(realData, 'mobilenet_tfjs');
  test.skip(!existsSync(model), 'the shared data is absent');
  await openLab(
    page,
    '?imageSize=224&trainImages=16&validationImages=16&teacher=mlp&studentImageSize=16&student=mlp',
  );
  await dropOnPage(page, [twoColours('colours', 2), model]);
  const alert = page.getByRole('alert');
  const without = alert.getByRole('button', { name: 'Load all but the head' });
  await expect(without).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('heading', { name: 'colours' })).toBeVisible();
  await without.click();
  await expect(page.getByRole('combobox', { name: 'Teacher', exact: true })).toHaveValue('file', {
    timeout: 60_000,
  });
  await more(page).click();
  await expect(page.getByRole('combobox', { name: 'Teacher input' })).toHaveValue('auto');
  await expect(page.getByRole('combobox', { name: 'Teacher freezing' })).toHaveCount(0);
  await expect(page.getByRole('combobox', { name: 'Student start' }).getByRole('option')).toHaveText([
    'New',
    'From a file',
  ]);
  await tab(page, 'Bench').click();
  await expect(still(page).getByText('from a file, new head, pixels −1 to 1')).toBeVisible();
  await expect(readyLine(page)).toBeVisible();
  await page.getByRole('button', { name: 'Train teacher' }).click();
  const accuracy = still(page)
    .getByText(/^\d+(\.\d)?\s%$/)
    .first();
  await expect(accuracy).toBeVisible({ timeout: 90_000 });
  tell(`a new head on MobileNetV2 as tfjs tells two colours apart on ${await accuracy.textContent()}`);
  await keepPicture(page, 'a tfjs teacher');
});

test('finds the order of a teacher’s classes, says how, and uses it when asked', { tag: '@nightly' }, async ({
  page,
}) => {
  test.skip(!existsSync(realData), 'the shared data is absent');
  await openLab(page, '?imageSize=32&teacher=mlp&student=mlp&runs=1&epochs=1&validationShare=0.25');
  await pickFolder(page, join(realData, 'cifar10_small'));
  await expect(page.getByRole('combobox', { name: 'Dataset' })).toHaveValue(/^folder-/, { timeout: 60_000 });
  const bytes = readFileSync(join(realData, 'cifar_resnets/resnet20.safetensors'));
  await dropOnPage(page, [written('moved.safetensors', withClassesMoved(bytes, 'linear', 3))]);
  await tab(page, 'Bench').click();
  const notice = page.getByRole('status').filter({ hasText: 'in the best order of the classes' });
  await expect(notice).toBeVisible({ timeout: 60_000 });
  const [given = 100, images = 0, best = 0, heldOut = 0] =
    (await notice.innerText()).match(/\d+(\.\d+)?/g)?.map(Number) ?? [];
  tell(`right on ${given} % of ${images} as given, ${best} % in the best order, ${heldOut} % held out`);
  expect([images, best > 76 && best < 86, heldOut > 76 && heldOut <= best, given < 15]).toEqual([
    ...[500, true, true, true],
  ]);
  await expect(notice).toContainText('found on the validation images');
  await keepPicture(page, 'another order');
  await expectAccessible(page);
  await notice.getByRole('button', { name: 'Use that order' }).click();
  await expect(notice).toHaveCount(0);
  await expect(still(page).getByText('from a file, outputs reordered')).toBeVisible();
  await expect(still(page).getByText(`${best} %`)).toBeVisible({ timeout: 60_000 });
  await expect(still(page)).toContainText('an order that was found on the validation images');
  expect(new URL(page.url()).searchParams.get('teacherOrder')).toBe('best');
  await keepPicture(page, 'that order in use');
});

test('asks for an address before it fetches anything, and says what is wrong with it', async ({ page }) => {
  const asked: string[] = [];
  await page.route('https://models.example/**', (route) => {
    asked.push(route.request().url());
    return route.fulfill({ status: 404, headers: { 'access-control-allow-origin': '*' } });
  });
  await openLab(page, tinySweep);
  await more(page).click();
  const address = page.getByRole('textbox', { name: 'Web address' });
  const open = page.getByRole('button', { name: 'Open the teacher at this web address' });
  await expect(open).toBeDisabled();
  await address.fill('https://models.example/model.json');
  expect(asked).toEqual([]);
  await address.press('Enter');
  await expect(page.getByRole('alert')).toContainText('with the status 404');
  expect(asked).toEqual(['https://models.example/model.json']);
  await address.fill('file:///etc/hosts');
  await open.click();
  await expect(page.getByRole('alert')).toContainText('is no http or https address');
  await expect(page.getByRole('combobox', { name: 'Teacher', exact: true })).toHaveValue('mlp');
});
