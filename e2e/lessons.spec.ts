import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page, type Route, test } from '@playwright/test';
import { pictures, writeFolder } from './images.ts';
import { control, keepPicture, pickFolder, resultCells, runBar, tab, tinySweep } from './lab.ts';

const lessons = {
  'soft-labels': 'What is a soft label?',
  temperature: 'Temperature',
  alpha: 'Alpha: 0, 0.5 or 1?',
  gap: 'Too big a gap?',
  'fewer-labels': 'Fewer labels',
  'half-air': 'Half of it was air',
  'prune-or-small': 'Prune big or train small?',
  bits: 'Eight bits, four, one',
};

const guide = (page: Page, title: string) => page.getByRole('region', { name: `Lesson: ${title}` });

/** @param part a selector, where the rest of the page is another journey's. */
async function expectAccessible(page: Page, state: string, part = 'body') {
  await keepPicture(page, state);
  const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const { violations } = await new AxeBuilder({ page }).include(part).withTags(rules).analyze();
  expect
    .soft(
      violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
      state,
    )
    .toEqual([]);
}

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

/** The lesson's own file with fewer images, epochs and runs. */
const withLink = (from: string, to: string) => async (route: Route) => {
  const response = await route.fetch();
  await route.fulfill({ response, body: (await response.text()).replaceAll(from, to) });
};

/** The first value whose row says that it is lower; undefined where none does. */
async function firstBelow(answer: Locator) {
  for (const row of (await answer.getByRole('row').all()).slice(2)) {
    if ((await row.getByText('lower', { exact: true }).count()) > 0)
      return row.getByRole('rowheader').textContent();
  }
  return undefined;
}

async function expectAnswer(answer: Locator, name: string, reference: string) {
  await expect(answer).toBeVisible({ timeout: 90_000 });
  const first = await firstBelow(answer);
  await expect(answer.locator('strong')).toContainText(
    first === undefined
      ? `Nowhere is accuracy below “${reference}”`
      : `${name}: at ${first}, accuracy is for the first time below “${reference}”`,
  );
}

test('“Half of it was air” makes networks without training, and says where the fall is first seen', async ({
  page,
}) => {
  const own = 'student=teacher&alphas=0.5&runs=1';
  await page.route(
    /half-air[^/]*\.(js|json)/,
    withLink(own, `${own}&trainImages=48&validationImages=48&batchSize=48`),
  );
  await page.goto('./?lesson=half-air');
  const lesson = guide(page, lessons['half-air']);
  const next = (name: string) => lesson.getByRole('button', { name, exact: true }).click();
  await expect(lesson).toContainText('1 of 11');
  await expect(page.getByText('The results wait behind this curtain')).toBeVisible();
  await next('Next');
  await lesson.getByRole('radio', { name: /half of it was air$/ }).check();
  await next('Next');
  await next('Make 6 networks');
  await expect(lesson).toContainText('6 networks are made.', { timeout: 90_000 });
  await next('Next');
  const weights = lesson.getByRole('region', { name: 'Accuracy: Weights kept' });
  await expectAnswer(weights, 'Weights kept', 'uncut');
  await expect(weights.getByRole('row')).toHaveCount(7);
  await expect(lesson).toContainText(/You predicted “.*”\. Your prediction (holds|does not hold)\./);
  await expect(weights).toContainText('on the same 48 images');
  await expectAccessible(page, 'fall');
  for (const width of [360, 768, 1440, 3840]) {
    await page.setViewportSize({ width, height: 900 });
    await expect(weights).toBeVisible();
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect.soft(beyond, `${width} px`).toBeLessThanOrEqual(0);
    await keepPicture(page, `fall, ${width} px`);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  await next('Next');
  await lesson.getByRole('radio', { name: 'At 50 %', exact: true }).check();
  await next('Next');
  await next('Make 6 networks');
  await expect(lesson).toContainText('6 networks are made.', { timeout: 90_000 });
  await next('Next');
  await expectAnswer(
    lesson.getByRole('region', { name: 'Accuracy: Channels kept' }),
    'Channels kept',
    'uncut',
  );
  await next('Next');
  await expect(lesson).toContainText('Try it:');
  await next('Next');
  await next('Skip the guess');
  await next('Train 3 students');
  await expect(lesson).toContainText('3 students are trained.', { timeout: 120_000 });
  await next('Next');
  const trained = 'Channels kept, then trained';
  await expectAnswer(lesson.getByRole('region', { name: `Accuracy: ${trained}` }), trained, 'uncut');
  await expect(lesson).toContainText('Han, Pool, Tran & Dally (2015)');
  await next('Finish');
  await expect(page.getByRole('listitem').filter({ hasText: lessons['half-air'] })).toContainText('Done');
});

/** Each comparison says its arms in words alone, its pairs, and no verdict beyond them. */
async function expectArms(compared: Locator, arms: readonly (readonly [string, string])[]) {
  await expect(compared).toHaveCount(arms.length);
  for (const [i, names] of arms.entries()) {
    const one = compared.nth(i);
    await expect(one.getByRole('term')).toHaveText([...names]);
    await expect(one).toContainText('2 pairs');
    await expect(one.locator('strong')).toContainText(names[0]);
  }
}

test('“Prune big or train small?” holds three arms against each other in pairs', { tag: '@nightly' }, async ({
  page,
}) => {
  const small = 'alphas=0.5&runs=2&epochs=2&trainImages=48&validationImages=48&recipe=';
  await page.route(/prune-or-small[^/]*\.(js|json)/, withLink('alphas=0.5&recipe=', small));
  await page.goto('./?lesson=prune-or-small');
  const lesson = guide(page, lessons['prune-or-small']);
  const next = (name: string) => lesson.getByRole('button', { name, exact: true }).click();
  await next('Next');
  await next('Next');
  await lesson.getByRole('radio', { name: 'The fine-tuned one' }).check();
  await next('Next');
  await next('Skip the guess');
  await next('Train 6 students');
  await expect(lesson).toContainText('6 students are trained.', { timeout: 120_000 });
  await next('Next');
  const compared = lesson.getByRole('region', { name: /^Accuracy: / });
  await expectArms(compared, [['fine-tuned', 'from scratch']]);
  await expect(lesson).toContainText(
    /You predicted “The fine-tuned one”\. (Your prediction|These runs can neither)/,
  );
  await expectAccessible(page, 'arms');
  await next('Next');
  await expectArms(compared, [
    ['distilled', 'fine-tuned'],
    ['distilled', 'from scratch'],
  ]);
  await expect(lesson).toContainText('Rethinking the Value of Network Pruning');
});

test('“Eight bits, four, one” compares rounding after training with rounding in it', {
  tag: '@nightly',
}, async ({ page }) => {
  const small = 'alphas=0.5&runs=2&epochs=2&trainImages=48&validationImages=48&recipe=';
  await page.route(/bits[^/]*\.(js|json)/, withLink('alphas=0.5&recipe=', small));
  await page.goto('./?lesson=bits');
  const lesson = guide(page, lessons.bits);
  const next = (name: string) => lesson.getByRole('button', { name, exact: true }).click();
  await next('Next');
  await lesson.getByRole('radio', { name: 'Only at 2', exact: true }).check();
  await next('Next');
  await next('Train 8 students');
  await expect(lesson).toContainText('8 students are trained.', { timeout: 120_000 });
  await next('Next');
  const after = lesson.getByRole('region', { name: 'Accuracy: Bits of a weight' });
  await expectAnswer(after, 'Bits of a weight', '32 bits, before rounding');
  await expect(after.getByRole('row')).toHaveCount(6);
  await expect(after).toContainText('2 pairs, each from the same seed');
  await next('Next');
  await next('Skip the guess');
  await next('Train 8 students');
  await expect(lesson).toContainText('8 students are trained.', { timeout: 120_000 });
  await next('Next');
  const during = lesson.getByRole('region', { name: 'Accuracy: Bits of a weight, trained' });
  await expectAnswer(during, 'Bits of a weight, trained', '8 bits, trained');
  await expect(
    lesson.getByRole('region', { name: 'Accuracy: 2 bits, in training, 2 bits, afterwards' }),
  ).toContainText('2 pairs');
  await expectAccessible(page, 'bits');
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
