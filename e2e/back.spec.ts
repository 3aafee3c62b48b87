/**
 * Back and Forward stay in the page, and a lesson gives back what was there before it.
 */
import { expect, type Page, test } from '@playwright/test';
import { addressOf, endlessSweep, epochsShown, openLab, resultCells, runBar, runButton, tab } from './lab.ts';

const queryOf = async (page: Page) => (await addressOf(page)).search;
const alphas = (page: Page) => page.getByRole('textbox', { name: 'Alphas' });
const lesson = (page: Page) => page.getByRole('region', { name: 'Lesson: Temperature' });

async function openLesson(page: Page) {
  await tab(page, 'Lessons').click();
  await page.getByRole('link', { name: 'Temperature' }).click();
  await expect(lesson(page)).toBeVisible();
  await expect(alphas(page)).not.toHaveValue('0.5, 1');
}

test('goes back and forward through views and a kept sweep, and then leaves', async ({ page }) => {
  await page.goto('about:blank');
  await openLab(page);
  const first = await queryOf(page);
  await tab(page, 'Data').click();
  await alphas(page).fill('0, 1');
  await alphas(page).press('Enter');
  await tab(page, 'Temperature').click();
  await page.goBack();
  await expect(tab(page, 'Data')).toHaveAttribute('aria-selected', 'true');
  await expect(alphas(page)).toHaveValue('0, 1');
  await page.goBack();
  await expect(tab(page, 'Bench')).toHaveAttribute('aria-selected', 'true');
  await expect(alphas(page)).toHaveValue('0.5, 1');
  expect(await queryOf(page)).toBe(first);
  await page.goForward();
  await expect(alphas(page)).toHaveValue('0, 1');
  await page.goBack();
  await page.getByRole('button', { name: 'Present' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-present', '');
  await page.goBack();
  await expect(page.locator('html')).not.toHaveAttribute('data-present', '');
  await page.goBack();
  await expect(page).toHaveURL('about:blank');
});

test('a lesson gives back the experiment, its results and the view, by Leave and by Back', async ({
  page,
}) => {
  await openLab(page);
  await runButton(page).click();
  await expect(runBar(page).getByText(/^4 students trained/)).toBeVisible({ timeout: 60_000 });
  const own = await queryOf(page);
  // The row of both runs: the table follows the bar by a frame.
  const measured = resultCells(page, /^α 0\.5$/).nth(1);
  await expect(measured).toHaveText(/ ± /);
  const accuracy = await measured.textContent();
  const expectOwn = async (view: string, query: string) => {
    await expect(lesson(page)).toHaveCount(0);
    await expect(tab(page, view)).toHaveAttribute('aria-selected', 'true');
    await expect(alphas(page)).toHaveValue('0.5, 1');
    expect(await queryOf(page)).toBe(query);
    await tab(page, 'Bench').click();
    await expect(resultCells(page, /^α 0\.5$/).nth(1)).toHaveText(accuracy ?? '');
  };
  await openLesson(page);
  await lesson(page).getByRole('button', { name: 'Leave the lesson' }).click();
  await expectOwn('Lessons', `${own}&view=lessons`);

  await openLesson(page);
  await page.goBack();
  await expectOwn('Lessons', `${own}&view=lessons`);

  await openLesson(page);
  await page.reload();
  await expect(lesson(page)).toBeVisible();
  await lesson(page).getByRole('button', { name: 'Leave the lesson' }).click();
  await expectOwn('Lessons', `${own}&view=lessons`);
});

test('Back while training changes the view, and the training goes on', { tag: '@nightly' }, async ({
  page,
}) => {
  await openLab(page, endlessSweep);
  await runButton(page).click();
  await expect.poll(() => epochsShown(page)).toBeGreaterThan(0);
  await tab(page, 'Temperature').click();
  await page.goBack();
  await expect(tab(page, 'Bench')).toHaveAttribute('aria-selected', 'true');
  const before = await epochsShown(page);
  await expect.poll(() => epochsShown(page)).toBeGreaterThan(before);
  await expect(runBar(page)).toContainText('run 1 of 4');
});
