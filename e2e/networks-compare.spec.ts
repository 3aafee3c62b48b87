import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { addressOf, openLab, tab } from './lab.ts';
import { card, noSidewaysScroll } from './networks.ts';

const compared = (page: Page) => page.getByRole('region', { name: 'Compared' });
const why = (page: Page) =>
  compared(page).getByRole('region', { name: 'Why it learned: before and after', exact: true });
const remove = (page: Page) => compared(page).getByRole('button', { name: /^Remove / });

async function chooseInTable(page: Page, name: RegExp) {
  const table = page.locator('details').filter({ hasText: 'Numbers behind the picture' });
  if (!(await table.evaluate((details: HTMLDetailsElement) => details.open))) {
    await page.getByText('Numbers behind the picture').press('Enter');
  }
  await page.getByRole('button', { name }).press('Enter');
}

test('networks are compared by keyboard, with what may be claimed and why', async ({ page }) => {
  test.setTimeout(240_000);
  await openLab(page, '');
  await tab(page, 'Networks').click();

  // From the card: a pruned network, and the same retrained.
  await chooseInTable(page, /^Choose: ResNet-20, 20 % of channels$/);
  await card(page).getByRole('button', { name: 'What was made of it' }).press('Enter');
  await expect(card(page).getByRole('status').filter({ hasText: '2 networks are compared' })).toBeVisible();
  await expect(compared(page)).toContainText('In common: keeping 20 % of the channels.');
  await expect(compared(page)).toContainText('A: nothing more.');
  await expect(compared(page)).toContainText('B: distilling, α 0.5.');
  await expect(compared(page)).toContainText('A and B have the same multiply-adds.');
  await expect(compared(page)).toContainText(
    /B is right 50\.\d ± 1\.\d points more often than A \(2 runs against one network\)/,
  );
  await expect(compared(page)).toContainText('2 comparisons are held against chance, each at 5 % ÷ 2');

  // Before is what the other one was made of.
  await why(page).scrollIntoViewIfNeeded();
  await expect(why(page)).toContainText(
    /Before: A: [^.]*20 % of channels\. After: B: [^.]*20 % of channels, distilled/,
  );
  await expect(why(page).getByRole('table', { name: /^Before: right on 105 of 600 images/ })).toBeVisible();
  await expect(why(page).getByRole('table', { name: /^After: right on \d+ of 600 images/ })).toBeVisible();
  await expect(why(page)).toContainText('McNemar’s exact test');
  const [lost, gained] = ['Right before, wrong now', 'Wrong before, right now'].map((name) =>
    why(page).getByRole('region', { name }),
  );
  const counts = () =>
    Promise.all(
      [lost, gained].map(async (one) => /(\d+) of 600/.exec((await one?.textContent()) ?? '')?.[1]),
    );
  const before = await counts();
  expect(Number(before[1])).toBeGreaterThan(Number(before[0]));
  await why(page).getByRole('button', { name: 'Swap' }).press('Enter');
  await expect(why(page)).toContainText('Before: B');
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

  // At 360 px by keyboard: two students, run by run; a third by its box in the table; one is removed, then all.
  await chooseInTable(page, /^Choose: Plain CNN, distilled α 0\.5/);
  await expect(compared(page)).toHaveCount(0);
  await page.getByRole('checkbox', { name: 'Compare: Plain CNN, trained alone' }).press('Space');
  await expect(compared(page)).toContainText(
    /A is right 5\.\d ± \d\.\d points more often than B \(3 pairs\)|cannot be told apart: 5\.\d ± \d\.\d points \(3 pairs\)/,
  );
  await card(page).getByRole('button', { name: 'Its teacher' }).press('Enter');
  await expect(compared(page)).toContainText('C: teacher, an example.');
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(page, 'compared 360 dark', 'dark');
  await page.setViewportSize({ width: 1280, height: 800 });
  await expectAccessible(page, 'compared 1280 dark', 'dark');
  await compared(page)
    .getByRole('button', { name: /^Remove C,/ })
    .press('Enter');
  await expect(compared(page).getByRole('heading', { name: 'Compared', exact: true })).toBeFocused();
  await expect(remove(page)).toHaveCount(2);

  // Beside other images nobody is asked, until theirs are open again.
  const address = await addressOf(page);
  address.searchParams.set('seed', '7');
  await page.goto(address.href);
  await expect(remove(page)).toHaveCount(2);
  await why(page).scrollIntoViewIfNeeded();
  await expect(why(page)).toContainText('The images that they were trained on are not open.');
  await why(page).getByRole('button', { name: 'Open the experiment of After' }).press('Enter');
  await expect(why(page).getByRole('table', { name: /^After: right on/ })).toBeVisible();

  await compared(page).getByRole('button', { name: 'Compare no longer' }).press('Enter');
  await expect(compared(page)).toHaveCount(0);
  await expect(card(page).getByRole('heading', { level: 3 }).first()).toBeVisible();
});

test('who pays for a step is one press from the card of its network', async ({ page }) => {
  test.setTimeout(240_000);
  await openLab(page, '');
  await tab(page, 'Networks').click();
  await chooseInTable(page, /^Choose: ResNet-20, 20 % of channels$/);
  await card(page).getByRole('button', { name: 'Who pays for its step' }).press('Enter');
  await expect(why(page)).toBeFocused();
  const pays = why(page).getByRole('region', { name: 'Who pays', exact: true });
  const measures = pays.getByRole('region', { name: 'Measure', exact: true });
  // Before is the teacher itself; 20 % of its channels without retraining are right on 105 of 600.
  await expect(measures.getByRole('row', { name: /^Accuracy/ })).toContainText(/17\.5\s%$/, {
    timeout: 60_000,
  });
  await expect(measures.getByRole('row', { name: /^Same answer as the teacher/ })).toContainText(
    /100\.0\s%\d+\.\d\s%$/,
  );
  await expect(measures.getByRole('row', { name: /^Expected calibration error, 15 bins/ })).toContainText(
    /points$/,
  );
  const classes = pays.getByRole('region', { name: 'Accuracy of each class', exact: true });
  await expect(classes.getByRole('row')).toHaveCount(11);
  await expect(classes.getByRole('row').nth(1)).toContainText('clear');
  const exemplars = pays.getByRole('region', { name: 'Compression-identified exemplars', exact: true });
  await expect(exemplars).toContainText(
    'with one network on each side these are all images whose answer changed',
  );
  await expect(exemplars.getByRole('listitem')).toHaveCount(12);
  await noSidewaysScroll(page);
  await expectAccessible(page, 'who pays');
  await page.setViewportSize({ width: 360, height: 740 });
  await noSidewaysScroll(page);
});
