import { expect, type Locator, type Page, test } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { addressOf, control, endlessSweep, nightlyIf, openLab, runBar, runButton, tinySweep } from './lab.ts';

const opener = (page: Page) => page.getByText('Recipe…', { exact: true });
const stages = (page: Page) => page.getByRole('list', { name: 'Stages' });
const card = (page: Page, name: string) => stages(page).getByRole('group', { name });
const asText = (page: Page) => page.getByRole('textbox', { name: 'As text' });
const recipeInAddress = async (page: Page) => (await addressOf(page)).searchParams.get('recipe');

/** Presses a key until `target` has the focus. */
async function walkTo(page: Page, key: 'Tab' | 'Shift+Tab', target: Locator) {
  const isThere = () => target.evaluateAll((all) => all.some((one) => one === document.activeElement));
  for (let i = 0; i < 150; i++) {
    await page.keyboard.press(key);
    if (await isThere()) return;
  }
  throw new Error(`No ${key} reaches ${target}.`);
}

test('a recipe is written by keyboard, is in the link, and comes back with it', async ({ page }) => {
  await openLab(page);
  await expect(stages(page)).toHaveCount(0);
  await walkTo(page, 'Tab', opener(page));
  await page.keyboard.press('Enter');
  await expect(card(page, 'Stage 1, Distil')).toBeVisible();
  await expect(asText(page)).toHaveValue('distil');

  await walkTo(
    page,
    'Tab',
    page.getByRole('list', { name: 'Add a stage' }).getByRole('button', { name: 'Prune' }),
  );
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'Prune was added as 2 of 2.' })).toBeVisible();
  await expect.poll(() => recipeInAddress(page)).toBe('distil,prune~scope:isomorphic');

  await walkTo(page, 'Shift+Tab', card(page, 'Stage 2, Prune').getByRole('textbox', { name: 'Keep' }));
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('0.25');
  await expect.poll(() => recipeInAddress(page)).toBe('distil,prune~keep:0.25~scope:isomorphic');

  const distil = card(page, 'Stage 1, Distil');
  await expect(distil).toContainText('as in the experiment (2)');
  await walkTo(page, 'Shift+Tab', distil.getByRole('button', { name: 'Set Epochs of stage 1, Distil' }));
  await page.keyboard.press('Enter');
  await expect(distil.getByRole('textbox', { name: 'Epochs' })).toBeFocused();
  await expect(asText(page)).toHaveValue('distil epochs=2; prune keep=0.25 scope=isomorphic');
  await walkTo(
    page,
    'Tab',
    distil.getByRole('button', { name: 'Leave Epochs of stage 1, Distil, to the experiment' }),
  );
  await page.keyboard.press('Enter');
  await expect(distil.getByRole('button', { name: 'Set Epochs of stage 1, Distil' })).toBeFocused();
  await expect(asText(page)).toHaveValue('distil; prune keep=0.25 scope=isomorphic');

  await walkTo(page, 'Tab', page.getByRole('button', { name: 'Move Prune up, stage 2 of 2' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'Prune is now 1 of 2.' })).toBeVisible();
  // It went with its card, whose way up is at its end.
  await expect(page.getByRole('button', { name: 'Move Prune down, stage 1 of 2' })).toBeFocused();
  await expect(asText(page)).toHaveValue('prune keep=0.25 scope=isomorphic; distil');
  await expect(page.getByRole('list', { name: 'Worth knowing of this recipe' })).toContainText(
    'Prune comes before the student has learned anything.',
  );
  await expect.poll(() => recipeInAddress(page)).toBe('prune~keep:0.25~scope:isomorphic,distil');

  await page.reload();
  await expect(asText(page)).toHaveValue('prune keep=0.25 scope=isomorphic; distil');
  await expect(card(page, 'Stage 1, Prune').getByRole('textbox', { name: 'Keep' })).toHaveValue('0.25');

  await walkTo(page, 'Tab', page.getByRole('button', { name: 'Remove Prune, stage 1 of 2' }));
  await page.keyboard.press('Enter');
  await expect(asText(page)).toHaveValue('distil');
  await expect(
    page.getByRole('status').filter({ hasText: 'Prune was removed; one stage is left.' }),
  ).toBeVisible();
  await expect.poll(() => recipeInAddress(page)).toBeNull();
});

test('a recipe is typed, and what is misspelt is named with the nearest', async ({ page }) => {
  await openLab(page, `${tinySweep}&recipe=distil,prune&vary=prune.keep:0.9,0.5`);
  const vary = page.getByRole('textbox', { name: 'Vary' });
  await expect(vary).toHaveValue('prune.keep=0.9,0.5');
  await expect(card(page, 'Stage 2, Prune')).toContainText('varied: 0.9, 0.5');

  await asText(page).fill('distil; prume keep=0.5');
  await expect(asText(page)).toHaveAccessibleDescription(
    /there is no stage prume, the nearest is prune; the stages are distil, prune, quantise, [a-z, ]+\. What counts is still: distil; prune scope=uniform\./,
  );
  await page.keyboard.press('Enter');
  expect(await recipeInAddress(page)).toBe('distil,prune');
  await expect(asText(page)).toHaveValue('distil; prume keep=0.5');

  await asText(page).fill('distil epochs=3; quantise bits=4; distil');
  await page.keyboard.press('Enter');
  await expect.poll(() => recipeInAddress(page)).toBe('distil~epochs:3,quantise~bits:4,distil');
  // Its stage is gone, and so is what it was to have.
  await expect(vary).toHaveValue('');
  await expect(page.getByRole('status').filter({ hasText: 'prune.keep is no longer varied.' })).toBeVisible();
  await expect(card(page, 'Stage 3, Distil')).toHaveAccessibleDescription(
    /A quantised network is neither trained.* move Distil before it, or remove it\.$/,
  );
  await expect(card(page, 'Stage 2, Quantise')).toHaveAccessibleDescription('');
});

test('a card is dragged by its head, and Escape calls that off', async ({ page }) => {
  await openLab(page, `${tinySweep}&recipe=distil,prune,quantise`);
  await expect(asText(page)).toHaveValue('distil; prune scope=uniform; quantise');
  const drag = async () => {
    const from = card(page, 'Stage 3, Quantise').getByText('Quantise', { exact: true });
    await from.scrollIntoViewIfNeeded();
    await from.hover();
    await page.mouse.down();
    const to = await card(page, 'Stage 1, Distil').boundingBox();
    await page.mouse.move((to?.x ?? 0) + 40, (to?.y ?? 0) + 10, { steps: 4 });
  };
  await drag();
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expect(asText(page)).toHaveValue('distil; prune scope=uniform; quantise');
  await drag();
  await page.mouse.up();
  await expect(asText(page)).toHaveValue('quantise; distil; prune scope=uniform');
  await expect(page.getByRole('status').filter({ hasText: 'Quantise is now 1 of 3.' })).toBeVisible();
});

test('while training the cards are read, and not changed', async ({ page }) => {
  await openLab(page, `${endlessSweep}&recipe=distil,prune`);
  await expect(asText(page)).toHaveValue('distil; prune scope=uniform');
  await runButton(page).click();
  await expect(control(page, 'Stop')).toBeVisible();
  await expect(asText(page)).toBeDisabled();
  const prune = card(page, 'Stage 2, Prune');
  await expect(prune.getByRole('textbox', { name: 'Keep' })).toBeDisabled();
  await expect(prune.getByRole('button', { name: /^Move Prune up/ })).toBeDisabled();
  const head = prune.getByText('Prune', { exact: true });
  await head.scrollIntoViewIfNeeded();
  await head.hover();
  await page.mouse.down();
  const first = await card(page, 'Stage 1, Distil').boundingBox();
  await page.mouse.move((first?.x ?? 0) + 40, (first?.y ?? 0) + 5, { steps: 4 });
  await page.mouse.up();
  await expect(asText(page)).toHaveValue('distil; prune scope=uniform');
  await control(page, 'Stop').click();
  await expect(runBar(page).getByText(/students trained\.$/)).toBeVisible();
  await expect(asText(page)).toBeEnabled();
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1280, 390]) {
    test(
      `the cards are accessible, ${colorScheme}, ${width} px wide`,
      nightlyIf((width === 390) !== (colorScheme === 'dark')),
      async ({ page }) => {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await page.setViewportSize({ width, height: width === 390 ? 844 : 800 });
        await openLab(
          page,
          `${tinySweep}&recipe=distil~epochs:10,prune~by:taylor,quantise,distil&vary=prune.keep:0.9,0.5`,
        );
        if (width === 390) await page.getByRole('button', { name: 'Settings' }).click();
        await expect(asText(page)).toHaveValue(
          'distil epochs=10; prune by=taylor scope=uniform; quantise; distil',
        );
        for (const [name, part] of [
          ['first', card(page, 'Stage 1, Distil')],
          ['prune', card(page, 'Stage 2, Prune')],
          ['last', card(page, 'Stage 4, Distil')],
          ['text', page.getByRole('textbox', { name: 'Vary' })],
        ] as const) {
          await part.evaluate((element) => element.scrollIntoView({ block: 'start' }));
          await expectAccessible(page, `recipe ${name}`, colorScheme);
        }
        const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(sideways).toBeLessThanOrEqual(0);
      },
    );
  }
}
