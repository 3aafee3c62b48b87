import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { openLab, runBar, runButton, tab, tinySweep } from './lab.ts';
import { card, nodes, noSidewaysScroll } from './networks.ts';

const sweep = `${tinySweep.replace('student=mlp', 'student=cnn').replace('alphas=0.5,1', 'alphas=0.5')}&recipe=distil,prune`;
const keptLine = (page: Page, count: number) =>
  page.getByText(new RegExp(`^${count} networks? (is|are) stored in this browser`));

test('networks are found after a reload, kept, deleted, put back, and used, all by keyboard', async ({
  page,
  context,
}) => {
  test.setTimeout(240_000);
  await openLab(page, sweep);
  await tab(page, 'Networks').click();
  await expect(page.getByRole('heading', { name: 'Nothing was trained on this visit' })).toBeVisible();
  await page.getByRole('button', { name: 'Run the experiment' }).press('Enter');
  await expect(runBar(page).getByText(/^2 students trained in /)).toBeVisible({ timeout: 120_000 });
  await expect(keptLine(page, 5)).toBeVisible();
  await page.getByRole('button', { name: 'Hide the examples' }).press('Enter');

  await page.reload();
  await expect(keptLine(page, 5)).toBeVisible();
  // The teacher, and two stages of one point, each over two runs.
  await expect(nodes(page)).toHaveCount(3);
  await expect(nodes(page).first()).toHaveAccessibleName(/^MLP, teacher, trained here, .*, 1 child$/);
  const [root, pruned] = [
    nodes(page).filter({ hasText: 'distilled α 0.5' }),
    nodes(page).filter({ hasText: 'half the channels' }),
  ];
  await expect(root).toHaveAccessibleName(
    /^Plain CNN, distilled α 0\.5 from MLP, accuracy .* ± .* %, .* as saved, 2 runs, 1 child$/,
  );
  await expect(pruned).toHaveAccessibleName(
    /^Plain CNN, half the channels from Plain CNN, accuracy .* ± .* %, .* as saved, 2 runs$/,
  );

  // The tree is walked by arrows: the card follows.
  await root.focus();
  await page.keyboard.press('ArrowRight');
  await expect(pruned).toBeFocused();
  await expect(pruned).toHaveAttribute('aria-selected', 'true');
  await expect(card(page).getByRole('heading', { level: 3 })).toHaveText(
    'Plain CNN, distilled α 0.5, half the channels',
  );
  await expect(card(page)).toContainText('distilling, α 0.5, then keeping 50 % of the channels');
  // What is rarer is folded, and stays unfolded for the next one.
  await card(page).getByText('More', { exact: true }).press('Enter');
  await expect(card(page).getByRole('button', { name: 'Use as student’s start' })).toBeEnabled();
  await pruned.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(root).toBeFocused();

  // The same networks in the other picture, the same one chosen.
  await page.getByRole('button', { name: 'Size and accuracy' }).press('Enter');
  const dots = page.getByRole('listbox').getByRole('option');
  await expect(dots).toHaveCount(3);
  await expect(dots.and(page.locator('[aria-selected="true"]'))).toHaveAccessibleName(/distilled/);
  await dots.and(page.locator('[aria-selected="true"]')).focus();
  await page.keyboard.press('ArrowLeft');
  await expect(dots.and(page.locator('[aria-selected="true"]'))).toHaveAccessibleName(/half the channels/);
  await expectAccessible(page, 'networks scatter 1280');
  await page.getByRole('button', { name: 'Family tree' }).press('Enter');

  const keep = card(page).getByRole('button', { name: 'Pin', exact: true });
  await keep.press('Enter');
  await expect(keep).toHaveAttribute('aria-pressed', 'true');

  // What is deleted here vanishes in another tab, and is back there when it is put back.
  const other = await context.newPage();
  await other.goto(`./${sweep}&view=networks`);
  await expect(keptLine(other, 5)).toBeVisible();
  await card(page).getByRole('combobox', { name: 'Run' }).selectOption({ index: 1 });
  await card(page).getByRole('button', { name: 'Delete' }).press('Enter');
  await expect(keptLine(page, 4)).toBeVisible();
  await expect(keptLine(other, 4)).toBeVisible();
  const undo = page.getByRole('button', { name: 'Undo' });
  await expect(undo).toBeFocused();
  await undo.press('Enter');
  await expect(keptLine(page, 5)).toBeVisible();
  await expect(keptLine(other, 5)).toBeVisible();
  await other.close();
  await page.reload();
  await expect(keptLine(page, 5)).toBeVisible();

  await page.getByText('Numbers behind the picture').press('Enter');
  await page
    .getByRole('button', { name: /^Choose: Plain CNN, distilled α 0\.5, half the channels/ })
    .press('Enter');
  await card(page).getByRole('button', { name: 'Use as teacher' }).press('Enter');
  await expect(tab(page, 'Bench')).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('combobox', { name: 'Teacher', exact: true })).toHaveValue('file');
  await expect(runButton(page)).toBeEnabled();

  await tab(page, 'Networks').click();
  for (const [width, height] of [
    [1280, 800],
    [360, 740],
  ] as const) {
    await page.setViewportSize({ width, height });
    // A kept network that is used as the teacher is not kept a second time.
    await expect(nodes(page)).toHaveCount(3);
    await expectAccessible(page, `networks tree ${width}`);
    await noSidewaysScroll(page);
  }
  await page.getByRole('button', { name: 'Size and accuracy' }).click();
  await expectAccessible(page, 'networks scatter 360');
  await noSidewaysScroll(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 1280, height: 800 });
  await expectAccessible(page, 'networks scatter dark', 'dark');
});
