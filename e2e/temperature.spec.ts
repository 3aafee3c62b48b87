import { expect, type Page, test } from '@playwright/test';
import { keepPicture, openLab, runBar, runButton, tab, tinySweep } from './lab.ts';

/** Nobody has to train anything for this panel where a teacher is shipped; here the teacher is trained first. */
async function openPanel(page: Page) {
  await openLab(page, tinySweep);
  await page.getByRole('button', { name: 'Train teacher' }).click();
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeEnabled();
  await expect(runButton(page)).toBeEnabled();
  await tab(page, 'Temperature').click();
  await expect(page.getByRole('img', { name: /^The chosen image/ })).toBeVisible();
}

/** Probabilities of every class as the table says them: NaN where there is no student. */
async function probabilities(page: Page, who: 'Teacher' | 'Student'): Promise<number[]> {
  const cells = page.getByRole('table', { name: 'Softened probabilities' }).getByRole('cell');
  const texts = await cells.allTextContents();
  return texts.map((text) => {
    const written = text.split(who)[1]?.match(/<?[\d.]+/)?.[0];
    return written?.startsWith('<') ? 0 : Number(written);
  });
}

async function nats(page: Page, term: string | RegExp): Promise<number> {
  const words = await page
    .getByRole('term')
    .filter({ hasText: term })
    .locator('xpath=following-sibling::dd')
    .textContent();
  return Number.parseFloat(words ?? '');
}

/** Signed numbers of the table's cells, row by row. */
async function signed(page: Page, table: string): Promise<number[]> {
  const texts = await page.getByRole('table', { name: table }).getByRole('cell').allTextContents();
  return texts.map((text) => Number(text.replace('−', '-')));
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** H = −Σ p ln p, from the numbers on the page. */
const entropy = (values: readonly number[]) => -sum(values.map((p) => (p > 0 ? p * Math.log(p) : 0)));

test('softens the teacher’s answer before any student is trained', async ({ page }) => {
  await openPanel(page);
  const exact = page.getByRole('textbox', { name: 'T as a number' });
  const heights: number[] = [];
  for (const T of ['0.1', '1', '4', '20', '100']) {
    await exact.fill(T);
    await expect(page.getByRole('slider', { name: 'Temperature T' })).toHaveAttribute(
      'aria-valuetext',
      `T ${T}`,
    );
    const teacher = await probabilities(page, 'Teacher');
    expect(teacher).toHaveLength(10);
    // Ten numbers of three decimals.
    expect(Math.abs(sum(teacher) - 1)).toBeLessThan(0.006);
    const said = await nats(page, 'Entropy, teacher');
    expect(Math.abs(said - entropy(teacher))).toBeLessThan(0.03);
    heights.push(said);
  }
  expect(heights).toEqual([...heights].sort((a, b) => a - b));
  expect(heights.at(0)).toBeLessThan(heights.at(-1) ?? 0);
  // ln 10: nothing is softer than ten equal probabilities.
  expect(heights.at(-1)).toBeCloseTo(Math.log(10), 1);
  expect((await probabilities(page, 'Student')).every(Number.isNaN)).toBe(true);

  await exact.fill('1000');
  await expect(page.getByText('T is a number from 0.1 to 100.')).toBeVisible();
  await page.getByRole('button', { name: /^Image 3: / }).click();
  await expect(page.getByRole('button', { name: /^Image 3: / })).toHaveAttribute('aria-pressed', 'true');
  await keepPicture(page, 'temperature');
});

test('shows gradients, what is alike and the limit before any student is trained', {
  tag: '@nightly',
}, async ({ page }) => {
  await openPanel(page);
  const gradients = 'Gradient on each class’s logit of the student';
  await tab(page, 'Gradients').click();
  const both = await signed(page, gradients);
  const soft = both.filter((_, i) => i % 2 === 0);
  // Both gradients add up to 0 over the classes; ten equal logits are a tenth each, less the label.
  expect(Math.abs(sum(soft))).toBeLessThan(0.03);
  expect([...both.filter((_, i) => i % 2 === 1)].sort()).toEqual([-0.9, ...Array(9).fill(0.1)].sort());
  await page.getByRole('checkbox', { name: 'Multiply by T²' }).uncheck();
  const unscaled = await signed(page, gradients);
  soft.forEach((slope, k) => {
    expect(Math.abs((unscaled[2 * k] ?? Number.NaN) - slope / 16)).toBeLessThan(0.002);
  });
  await page.getByRole('checkbox', { name: 'Multiply by T²' }).check();

  await page.getByRole('button', { name: '4²' }).focus();
  await expect(page.getByText(/^T²: /)).toBeVisible();

  await tab(page, 'What the teacher finds alike').click();
  const rows = page.getByRole('table', { name: /^Mean softened probability/ }).getByRole('row');
  await expect(rows).toHaveCount(11);
  const percents = (await rows.nth(1).getByRole('cell').allTextContents()).map((text) => Number(text) || 0);
  expect(Math.abs(sum(percents) - 100)).toBeLessThan(6);
  await keepPicture(page, 'alike');

  await tab(page, 'T → ∞').click();
  await page.getByRole('textbox', { name: 'T as a number' }).fill('100');
  const words = await page.getByRole('img', { name: /^The soft loss over T/ }).getAttribute('aria-label');
  const [loss, limit] = [...(words ?? '').matchAll(/: ([\d.]+) at|nearing ([\d.]+) as/g)].map((found) =>
    Number(found[1] ?? found[2]),
  );
  expect(Math.abs((loss ?? 0) / (limit ?? 0) - 1)).toBeLessThan(0.1);
});

test('sets teacher and student side by side with the keyboard alone', async ({ page }) => {
  await openLab(page, tinySweep);
  await runButton(page).click();
  await expect(runBar(page).getByText(/^4 students trained in /)).toBeVisible();
  await tab(page, 'Bench').focus();
  await page.keyboard.press('ArrowRight');
  await expect(tab(page, 'Temperature')).toHaveAttribute('aria-selected', 'true');

  const first = page.getByRole('button', { name: /^Image 1: / });
  await expect(first).toBeVisible();
  for (let i = 0; i < 80 && !(await first.evaluate((button) => button === document.activeElement)); i++) {
    await page.keyboard.press('Tab');
  }
  await expect(first).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('button', { name: /^Image 2: / })).toBeFocused();
  await expect(page.getByRole('button', { name: /^Image 2: / })).toHaveAttribute('aria-pressed', 'true');

  const slider = page.getByRole('slider', { name: 'Temperature T' });
  for (let i = 0; i < 10 && !(await slider.evaluate((thumb) => thumb === document.activeElement)); i++) {
    await page.keyboard.press('Tab');
  }
  await expect(slider).toBeFocused();
  await page.keyboard.press('Home');
  await expect(slider).toHaveAttribute('aria-valuetext', 'T 0.1');
  const cold = await nats(page, 'Entropy, student');
  const apart = await nats(page, /^KL/);
  await page.keyboard.press('End');
  await expect(slider).toHaveAttribute('aria-valuetext', 'T 100');
  const hot = await nats(page, 'Entropy, student');
  expect(hot).toBeGreaterThan(cold);
  // At T 100 both are nearly flat, so they are nearly the same.
  expect(await nats(page, /^KL/)).toBeLessThan(apart);
  const student = await probabilities(page, 'Student');
  expect(Math.abs(sum(student) - 1)).toBeLessThan(0.006);
  await page.keyboard.press('PageDown');
  await expect(slider).not.toHaveAttribute('aria-valuetext', 'T 100');
});
