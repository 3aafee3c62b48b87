import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { keepPicture, openLab, runBar, runButton, tab, tinySweep } from './lab.ts';

const warmer = `${tinySweep}&temperature=8`;

async function train(page: Page, search: string) {
  await openLab(page, search);
  await runButton(page).click();
  await expect(runBar(page).getByText(/^4 students trained in /)).toBeVisible();
}

const sweeps = (page: Page) =>
  page.getByRole('table', { name: 'Sweeps', exact: true }).locator('tbody').getByRole('row');
const compare = (page: Page) => page.getByRole('region', { name: 'Compare', exact: true });
const differing = (page: Page) => page.getByRole('region', { name: 'What differs' });
const chartOf = (page: Page, what: string): Locator =>
  page.getByRole('img', { name: new RegExp(`^Validation ${what} by epoch`) });

async function openRuns(page: Page, count: number) {
  await tab(page, 'Runs').click();
  await expect(sweeps(page)).toHaveCount(count);
}

async function expectAccessible(page: Page, state: string) {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160))}`);
  expect.soft(found, state).toEqual([]);
}

test('keeps every sweep, lays two over each other and says what differs', async ({ page }) => {
  await train(page, tinySweep);
  await openRuns(page, 1);
  await expect(sweeps(page).first()).toContainText('complete');
  await expect(page.getByText('Train a second sweep to compare the two.')).toBeVisible();
  await tab(page, 'Bench').click();
  await train(page, warmer);
  await openRuns(page, 2);
  await expect(sweeps(page).first()).toContainText('complete');

  await page.reload();
  await openRuns(page, 2);
  // The newest first: B, with the one before it as A.
  await expect(sweeps(page).nth(0)).toContainText('KL, T 8');
  await expect(sweeps(page).nth(1)).toContainText('KL, T 4');
  await expect(sweeps(page).nth(0)).toContainText('2 alphas × 2 runs');
  await expect(sweeps(page).nth(0)).toContainText('40 measured, 32 px');
  await expect(sweeps(page).nth(0)).toContainText(/[+−]?[\d.]+ ± [\d.]+ points/);
  await expect(sweeps(page).nth(0)).toContainText('WebAssembly');

  await expect(differing(page)).toContainText('One thing differs that changes results: Temperature.');
  const row = differing(page).getByRole('row', { name: /Temperature/ });
  await expect(row.getByRole('cell')).toHaveText(['4', '8', 'changes results']);
  await expect(differing(page)).not.toContainText('different validation images');
  await expect(compare(page)).toContainText('run by run, because the seeds are the same');
  const figures = page.getByRole('table', { name: 'Both sweeps in figures' });
  // Trained alone, students know nothing of a temperature: the pairs are equal to the last digit.
  const alone = figures.getByRole('row', { name: /α 1/ }).getByRole('cell');
  await expect(alone.first()).toHaveText('2 and 2, 2 pairs');
  await expect(alone.nth(3)).toHaveText('0.0 ± 0.0');
  await keepPicture(page, 'compare');
  await expectAccessible(page, 'compare');

  await page.getByRole('button', { name: 'Swap A and B' }).click();
  await expect(row.getByRole('cell')).toHaveText(['8', '4', 'changes results']);
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(chartOf(page, 'accuracy')).toBeVisible();
  await compare(page).scrollIntoViewIfNeeded();
  await keepPicture(page, 'compare, narrow');
  await expectAccessible(page, 'compare, narrow');
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect.soft(sideways, 'the page scrolls sideways').toBeLessThanOrEqual(0);
});

test('moves one cursor over all charts, and draws them on a log axis and smoothed', async ({ page }) => {
  await train(page, tinySweep.replace('epochs=2', 'epochs=12'));
  const accuracy = chartOf(page, 'accuracy');
  const boxes = page.locator('[data-corner]');
  await accuracy.focus();
  // Recharts' own keys stopped at as many epochs as the axis has ticks.
  for (let i = 0; i < 11; i++) await page.keyboard.press('ArrowRight');
  await expect(boxes).toHaveCount(3);
  for (const box of await boxes.all()) await expect(box).toContainText('Epoch 11');
  const spoken = page.locator('output', { hasText: /^Epoch 11: α 0.5 [\d.]+ ± [\d.]+; α 1, alone/ });
  await expect(spoken).toHaveCount(1);
  await page.keyboard.press('Home');
  for (const box of await boxes.all()) await expect(box).toContainText('Epoch 1');
  await page.keyboard.press('Escape');
  await expect(boxes).toHaveCount(0);

  const area = await chartOf(page, 'loss').boundingBox();
  if (!area) throw new Error('the chart has no place on the page');
  await page.mouse.move(area.x + area.width / 2, area.y + area.height / 2);
  await expect(boxes).toHaveCount(3);
  const said = await boxes.first().locator('strong').textContent();
  for (const box of await boxes.all()) await expect(box).toContainText(said ?? '');
  await page.mouse.move(2, 2);
  await expect(boxes).toHaveCount(0);

  // What the table says is what the chart says of itself, however it is drawn.
  await page.getByText('Numbers behind accuracy').click();
  const numbers = page.getByRole('region', { name: 'Means behind accuracy' });
  const last = numbers.getByRole('row').last().getByRole('cell');
  const [half] = (await last.first().textContent())?.split(' ') ?? [];
  await expect(accuracy).toHaveAccessibleName(new RegExp(`alpha 0\\.5: ${half} at epoch 12, 2 runs`));
  await numbers.focus();
  await expect(numbers).toBeFocused();

  await page.getByRole('checkbox', { name: 'log axis', exact: true }).check();
  await expect(accuracy).toHaveAccessibleName(/logarithmic axis as error rate, 1 − accuracy/);
  await expect(page.getByRole('heading', { name: 'Error rate' })).toBeVisible();
  await expect(chartOf(page, 'loss')).toHaveAccessibleName(/Drawn on a logarithmic axis\./);
  await page.getByRole('combobox', { name: 'Smoothing' }).selectOption('smooth: 5');
  await expect(accuracy).toHaveAccessibleName(
    /moving mean over 5 epochs.* from the smallest to the largest mean/,
  );
  await expect(
    page.getByText(/band: from the smallest to the largest mean in them, not ± std/),
  ).toBeVisible();
  await expect(numbers).toContainText('As measured: accuracies, not smoothed');
  await expect(last.first()).toContainText(`${half} `);
  await keepPicture(page, 'log and smoothed');
  await expectAccessible(page, 'log and smoothed');
});

test('opens, names and deletes a kept sweep, and takes a deletion back', async ({ page }) => {
  await train(page, tinySweep);
  await openRuns(page, 1);
  await expect(sweeps(page).first()).toContainText('complete');
  await page.getByRole('button', { name: /^Rename: / }).click();
  await page.getByRole('textbox', { name: 'Name of the sweep' }).fill('before the break');
  await page.keyboard.press('Enter');
  await expect(sweeps(page).first()).toContainText('before the break');
  const pencil = page.getByRole('button', { name: 'Rename: before the break' });
  await expect(pencil).toBeFocused();
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Name of the sweep' }).fill('something else');
  await page.keyboard.press('Escape');
  await expect(pencil).toBeFocused();

  await openLab(page, `${tinySweep}&temperature=2`);
  await openRuns(page, 1);
  await page.getByRole('button', { name: 'Open on the bench: before the break' }).click();
  await expect(page.getByRole('textbox', { name: 'Temperature', exact: true })).toHaveValue('4');
  await expect(page.getByRole('heading', { level: 2, name: /distilled students/i })).toContainText('2 pairs');

  await openRuns(page, 1);
  await page.getByRole('button', { name: 'Delete: before the break' }).click();
  await expect(page.getByRole('button', { name: 'Undo' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(sweeps(page).first()).toContainText('before the break');
  await expect(page.getByRole('button', { name: 'Delete: before the break' })).toBeFocused();
  await page.getByRole('button', { name: 'Delete all…' }).click();
  await page.getByRole('button', { name: 'Keep them' }).click();
  await expect(page.getByRole('button', { name: 'Delete all…' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Delete the sweep from this browser?')).toBeVisible();
  await page.getByRole('button', { name: 'Delete all', exact: true }).click();
  await expect(page.getByText('No sweep is kept yet')).toBeVisible();
  await page.reload();
  await tab(page, 'Runs').click();
  await expect(page.getByText('No sweep is kept yet')).toBeVisible();
});

test('says so where the browser keeps nothing, and lists this visit’s sweeps', { tag: '@nightly' }, async ({
  page,
}) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('not here', 'SecurityError');
    };
  });
  await train(page, tinySweep);
  await openRuns(page, 1);
  await expect(page.getByText('This browser refused to keep sweeps')).toBeVisible();
  await expect(sweeps(page).first()).toContainText('complete');
});
