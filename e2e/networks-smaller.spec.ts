/**
 * From a kept network to a smaller one: a verb, a preview, and one button.
 */
import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { openLab, runBar, runButton, tab, tinySweep } from './lab.ts';
import { card, noSidewaysScroll } from './networks.ts';

const sweep = tinySweep
  .replace('student=mlp', 'student=cnn')
  .replace('alphas=0.5,1', 'alphas=0.5')
  .replace('runs=2', 'runs=1');
const nodes = (page: Page) => page.getByRole('tree').getByRole('treeitem');
const chosen = (page: Page) => nodes(page).and(page.locator('[aria-selected="true"]'));
const smaller = (page: Page) => page.getByRole('region', { name: 'Make it smaller' });
const verb = (page: Page, name: string) => smaller(page).getByRole('button', { name, exact: true });
const preview = (page: Page) =>
  smaller(page).getByText(
    /^(Before retraining, it|It) is right on \d.* of 40 validation images; this network now on \d.* of the same 40\./,
  );
const trained = (page: Page, count: number) =>
  expect(runBar(page).getByText(new RegExp(`^${count} students? trained`))).toBeVisible({ timeout: 120_000 });

/** A student of the sweep, chosen in the tree. */
async function chooseStudent(page: Page) {
  await openLab(page, sweep);
  await runButton(page).press('Enter');
  await trained(page, 1);
  await tab(page, 'Networks').click();
  await page.getByRole('button', { name: 'Hide the examples' }).press('Enter');
  await expect(nodes(page)).toHaveCount(2);
  await nodes(page)
    .and(page.getByRole('treeitem', { name: /distill(ing|ed)/ }))
    .press('Enter');
  await expect(chosen(page)).toHaveAccessibleName(/distill(ing|ed)/);
}

const arm = (page: Page, name: string) => smaller(page).getByRole('button', { name, exact: true });
/** Of the three arms that are proposed. */
async function onlyDistilled(page: Page) {
  await arm(page, 'fine-tuned').click();
  await arm(page, 'from scratch').click();
}

test('a kept network is made smaller in two actions, by keyboard on a narrow page, and found after a reload', async ({
  page,
}) => {
  test.setTimeout(240_000);
  await page.setViewportSize({ width: 360, height: 740 });
  await chooseStudent(page);

  await verb(page, 'Prune').press('Enter');
  await expect(preview(page)).toBeVisible();
  await expect(preview(page)).toContainText('Asked: 50');
  const slider = smaller(page).getByRole('slider', { name: 'Channels kept' });
  await expect(slider).toHaveAttribute('aria-valuetext', /^keeping 50 %/);
  await expect(smaller(page).getByRole('textbox', { name: 'Learning rate' }).first()).toHaveValue('0.02');
  // Channel by channel: what goes with one of them is told, and marked in the graph.
  await smaller(page).getByText('Which channels go').press('Enter');
  const channels = smaller(page).getByRole('listbox', { name: /^Channels of conv1, / });
  await expect(channels.getByRole('option', { name: /goes$/ })).toHaveCount(8);
  await channels.getByRole('option').first().focus();
  await page.keyboard.press('ArrowRight');
  await expect(channels.getByRole('option').first()).toBeFocused();
  await expect(
    smaller(page).getByRole('listitem').filter({ hasText: 'conv2 weight, what it takes' }),
  ).toBeVisible();
  await smaller(page).getByRole('button', { name: 'Show them in the graph' }).press('Enter');
  await expect(
    page.getByRole('treeitem', { name: /loses a slice with the chosen channel$/ }).first(),
  ).toBeVisible();
  // Folded again: its boxes are items of a tree as well.
  await page.getByText('Layers and graph').press('Enter');
  // So high that no control lies half under the run bar.
  await page.setViewportSize({ width: 360, height: 3600 });
  await expectAccessible(page, 'smaller 360');
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(page, 'smaller 360 dark', 'dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 360, height: 740 });
  await noSidewaysScroll(page);
  await expect(smaller(page)).toContainText('Three arms, paired run by run');
  await smaller(page)
    .getByRole('button', { name: 'Make 3 of them, and retrain each 8 epochs' })
    .press('Enter');
  // They grow, and the first is chosen; the focus goes to it, and the page stays where it was.
  await expect(nodes(page)).toHaveCount(6, { timeout: 240_000 });
  await trained(page, 3);
  await expect(nodes(page).and(page.getByRole('treeitem', { name: /from scratch/ }))).toHaveCount(1);
  await expect(tab(page, 'Networks')).toHaveAttribute('aria-selected', 'true');
  await expect(chosen(page)).toBeFocused();
  await expect(card(page)).toContainText(/keeping 50 %.* of the channels/);
  expect(new URL(page.url()).searchParams.get('recipe')).toBe(
    'distil,prune~scope:isomorphic,distil~epochs:8~rate:0.02',
  );
  expect(new URL(page.url()).searchParams.get('vary')).toBe('distil.2.arm:fine-tuned,distilled,scratch');
  await smaller(page).getByRole('button', { name: 'Take back the one before' }).press('Enter');
  await expect.poll(() => new URL(page.url()).searchParams.get('recipe')).toBeNull();

  await page.reload();
  await expect(nodes(page)).toHaveCount(6);
  await expect(card(page)).toContainText(/keeping 50 %.* of the channels/);

  // Of what has fewer bits nothing is made any more.
  await verb(page, 'Fewer bits').press('Enter');
  const bits = smaller(page).getByRole('slider', { name: 'Bits of a weight' });
  for (const value of ['7', '6', '5', '4']) {
    await bits.press('ArrowLeft');
    await expect(bits).toHaveAttribute('aria-valuetext', `rounding to ${value} bits`);
  }
  await expect(preview(page)).toContainText('Integers are simulated here: no faster on this page.');
  await expect(preview(page)).toContainText('Asked: 4; reached: 4.');
  await smaller(page).getByRole('button', { name: 'Make it', exact: true }).press('Enter');
  await expect(nodes(page)).toHaveCount(7, { timeout: 120_000 });
  await expect(chosen(page)).toBeFocused();
  await expect(smaller(page)).toContainText('This one is finished');
  await expect(verb(page, 'Prune')).toHaveCount(0);
  await noSidewaysScroll(page);
});

test('a curve of several values is made at once, of a student and of the teacher', {
  tag: '@nightly',
}, async ({ page }) => {
  test.setTimeout(300_000);
  await chooseStudent(page);
  await verb(page, 'Prune').click();
  await expect(preview(page)).toBeVisible();
  for (const value of ['80', '20']) {
    await smaller(page)
      .getByRole('button', { name: new RegExp(`^${value}\\s%$`) })
      .click();
  }
  await arm(page, 'distilled').click();
  await arm(page, 'from scratch').click();
  await expect(smaller(page)).toContainText('from the labels alone');
  await smaller(page).getByRole('textbox', { name: 'Epochs' }).first().fill('1');
  await smaller(page).getByText('How it is done').click();
  await expect(smaller(page)).toContainText('Molchanov et al. 2019');
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(page, 'smaller dark', 'dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await expectAccessible(page, 'smaller light');
  await smaller(page).getByRole('button', { name: 'Make 3 of them, and retrain 1 epoch' }).click();
  await trained(page, 3);
  // Each value gave what was cut, and what was trained of that.
  await expect(nodes(page)).toHaveCount(8);

  await nodes(page)
    .and(page.getByRole('treeitem', { name: /^MLP/ }))
    .click();
  await verb(page, 'Prune').click();
  await expect(preview(page)).toBeVisible();
  await smaller(page).getByRole('textbox', { name: 'Epochs' }).first().fill('1');
  await onlyDistilled(page);
  await smaller(page).getByRole('button', { name: 'Make it, and retrain 1 epoch with the teacher' }).click();
  await expect(nodes(page)).toHaveCount(10, { timeout: 120_000 });
});

test('layers are factorised by a share of the multiply-adds, and the card shows what they run as', {
  tag: '@nightly',
}, async ({ page }) => {
  test.setTimeout(240_000);
  await chooseStudent(page);
  await verb(page, 'Factorise').click();
  await expect(preview(page)).toBeVisible();
  await expect(preview(page)).toContainText(/Asked: 50\s%; reached: (50|4\d(\.\d)?)\s%/);
  const slider = smaller(page).getByRole('slider', { name: 'Multiply-adds kept' });
  await expect(slider).toHaveAttribute('aria-valuetext', /^keeping 50\s% of the cost/);
  await slider.press('ArrowLeft');
  await expect(preview(page)).toContainText(/Asked: 45\s%/);
  await smaller(page).getByText('How it is done').click();
  await expect(smaller(page)).toContainText('Kim et al. 2016');
  await smaller(page).getByRole('textbox', { name: 'Epochs' }).first().fill('1');
  await onlyDistilled(page);
  await smaller(page).getByRole('button', { name: 'Make it, and retrain 1 epoch with the teacher' }).click();
  await expect(nodes(page)).toHaveCount(4, { timeout: 120_000 });
  await expect(card(page)).toContainText(/keeping 45\s% of the cost/);
});
