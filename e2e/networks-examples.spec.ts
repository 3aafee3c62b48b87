import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { addressOf, keepPicture, openLab, readyLine, tab } from './lab.ts';
import { card, nodes, noSidewaysScroll } from './networks.ts';

const dots = (page: Page) => page.getByRole('listbox').getByRole('option');
const station = (page: Page) => page.getByRole('navigation', { name: 'Stations' }).locator('[aria-current]');

test('on a first visit Networks shows a family that was trained beforehand', async ({ page, baseURL }) => {
  const requested: string[] = [];
  page.on('request', (request) => requested.push(request.url()));
  await openLab(page, '');
  expect(requested.filter((url) => url.includes('/networks/insects/'))).toEqual([]);
  await tab(page, 'Networks').click();
  await expect(page.getByRole('heading', { name: 'Nothing was trained on this visit' })).toBeVisible();
  // The teacher, four that were pruned, four of them retrained, and students with the teacher and without.
  await expect(nodes(page)).toHaveCount(11);
  const teacher = nodes(page).first();
  await expect(teacher).toHaveAccessibleName(
    /^ResNet-20, teacher, an example, accuracy 94\.0.*, 6 children$/,
  );

  const retrained = nodes(page).filter({ hasText: 'distilled α 0.5' });
  await retrained.first().click();
  await expect(card(page).getByRole('heading').first()).toHaveText(
    /^ResNet-20, 80 % of channels, distilled α 0\.5/,
  );
  await expect(card(page)).toContainText('keeping 80 % of the channels, then distilling, α 0.5');
  await expect(card(page)).toContainText('n = 2');
  await expect(card(page)).not.toContainText('Time per image');
  await expect(card(page).getByRole('button', { name: 'Delete' })).toHaveCount(0);
  await keepPicture(page, 'first visit tree');
  await expectAccessible(page, 'first visit tree');

  await page.getByRole('button', { name: 'Size and accuracy' }).click();
  await expect(dots(page)).toHaveCount(11);
  await expect(page.getByRole('option', { name: /on the Pareto front/ }).first()).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Across' }).getByRole('option')).toHaveText([
    'size as saved',
    'multiply-adds',
    'parameters',
  ]);
  await keepPicture(page, 'first visit scatter');

  // Nothing was trained, nothing fetched but the list, and nothing from elsewhere.
  await expect(readyLine(page)).toBeVisible();
  const own = requested.filter((url) => url.includes('/networks/insects/'));
  expect(own.map((url) => new URL(url).pathname.split('/').at(-1))).toEqual(['index.json']);
  const origin = new URL(baseURL ?? page.url()).origin;
  expect(requested.filter((url) => /^https?:/.test(url) && new URL(url).origin !== origin)).toEqual([]);

  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize(
      scheme === 'light' ? { width: 360, height: 740 } : { width: 1280, height: 800 },
    );
    await noSidewaysScroll(page);
    await expectAccessible(page, `first visit scatter ${scheme}`, scheme);
    await keepPicture(page, `first visit ${scheme}`);
  }
});

test('a link opens Networks with what is selected, also in another browser', async ({ page, browser }) => {
  await openLab(page, '?alphas=0.5&recipe=distil,prune');
  const entries = () => page.evaluate(() => history.length);
  await tab(page, 'Networks').click();
  await expect(nodes(page)).toHaveCount(11);
  const before = await entries();
  await nodes(page).filter({ hasText: '40 % of channels' }).click();
  await page.getByRole('button', { name: 'Size and accuracy' }).click();
  await page.getByRole('combobox', { name: 'Across' }).selectOption('multiplyAdds');
  const { search } = await addressOf(page);
  expect(search).toMatch(
    /^\?alphas=0\.5&recipe=distil,prune&view=networks&networks=[0-9a-f]{12}&picture=scatter&cost=multiplyAdds$/,
  );
  expect(await entries()).toBe(before);

  const elsewhere = await browser.newContext();
  const other = await elsewhere.newPage();
  await other.goto(new URL(search.replace('&networks=', '&networks=0123456789ab,'), page.url()).href);
  await expect(card(other).getByRole('heading').first()).toHaveText('ResNet-20, 40 % of channels');
  await expect(other.getByText('1 of 2 networks that the link names is not stored here.')).toBeVisible();
  await expect(other.getByRole('listbox', { name: 'Accuracy against multiply-adds' })).toHaveCount(1);
  await other.goto(new URL('?view=networks&networks=tree', page.url()).href);
  await expect(nodes(other)).toHaveCount(11);
  await elsewhere.close();
});

test('tree and scatter are stations of a presentation', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await openLab(page, '?present=1&view=networks&picture=scatter');
  await expect(station(page)).toHaveText('S');
  await expect(dots(page)).toHaveCount(11);
  await expect(card(page)).toBeHidden();
  await keepPicture(page, 'station scatter');
  await page.keyboard.press('ArrowLeft');
  await expect(station(page)).toHaveText('T');
  await expect(nodes(page)).toHaveCount(11);
  await expect(page.getByRole('heading', { name: 'Nothing was trained on this visit' })).toBeHidden();
  await expectAccessible(page, 'station tree');
  await keepPicture(page, 'station tree');
  await noSidewaysScroll(page);
  await page.keyboard.press('9');
  await page.keyboard.press('s');
  await expect(dots(page)).toHaveCount(11);
  await openLab(page, '?view=networks&hide=networksTree');
  await expect(dots(page)).toHaveCount(11);
  await expect(page.getByRole('button', { name: 'Family tree' })).toHaveCount(0);
});
