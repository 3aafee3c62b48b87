import { expect, type Page } from '@playwright/test';
import { softwareFlags } from '../src/cli/setup/chromium.mjs';
import { addressElsewhere, asElsewhere, journey } from './flaggedBrowser.ts';
import { keepPicture, readyLine, runButton, tinySweep } from './lab.ts';

const offersWebgpu = (page: Page) => page.evaluate(() => 'gpu' in navigator);

async function expectReason(page: Page, reason: string) {
  await page.getByRole('button', { name: /^Backend: WebAssembly/ }).click();
  await expect(page.getByText(reason)).toBeVisible();
}

journey('falls back to WebAssembly where there is no adapter, and says why', async ({ open }) => {
  const page = await open([]);
  await page.goto(`./${tinySweep}`);
  expect(await offersWebgpu(page)).toBe(true);
  await expect(readyLine(page)).toBeVisible();
  await expect(page.getByRole('alert')).toBeEmpty();
  await expectReason(page, 'WebGPU finds no GPU here.');
});

journey('says what is missing where WebGPU is asked for and there is no adapter', async ({ open }) => {
  const page = await open([]);
  await page.goto(`./${tinySweep}&backend=webgpu`);
  await expect(page.getByRole('alert')).toContainText('WebGPU, but it finds no GPU that it may use.');
  await expect(page.getByRole('alert')).toContainText('choose backend=auto');
  await expect(runButton(page)).toBeDisabled();
  await keepPicture(page, 'no-adapter');
  // What to do is at hand.
  await page.getByRole('button', { name: /^Backend: / }).click();
  await page.getByRole('radio', { name: 'Automatic' }).click();
  await page.keyboard.press('Escape');
  await expect(readyLine(page)).toBeVisible();
  await expect(page.getByRole('alert')).toBeEmpty();
});

journey('tells a page without WebGPU from one without an adapter', async ({ open, baseURL }) => {
  const page = await open(asElsewhere);
  const lab = addressElsewhere(baseURL);
  await page.goto(`${lab}${tinySweep}&backend=webgpu`);
  expect(await offersWebgpu(page)).toBe(false);
  await expect(page.getByRole('alert')).toContainText('This browser offers no WebGPU.');
  await expect(page.getByRole('alert')).toContainText('choose backend=auto');
  await expect(runButton(page)).toBeDisabled();

  await page.goto(`${lab}${tinySweep}`);
  await expect(readyLine(page)).toBeVisible();
  await expectReason(page, 'This browser offers no WebGPU.');
});

journey('prefers WebAssembly to a software adapter, and says why', async ({ open }) => {
  const page = await open(softwareFlags);
  await page.goto(`./${tinySweep}`);
  await expect(readyLine(page)).toBeVisible();
  await expectReason(page, 'which is slower than WebAssembly');
});
