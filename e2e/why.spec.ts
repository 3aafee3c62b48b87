import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, test } from '@playwright/test';
import { keepPicture, openLab, runBar, runButton, tinySweep } from './lab.ts';

/** Counts of a confusion matrix, row by row. */
async function countsOf(matrix: Locator): Promise<number[]> {
  const cells = await matrix.getByRole('cell').getByRole('button').allTextContents();
  return cells.map((cell) => Number(cell) || 0);
}

test('shows why a student learned, with the keyboard alone', async ({ page }) => {
  await openLab(page, tinySweep);
  const why = page.getByRole('region', { name: 'Why it learned', exact: true });
  await why.scrollIntoViewIfNeeded();
  await expect(why.getByText(/^Once a student is trained, /)).toBeVisible();
  await runButton(page).click();
  await expect(runBar(page).getByText(/^4 students trained in /)).toBeVisible();
  await why.scrollIntoViewIfNeeded();
  await why.getByRole('combobox', { name: 'Student' }).selectOption('α 0.5, run 2');

  // 40 validation images of ten classes, all of them in either matrix, and as many on the diagonal as the captions say.
  for (const who of ['Teacher', 'Student']) {
    const matrix = why.getByRole('table', { name: new RegExp(`^${who}: right on`) });
    const counts = await countsOf(matrix);
    expect(counts).toHaveLength(100);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(40);
    const right = counts.filter((_, cell) => cell % 11 === 0).reduce((sum, count) => sum + count, 0);
    await expect(matrix.locator('caption')).toHaveText(`${who}: right on ${right} of 40 images`);
  }

  const matrix = why.getByRole('table', { name: /^Teacher: right on/ });
  const counts = await countsOf(matrix);
  await matrix.getByRole('button').first().focus();
  for (const key of ['ArrowDown', 'End', 'ArrowDown', 'Home', 'ArrowRight', 'ArrowRight', 'Enter']) {
    await page.keyboard.press(key);
  }
  const cell = matrix.getByRole('row').nth(3).getByRole('cell').nth(2).getByRole('button');
  await expect(cell).toBeFocused();
  await expect(cell).toHaveAttribute('aria-pressed', 'true');
  const confusions = why.getByRole('region', { name: 'What is taken for what' });
  await expect(confusions.getByRole('status')).toContainText(`answered rightly, ${counts[22]} image`);
  await expect(confusions.getByRole('listitem')).toHaveCount(counts[22] ?? 0);

  await expect(why.getByRole('img', { name: /^(Teacher|Before: alone|After: distilled): / })).toHaveCount(3);
  await expect(
    why.getByText(/^Expected calibration error of the student: [\d.]+ points alone/),
  ).toBeVisible();
  await expect(why.getByRole('heading', { name: 'Distilled right, alone wrong' })).toBeVisible();

  await keepPicture(page, 'why it learned');
  const axe = () => new AxeBuilder({ page }).include('section[aria-labelledby="why"]');
  const light = await axe().analyze();
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await axe().withRules(['color-contrast']).analyze();
  const violations = [...light.violations, ...dark.violations];
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
});
