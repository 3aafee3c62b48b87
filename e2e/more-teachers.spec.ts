/**
 * Several teachers: chosen in the form, each from its own list or file, and by the command line.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { distill } from './distill.ts';
import { openLab, runBar, runButton } from './lab.ts';

const tiny =
  '?imageSize=8&trainImages=32&validationImages=20&teacher=mlp&teacherWidth=0.125&teacherEpochs=1&teacherImages=24&student=mlp&studentWidth=0.125&alphas=0.5&runs=1&epochs=1';

test('further teachers are added, chosen and removed by keys, and students learn from all', async ({
  page,
}) => {
  await openLab(page, tiny);
  const form = page.getByRole('group', { name: 'Further teachers' });
  await page.locator('summary', { hasText: 'Further teachers' }).press('Enter');
  const add = form.getByRole('button', { name: 'Add a teacher' });
  await add.press('Enter');
  const second = form.getByRole('combobox', { name: 'Teacher 2' });
  await expect(second).toHaveValue('cnn');
  await second.selectOption('mlp');
  await add.press('Enter');
  await expect(form.getByRole('combobox', { name: 'Teacher 3' })).toBeVisible();
  await form.getByRole('button', { name: 'Remove teacher 3' }).press('Enter');
  await expect(form.getByRole('combobox', { name: 'Teacher 3' })).toHaveCount(0);
  await expect(add).toBeFocused();
  await expect(form.getByRole('textbox', { name: 'Further teachers' })).toHaveValue('mlp');
  await expect(page).toHaveURL(/moreTeachers=mlp/);
  await runButton(page).click();
  await expect(runBar(page).getByText(/^1 student trained in /)).toBeVisible();
});

test('the command line trains from two teachers', { tag: '@nightly' }, async () => {
  const out = test.info().outputPath('results');
  const flags = [
    ...['--image-size', '8', '--train-images', '32', '--validation-images', '20', '--student', 'mlp'],
    ...['--teacher', 'mlp', '--teacher-epochs', '1', '--teacher-images', '24', '--teacher-width', '0.125'],
    ...['--teacher', 'cnn epochs=1 images=24 width=0.25'],
    ...['--student-width', '0.125', '--alpha', '0.5', '--runs', '1', '--epochs', '1', '--teacher-any'],
  ];
  const { code, stderr } = await distill([...flags, '--out', out]);
  expect(stderr).not.toContain('Error');
  expect(code).toBe(0);
  expect(existsSync(join(out, 'students', 'alpha-0.5-run-1.safetensors'))).toBe(true);
  expect(readFileSync(join(out, 'results.csv'), 'utf8').trim().split('\n')).toHaveLength(2);
});
