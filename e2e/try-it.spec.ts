import { writeFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { png } from './images.ts';
import {
  control,
  dropOnPage,
  endlessSweep,
  keepPicture,
  openLab,
  runBar,
  runButton,
  tab,
  tinySweep,
} from './lab.ts';

const table = (page: Page) => page.getByRole('table', { name: 'Teacher and student on this picture' });

/** The teacher's cell and the student's. */
const cells = (page: Page, row: string | RegExp) =>
  table(page)
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: row }) })
    .getByRole('cell');

const milliseconds = async (page: Page, place: number) =>
  Number((await cells(page, 'Time for one image').nth(place).textContent())?.match(/^[\d.]+/)?.[0]);

async function expectAccessible(page: Page, state: string) {
  await keepPicture(page, state);
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160))}`);
  expect.soft(found, state).toEqual([]);
}

test('tries teacher and student on a picture: what they say, how fast, how large', async ({ page }) => {
  await openLab(page, tinySweep.replace('runs=2', 'runs=1'));
  await runButton(page).click();
  await expect(runBar(page).getByText(/^2 students trained in /)).toBeVisible();
  await tab(page, 'Temperature').click();
  await tab(page, 'Try it').click();
  await expect(page.getByText('Here T is 1')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Measure again' })).toBeEnabled();
  for (const place of [0, 1]) expect(await milliseconds(page, place)).toBeGreaterThan(0);
  await expect(cells(page, 'Weights')).toHaveText([/^[\d.]+\u202f[kM]B$/, /^[\d.]+\u202f[kM]B$/]);
  await expect(page.getByText(/^Median of 9 measurements, .* 32 × 32 .* On /)).toBeVisible();
  await expect(page.getByText(/^The student’s weights are /)).toBeVisible();
  await expectAccessible(page, 'dataset image');

  // The first choice is the largest bar of the other tab at T = 1.
  const first = (await cells(page, 'First choice').allTextContents()).map((text) =>
    Number(text.match(/[\d.]+$/)?.[0]),
  );
  await tab(page, 'Probabilities').click();
  await page.getByRole('textbox', { name: 'T as a number' }).fill('1');
  await expect(page.getByRole('slider', { name: 'Temperature T' })).toHaveAttribute('aria-valuetext', 'T 1');
  const shown = await page
    .getByRole('table', { name: 'Softened probabilities' })
    .getByRole('cell')
    .allTextContents();
  for (const [place, who] of ['Teacher', 'Student'].entries()) {
    const largest = Math.max(...shown.map((text) => Number(text.split(who)[1]?.match(/[\d.]+/)?.[0])));
    expect(first[place]).toBe(largest);
  }
  await tab(page, 'Try it').click();

  // A picture of one's own.
  const before = await cells(page, 'First choice').allTextContents();
  const red = test.info().outputPath('red.png');
  writeFileSync(red, png([200, 30, 20], 40));
  await dropOnPage(page, [red]);
  await expect(page.getByRole('img', { name: 'Your picture, red.png' })).toBeVisible();
  await expect.poll(() => cells(page, 'First choice').allTextContents()).not.toEqual(before);
  await page.getByRole('button', { name: 'Measure again' }).click();
  await expect(page.getByRole('button', { name: 'Measure again' })).toBeEnabled();
  await page.setViewportSize({ width: 390, height: 844 });
  await table(page).scrollIntoViewIfNeeded();
  await expectAccessible(page, 'own picture on a phone');
});

test('times nothing while students are trained, and does in a pause', { tag: '@nightly' }, async ({
  page,
}) => {
  await openLab(page, endlessSweep);
  await runButton(page).click();
  await tab(page, 'Temperature').click();
  await tab(page, 'Try it').click();
  await expect(page.getByText(/^Nothing is timed while something is trained/)).toBeVisible();
  await expect(cells(page, 'Time for one image')).toHaveText(['–', '–']);
  await control(page, 'Pause').click();
  await expect(page.getByRole('button', { name: 'Measure again' })).toBeEnabled();
  expect(await milliseconds(page, 0)).toBeGreaterThan(0);
  await expect(page.getByText(/^Nothing is timed/)).toHaveCount(0);
  await control(page, 'Stop').click();
});
