import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { latin, zipped } from '../src/engine/weights/torch/handmade.ts';
import { dropOnPage, keepPicture, openLab, pickFolder, readyLine, tell, tinySweep } from './lab.ts';

const realData = process.env.LAB_DATA ?? join(import.meta.dirname, '../../shared/data');

async function pickTeacher(page: Page, file: string) {
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open a teacher' }).first().click();
  await (await choosing).setFiles(file);
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
