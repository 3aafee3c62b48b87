import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { addressOf, openLab, runBar, tab, tinySweep } from './lab.ts';

const sweep = `${tinySweep.replace('student=mlp', 'student=cnn').replace('alphas=0.5,1', 'alphas=0.5')}&recipe=distil,prune`;
const compared = (page: Page) => page.getByRole('region', { name: 'Compared' });
const why = (page: Page) =>
  compared(page).getByRole('region', { name: 'Why it learned: before and after', exact: true });

async function noSidewaysScroll(page: Page) {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
}

test('two networks are compared by keyboard, with what may be claimed and why', async ({ page }) => {
  test.setTimeout(240_000);
  await openLab(page, sweep);
  await tab(page, 'Networks').click();
  await page.getByRole('button', { name: 'Run the experiment' }).press('Enter');
  await expect(runBar(page).getByText(/^2 students trained in /)).toBeVisible({ timeout: 120_000 });

  // From the card: what it was made of.
  await page.getByText('Numbers behind the picture').press('Enter');
  await page.getByRole('button', { name: /^Choose: Plain CNN: keeping 50 %/ }).press('Enter');
  const card = page.getByRole('region', { name: 'Chosen network' });
  await card.getByRole('button', { name: 'What it was made of' }).press('Enter');
  await expect(card.getByRole('status').filter({ hasText: '2 networks are compared' })).toBeVisible();
  await expect(compared(page)).toContainText('In common: distilling, α 0.5.');
  await expect(compared(page)).toContainText('A: keeping 50 % of the channels.');
  await expect(compared(page)).toContainText('B: nothing more.');
  await expect(compared(page)).toContainText(/A has .* of the multiply-adds of B\./);
  await expect(compared(page)).toContainText(/(1 pair|2 pairs)/);
  await expect(compared(page)).toContainText(/comparisons? (is|are) held against chance/);

  // Before is what the other one was made of.
  await why(page).scrollIntoViewIfNeeded();
  await expect(why(page)).toContainText(/Before: B: Plain CNN: distilling.*After: A: Plain CNN: keeping/);
  await expect(why(page).getByRole('table', { name: /^Before: right on \d+ of 40 images/ })).toBeVisible();
  await expect(why(page).getByRole('table', { name: /^After: right on \d+ of 40 images/ })).toBeVisible();
  await expect(why(page).getByRole('region', { name: 'Right before, wrong now' })).toBeVisible();
  await expect(why(page)).toContainText('McNemar’s exact test');
  const lost = why(page).getByRole('region', { name: 'Right before, wrong now' });
  const gained = why(page).getByRole('region', { name: 'Wrong before, right now' });
  const counts = async () =>
    Promise.all([lost, gained].map(async (one) => /(\d+) of 40/.exec((await one.textContent()) ?? '')?.[1]));
  const before = await counts();
  await why(page).getByRole('button', { name: 'Swap' }).press('Enter');
  await expect(why(page)).toContainText('Before: A: Plain CNN: keeping');
  await expect.poll(counts).toEqual(before.toReversed());

  for (const [width, height] of [
    [1280, 800],
    [360, 740],
  ] as const) {
    await page.setViewportSize({ width, height });
    await compared(page).scrollIntoViewIfNeeded();
    await expectAccessible(page, `compared ${width}`);
    await noSidewaysScroll(page);
  }

  // At 360 px by keyboard: a third by its box in the table, the teacher; then one is removed, then all.
  await page.getByRole('checkbox', { name: /^Compare: MLP: teacher/ }).press('Space');
  await expect(compared(page)).toContainText('C is a teacher, trained here.');
  await why(page).getByRole('combobox', { name: 'Before' }).selectOption({ index: 1 });
  await expect(why(page)).toContainText('Before: C: MLP');
  await expect(why(page).getByRole('table', { name: /^Before: right on/ })).toBeVisible();
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(page, 'compared 360 dark', 'dark');
  await page.setViewportSize({ width: 1280, height: 800 });
  await expectAccessible(page, 'compared 1280 dark', 'dark');
  await compared(page)
    .getByRole('button', { name: /^Remove B,/ })
    .press('Enter');
  await expect(compared(page).getByRole('heading', { name: 'Compared', exact: true })).toBeFocused();
  await expect(compared(page).getByRole('button', { name: /^Remove / })).toHaveCount(2);
  await compared(page).getByRole('button', { name: 'Compare no longer' }).press('Enter');
  await expect(compared(page)).toHaveCount(0);
  await expect(card.getByRole('heading', { level: 3 })).toBeVisible();
});
