import { writeFileSync } from 'node:fs';
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { dropOnPage, openLab, runBar, tab, tinySweep } from './lab.ts';
import { card, nodes } from './networks.ts';

const sweep = `${tinySweep
  .replace('student=mlp', 'student=cnn')
  .replace('alphas=0.5,1', 'alphas=0.5')
  .replace('runs=2&epochs=2', 'runs=1&epochs=1')}&recipe=distil,prune`;
const kept = (page: Page) => page.getByRole('region', { name: 'What is stored' });

async function namesOf(page: Page): Promise<readonly string[]> {
  const names = await nodes(page).evaluateAll((all) => all.map((node) => node.getAttribute('aria-label')));
  return names.map((name) => name ?? '').sort();
}

/** Only what is kept is counted here. */
const withoutExamples = (context: BrowserContext) =>
  context.route('**/networks/insects/**', (route) => route.abort());

async function pick(page: Page, file: string) {
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Import a family of networks' }).first().press('Enter');
  await (await choosing).setFiles(file);
}

test('a family is taken to another browser and found there, by keyboard at 360 px', async ({
  page,
  browser,
}) => {
  test.setTimeout(240_000);
  await withoutExamples(page.context());
  await openLab(page, `${sweep}&view=networks`);
  await page.getByRole('button', { name: 'Run the experiment' }).press('Enter');
  await expect(runBar(page).getByText(/^1 student trained in /)).toBeVisible({ timeout: 120_000 });
  await expect(nodes(page)).toHaveCount(3);
  const before = await namesOf(page);

  // In every format, with its sizes.
  const take = card(page).getByRole('button', { name: 'Take it with you…' });
  await take.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(/^In memory .*, as float32; as saved .*; zipped /)).toBeVisible();
  await expectAccessible(page, 'take it with you');
  await dialog.getByRole('radio', { name: 'ONNX' }).check();
  const model = page.waitForEvent('download');
  await dialog.getByRole('button', { name: /^Download .*\.onnx$/ }).press('Enter');
  expect((await model).suggestedFilename()).toMatch(/\.onnx$/);
  await page.keyboard.press('Escape');
  await expect(take).toBeFocused();

  // The root, so that all of it goes along.
  await nodes(page).first().focus();
  await page.keyboard.press('Enter');
  await card(page).getByText('More', { exact: true }).press('Enter');
  const download = page.waitForEvent('download');
  await card(page).getByRole('button', { name: 'Take the whole family (zip)' }).press('Enter');
  const zip = test.info().outputPath((await download).suggestedFilename());
  await (await download).saveAs(zip);
  await expect(card(page).getByText(/^family-.*\.zip: 3 networks, .*B\.$/)).toBeVisible();

  const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
  await withoutExamples(context);
  const other = await context.newPage();
  await openLab(other, `${sweep}&view=networks`);
  await expect(kept(other).getByText(/^On disk: files of 0/)).toBeVisible();
  const none = test.info().outputPath('none.zip');
  writeFileSync(none, 'no zip');
  await pick(other, none);
  await expect(other.getByText('none.zip is no zip file, or is damaged.')).toBeVisible();
  await pick(other, zip);
  await expect(other.getByText(/^family-.*\.zip: 3 networks imported$/)).toBeVisible();
  await expect(nodes(other)).toHaveCount(3);
  expect(await namesOf(other)).toEqual(
    before.map((name) => name.replace('teacher, trained here', 'teacher, imported')),
  );
  await expect(card(other).getByText(/^Imported from family-/)).toBeVisible();

  // Dropped anywhere, it is known for what it is; nothing is doubled.
  await tab(other, 'Bench').click();
  await dropOnPage(other, [zip]);
  await expect(tab(other, 'Networks')).toHaveAttribute('aria-selected', 'true');
  await expect(other.getByText(/: 0 networks imported, 3 here already$/)).toBeVisible();
  await expect(nodes(other)).toHaveCount(3);

  // What is kept, what goes first; what is done here is seen in another tab.
  const second = await context.newPage();
  await second.goto(`./${sweep}&view=networks`);
  await expect(kept(second).getByText(/^0 of 3 networks pinned/)).toBeVisible();
  await expect(
    kept(other).getByText(/the one untouched for longest goes first: .*, last used /),
  ).toBeVisible();
  await kept(other).getByText('Every file, the longest untouched first').press('Enter');
  const first = kept(other).getByRole('checkbox').first();
  await first.press('Space');
  await expect(kept(second).getByText(/^1 of 3 networks pinned/)).toBeVisible();
  await expect(first).toBeFocused();
  await expectAccessible(other, 'what is kept at 360');
  expect(await other.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
    0,
  );
  await other.screenshot({ path: test.info().outputPath('kept-360.png'), fullPage: true });
  await kept(other).getByRole('button', { name: 'Delete all that are not pinned…' }).press('Enter');
  await expect(kept(other).getByRole('button', { name: 'Leave them' })).toBeFocused();
  await page.screenshot({ path: test.info().outputPath('kept-1280.png'), fullPage: true });
  await kept(other).getByRole('button', { name: 'Delete them' }).press('Enter');
  await expect(kept(other).getByText('Deleted: 2 networks.')).toBeVisible();
  await expect(kept(second).getByText(/^1 of 1 network pinned/)).toBeVisible();
  await expect(nodes(second)).toHaveCount(1);
  await context.close();
});
