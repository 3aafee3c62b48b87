import { expect, type Route, test } from '@playwright/test';
import { pictures, writeFolder } from './images.ts';
import { control, keepPicture, pickFolder, resultCells, runBar, tab, tinySweep } from './lab.ts';
import { expectAccessible, guide, lessons } from './lessonPages.ts';

/** The lesson's own file with a sweep of seconds in place of its own: what it asks and how it answers stay. */
const shorten = (route: Route) => withEpochs(route, 2);

async function withEpochs(route: Route, epochs: number) {
  const response = await route.fetch();
  const body = await response.text();
  const short = tinySweep
    .slice(1)
    .replace('alphas=0.5,1', 'alphas=0,0.5,1')
    .replace('epochs=2', `epochs=${epochs}`);
  await route.fulfill({
    response,
    body: body.replace(/("?three"?:\s*)(""|``)/, `$1${JSON.stringify(short)}`),
  });
}

test('the list says what each lesson promises, and opens it by link', async ({ page }) => {
  await page.goto('./?view=lessons');
  const list = page.getByRole('region', { name: 'Lessons' });
  await expect(list.getByRole('listitem')).toHaveCount(8);
  await expectAccessible(page, 'list');
  for (const title of Object.values(lessons))
    await expect(list.getByRole('link', { name: title })).toBeVisible();
  for (const minutes of await list.getByText(/^\d+ min$/).allTextContents()) {
    expect(Number.parseInt(minutes, 10)).toBeLessThanOrEqual(5);
  }
  await list.getByRole('link', { name: lessons.alpha }).click();
  await expect(guide(page, lessons.alpha)).toContainText('1 of 6');
  await expect(page).toHaveURL(/lesson=alpha/);
  await guide(page, lessons.alpha).getByRole('button', { name: 'Leave the lesson' }).click();
  await expect(guide(page, lessons.alpha)).toHaveCount(0);
  await expect(page).not.toHaveURL(/lesson=/);
});

test('each lesson opens by its link, with its settings, and hides what it will ask', async ({ page }) => {
  for (const [slug, title] of Object.entries(lessons)) {
    await page.goto(`./?lesson=${slug}`);
    await expect(guide(page, title).getByRole('heading', { level: 2 })).toBeVisible();
    await expect(page.getByRole('alert').filter({ hasText: /\S/ })).toHaveCount(0);
    await tab(page, 'Bench').click();
    await expect(page.getByText('The results wait behind this curtain')).toBeVisible();
    await expect(page.getByRole('table', { name: 'Results' })).toHaveCount(0);
    await keepPicture(page, slug);
  }
  await expect(page.getByRole('textbox', { name: 'Alphas' })).toHaveValue('0.5');
});

test('a link to a lesson that does not exist says so, and the lab goes on', async ({ page }) => {
  await page.goto('./?lesson=alchemy');
  const notice = page.getByRole('alert').filter({ hasText: 'There is no lesson called alchemy.' });
  await expect(notice).toBeVisible();
  await expect(page.getByRole('table', { name: 'Results' })).toBeVisible();
  await expectAccessible(page, 'unknown');
  await notice.getByRole('button', { name: 'All lessons' }).click();
  await expect(page.getByRole('link', { name: lessons.gap })).toBeVisible();
  await expect(page).not.toHaveURL(/lesson=/);
});

test('a whole lesson takes no mouse, hides results until the guess, and answers by what was measured', async ({
  page,
}) => {
  await page.route(/alpha[^/]*\.(js|json)/, shorten);
  await page.goto('./?lesson=alpha');
  const lesson = guide(page, lessons.alpha);
  await expect(lesson).toContainText('1 of 6');

  /** Tabs on until the one with this name has the focus. */
  const tabTo = async (role: 'button' | 'radio', name: RegExp) => {
    const wanted = lesson.getByRole(role, { name });
    await expect(wanted.first()).toBeVisible();
    for (let i = 0; i < 120; i++) {
      if (await wanted.evaluateAll((all) => all.some((one) => one === document.activeElement))) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`No Tab reaches ${name}.`);
  };
  const press = async (name: RegExp) => {
    await tabTo('button', name);
    await page.keyboard.press('Enter');
  };
  const results = page.getByRole('table', { name: 'Results' });
  const curtain = page.getByText('The results wait behind this curtain');

  await press(/^Next$/);
  await expect(lesson.getByRole('heading', { level: 2 })).toBeFocused();
  await expect(curtain).toBeVisible();
  await expect(results).toHaveCount(0);
  await expectAccessible(page, 'question');
  await tabTo('radio', /^Those who listen to both$/);
  await page.keyboard.press('Space');
  // A change of mind, and back.
  await page.keyboard.press('ArrowDown');
  await expect(lesson.getByRole('radio', { name: 'Those with labels only' })).toBeChecked();
  await page.keyboard.press('ArrowUp');
  await press(/^Next$/);
  await expect(curtain).toBeVisible();
  await press(/^Skip the guess$/);
  await expect(curtain).toHaveCount(0);
  await press(/^Train 6 students$/);
  await press(/^Next$/);
  const answer = lesson.getByRole('region', { name: /^Accuracy: both \(α 0\.5\), labels only \(α 1\)$/ });
  await expect(answer).toBeVisible({ timeout: 60_000 });
  await expect(runBar(page).getByText(/^6 students trained/)).toBeVisible();
  await expect(lesson).toContainText(
    /You predicted “Those who listen to both”\. (Your prediction|These runs can neither)/,
  );
  await expectAccessible(page, 'answer');

  // The answer’s means are the table’s, and so is the claim.
  for (const [alpha, name] of [
    [/^α 0\.5$/, 'both (α 0.5)'],
    [/^α 1\b/, 'labels only (α 1)'],
  ] as const) {
    const cell = await resultCells(page, alpha).nth(1).textContent();
    const mean = cell?.match(/^[\d.]+/)?.[0];
    await expect(answer.locator('div').filter({ hasText: name }).last()).toContainText(`${mean} % ± `);
  }
  await expect(answer).toContainText('2 pairs');
  const gain =
    (
      await resultCells(page, /^α 0\.5$/)
        .nth(2)
        .textContent()
    )?.match(/^[+−]?[\d.]+/)?.[0] ?? '';
  await expect(answer).toContainText(`Difference ${gain === '0.0' ? '+0.0' : gain} points`);

  await press(/^Next$/);
  await expect(lesson).toContainText('You made no prediction.');
  await press(/^Finish$/);
  await expect(page.getByRole('listitem').filter({ hasText: lessons.alpha })).toContainText('Done');
  await expect(page).not.toHaveURL(/lesson=/);
});

test('gives no answer where training was stopped, and goes on from what was trained', {
  tag: '@nightly',
}, async ({ page }) => {
  await page.route(/alpha[^/]*\.(js|json)/, (route) => withEpochs(route, 80));
  await page.goto('./?lesson=alpha');
  const lesson = guide(page, lessons.alpha);
  const next = (name: string | RegExp) => lesson.getByRole('button', { name }).click();
  await next('Next');
  await lesson.getByRole('radio', { name: 'Those with labels only' }).check();
  await next('Next');
  await next('Skip the guess');
  await next('Train 6 students');
  await expect(runBar(page)).toContainText(/run [3-5] of 6/, { timeout: 60_000 });
  await control(page, 'Stop').click();
  const goOn = lesson.getByRole('button', { name: /^Go on: [2-5] of 6 students are trained$/ });
  await expect(goOn).toBeVisible();
  await expect(
    page.getByText(/^[2-5] of the 6 students of this experiment are trained already\./),
  ).toBeVisible();
  await next('Next');
  await expect(lesson).toContainText(/The answer comes when all 6 students are trained; [2-5] are so far\./);
  await expect(lesson).not.toContainText('You predicted');
  await expectAccessible(page, 'stopped');
  await next('Go to the training');
  await goOn.click();
  await expect(lesson).toContainText('6 students are trained.', { timeout: 60_000 });
  await next('Next');
  await expect(lesson).toContainText('You predicted “Those with labels only”.');
});

test('says why the teacher has no answer about other images, and leads back to the lesson’s', {
  tag: '@nightly',
}, async ({ page }) => {
  await page.goto('./?lesson=soft-labels');
  const lesson = guide(page, lessons['soft-labels']);
  const next = (name: string) => lesson.getByRole('button', { name, exact: true }).click();
  await next('Next');
  await next('Next');
  await lesson.getByRole('radio', { name: 'termite' }).check();
  await next('Next');
  const answer = lesson.getByRole('region', { name: 'Where the rest of the teacher’s answer goes' });
  await expect(answer).toBeVisible({ timeout: 30_000 });
  const files = {
    ...pictures('cold', 24, [20, 30, 200]),
    ...pictures('warm', 24, [200, 30, 20]),
  };
  await pickFolder(page, writeFolder(test.info().outputPath('two'), files));
  await expect(lesson).toContainText('There is no teacher yet: choose or train one');
  await next('Back to the lesson’s settings');
  await expect(answer).toBeVisible({ timeout: 30_000 });
});

test('goes on after a reload where it was, with the prediction and what was trained', {
  tag: '@nightly',
}, async ({ page }) => {
  await page.route(/alpha[^/]*\.(js|json)/, shorten);
  await page.goto('./?lesson=alpha');
  const lesson = guide(page, lessons.alpha);
  const next = (name: string) => lesson.getByRole('button', { name, exact: true }).click();
  await next('Next');
  await lesson.getByRole('radio', { name: 'Those with labels only' }).check();
  await next('Next');
  await next('Skip the guess');
  await next('Train 6 students');
  await expect(lesson).toContainText('6 students are trained.', { timeout: 60_000 });
  await page.reload();
  await expect(lesson).toContainText('4 of 6');
  await expect(lesson).toContainText('6 students are trained.');
  await expect(page.getByRole('table', { name: 'Results' })).toBeVisible();
  await next('Next');
  await expect(lesson).toContainText('You predicted “Those with labels only”.');
  await next('Back');
  await next('Back');
  await next('Back');
  await expect(lesson).toContainText('The answer was shown, so your prediction stands.');
  await expect(lesson.getByRole('radio', { name: 'Those with labels only' })).toBeDisabled();
});

test('leaves room on a phone, and folds away', { tag: '@nightly' }, async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('./?lesson=soft-labels');
  const lesson = guide(page, lessons['soft-labels']);
  await lesson.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByRole('img', { name: /^The chosen image/ })).toBeVisible();
  const height = async () => (await lesson.boundingBox())?.height ?? Number.POSITIVE_INFINITY;
  expect(await height()).toBeLessThan(844 * 0.5);
  await expectAccessible(page, 'phone', 'section[aria-label^="Lesson"]');
  await lesson.getByRole('button', { name: 'Hide the lesson’s text' }).click();
  expect(await height()).toBeLessThan(844 * 0.2);
  await keepPicture(page, 'phone, folded');
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
});
