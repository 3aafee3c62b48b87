import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { addressOf, dropOnPage, openLab, resultCells, runBar, runButton, tinySweep } from './lab.ts';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const asText = (page: Page) => page.getByRole('textbox', { name: 'As text' });
const opener = (page: Page) => page.getByText('Recipe…', { exact: true });
const exporting = (page: Page) => page.getByRole('dialog', { name: 'Take a network with you' });
const table = (page: Page) => page.getByRole('table', { name: 'Results' });

/** Rows of the stages of all points, in order. */
const stageRows = (page: Page, name: RegExp) =>
  table(page)
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name }) });

/** The figure under a column's name, without what is said under it. */
async function cellUnder(page: Page, row: RegExp, column: string): Promise<string> {
  const cell = stageRows(page, row).first().locator(`td[data-label="${column}"]`);
  return (await cell.innerText()).split('\n')[0]?.trim() ?? '';
}

async function writeByKeys(page: Page, recipe: string) {
  await opener(page).focus();
  await page.keyboard.press('Enter');
  await asText(page).focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(recipe);
  await page.keyboard.press('Enter');
}

async function lastNetwork(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Weights of the students with α 1' }).click();
  await page.getByRole('menuitem').first().click();
  await exporting(page).getByRole('radio', { name: 'safetensors' }).check();
  const downloading = page.waitForEvent('download');
  await exporting(page)
    .getByRole('button', { name: /^Download .*\.safetensors$/ })
    .click();
  const download = await downloading;
  const path = test.info().outputPath(download.suggestedFilename());
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, readFileSync(await download.path()));
  await page.keyboard.press('Escape');
  await expect(exporting(page)).toHaveCount(0);
  return path;
}

test('a recipe is run, read stage by stage, found again after a reload, shared and taken away', async ({
  page,
  context,
}) => {
  test.setTimeout(240_000);
  const sweep = tinySweep
    .replace('trainImages=64&validationImages=40', 'trainImages=300&validationImages=200')
    // Stands ready after a reload, where one that was trained here would have to be trained again.
    .replace('teacher=mlp&teacherEpochs=1&teacherImages=64&student=mlp', 'student=cnn')
    .replace('alphas=0.5,1&runs=2&epochs=2', 'alphas=1&runs=1&epochs=4');
  await openLab(page, sweep);
  await writeByKeys(page, 'distil; prune keep=0.5; distil epochs=2');
  // What is at its default is left out, but for what was another once.
  await expect(asText(page)).toHaveValue('distil; prune scope=isomorphic; distil epochs=2');
  await runButton(page).press('Enter');
  await expect(runBar(page).getByText(/^1 student trained in /)).toBeVisible({ timeout: 120_000 });

  // A row for each stage, with what it asked and reached, and the network's quantities.
  await expect(stageRows(page, /^1\. Distil/)).toHaveCount(1);
  await expect(stageRows(page, /^2\. Prune\s*Keep: 0\.5/)).toHaveCount(1);
  await expect(stageRows(page, /^3\. Distil/)).toHaveCount(1);
  const [whole, halved] = [
    await cellUnder(page, /^1\. Distil/, 'Multiply-adds'),
    await cellUnder(page, /^2\. Prune/, 'Multiply-adds'),
  ];
  expect(halved).not.toBe(whole);
  await expect(stageRows(page, /^2\. Prune/).locator('td[data-label="accuracy, %"]')).toContainText(
    'before recalibration',
  );
  const accuracy = await cellUnder(page, /^3\. Distil/, 'accuracy, %');
  // The row of the point is what the last stage gave.
  await expect(resultCells(page, /1, alone/).nth(1)).toHaveText(accuracy);
  await expect(page.getByRole('heading', { name: /^Keeping 50 % of the channels: .*too few/ })).toBeVisible();
  await expect(page.getByRole('img', { name: /^Validation accuracy by epoch/ })).toHaveAccessibleName(
    /Stages: Distil, epochs 1 to 4; Prune → Distil, epochs 5 to 6\.$/,
  );

  // Another page of the same link has the same recipe.
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const shared = await page.getByRole('textbox', { name: 'Link' }).inputValue();
  await page.keyboard.press('Escape');
  expect(new URL(shared).searchParams.get('recipe')).toBe('distil,prune~scope:isomorphic,distil~epochs:2');
  const other = await context.newPage();
  await other.goto(shared.split('#')[0] ?? shared);
  await expect(asText(other)).toHaveValue('distil; prune scope=isomorphic; distil epochs=2');
  await other.close();

  // Results and networks are there after a reload.
  const { search } = await addressOf(page);
  await page.reload();
  await expect(stageRows(page, /^3\. Distil/)).toHaveCount(1);
  expect((await addressOf(page)).search).toBe(search);
  await expect(page.getByRole('button', { name: 'networks…' })).toBeEnabled({ timeout: 60_000 });
  const file = await lastNetwork(page);

  await dropOnPage(page, [file]);
  await expect(page.getByRole('combobox', { name: 'Teacher', exact: true })).toHaveValue('file');
  await expect(
    page.getByRole('region', { name: 'The still' }).locator('dt:text("accuracy") + dd').first(),
  ).toHaveText(new RegExp(`^${accuracy.replace('.', '\\.')}\\s%$`));
});

test('the table of a recipe is accessible, wide and narrow', async ({ page }) => {
  test.setTimeout(240_000);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.setViewportSize({ width: 1280, height: 800 });
  await openLab(page, `${tinySweep.replace('student=mlp', 'student=cnn')}&recipe=distil,prune,quantise`);
  await runButton(page).click();
  await expect(runBar(page).getByText(/^4 students trained in /)).toBeVisible({ timeout: 120_000 });
  await expect(stageRows(page, /^3\. Quantise/)).toHaveCount(2);
  await expect(
    stageRows(page, /^3\. Quantise/)
      .first()
      .locator('td[data-label="Time per image, ms"]'),
  ).toContainText('simulated');
  await expect(page.getByText(/^Simulated integers: /)).toBeVisible();
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: width === 390 ? 844 : 800 });
    await table(page).evaluate((element) => element.scrollIntoView({ block: 'start' }));
    await expectAccessible(page, `recipe table ${width}`);
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(sideways).toBeLessThanOrEqual(0);
  }
});
