/**
 * A teacher that is right no more often than chance teaches nobody before somebody has said so.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { distill } from './distill.ts';
import { keepPicture, openLab, runBar, runButton } from './lab.ts';

/** A learning rate at which nothing is learned in an epoch. */
const atChance =
  '?trainImages=64&validationImages=100&teacher=mlp&teacherEpochs=1&teacherImages=64&learningRate=0.000001&student=mlp&alphas=0.5&runs=1&epochs=1';

test('the page stops and asks, is answered by keys, and remembers the answer', async ({ page }) => {
  await openLab(page, atChance);
  await runButton(page).click();
  const alert = page.getByRole('alert').filter({ hasText: 'where chance alone makes 10' });
  await expect(alert).toBeVisible();
  await expect(runBar(page).getByText(/student/)).toHaveCount(0);
  await expect(alert.getByRole('button', { name: 'Train a new head' })).toHaveCount(0);
  await keepPicture(page, 'a teacher at chance');

  await alert.getByRole('button', { name: 'Choose another teacher' }).press('Enter');
  await expect(alert).toHaveCount(0);
  await expect(page.getByRole('combobox', { name: 'Teacher', exact: true })).toBeFocused();

  await runButton(page).click();
  await alert.getByRole('button', { name: 'Train all the same' }).press('Enter');
  await expect(runBar(page).getByText(/^1 student trained in /)).toBeVisible();
  await page.getByRole('textbox', { name: 'Temperature', exact: true }).fill('2');
  await runButton(page).click();
  await expect(runBar(page).getByText(/^1 student trained in /)).toBeVisible();
  await expect(alert).toHaveCount(0);
});

test('runs that failed for it are trained all the same, beside those that finished', {
  tag: '@nightly',
}, async ({ page }) => {
  await openLab(
    page,
    '?imageSize=8&trainImages=32&validationImages=100&teacher=cnn&teacherWidth=0.25&teacherEpochs=8&teacherImages=240&batchSize=16&student=mlp&studentWidth=0.125&alphas=0.5&runs=1&epochs=1&vary=learningRate%3D0.000001,0.05',
  );
  await runButton(page).click();
  const failed = page.getByRole('region', { name: 'Runs that did not finish' });
  await expect(failed.getByRole('listitem')).toHaveCount(1);
  await expect(failed).toContainText('where chance alone makes 10');
  await failed.getByRole('button', { name: 'Train all the same' }).press('Enter');
  await expect(failed).toHaveCount(0);
  await expect(page.getByRole('table').first().getByRole('row')).toHaveCount(3);
});

test('the command line refuses it and keeps it, and takes it when told to', { tag: '@nightly' }, async () => {
  const out = test.info().outputPath('results');
  const tiny = [
    ...[
      '--train-images',
      '64',
      '--validation-images',
      '100',
      '--student',
      'mlp',
      '--learning-rate',
      '0.000001',
    ],
    ...['--teacher', 'mlp', '--teacher-epochs', '1', '--teacher-images', '64'],
    ...['--alpha', '0.5', '--runs', '1', '--epochs', '1', '--out', out],
  ];
  const refused = await distill(tiny);
  expect(refused.code).toBe(2);
  expect(refused.stdout).toBe('');
  expect(refused.stderr).toMatch(/where chance alone makes 10;.*\(--teacher-head new, --teacher-any\)\n$/);
  expect(existsSync(join(out, 'teacher.safetensors'))).toBe(true);
  expect(existsSync(join(out, 'students'))).toBe(false);

  const taken = await distill([...tiny, '--teacher-any']);
  expect(taken.code).toBe(0);
  expect(taken.stderr).toContain('no more often than chance explains');
  expect(readdirSync(join(out, 'students'))).toEqual(['alpha-0.5-run-1.py', 'alpha-0.5-run-1.safetensors']);
});
