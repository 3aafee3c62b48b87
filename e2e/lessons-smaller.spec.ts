import { expect, type Locator, type Route, test } from '@playwright/test';
import { keepPicture } from './lab.ts';
import { expectAccessible, guide, lessons } from './lessonPages.ts';

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
