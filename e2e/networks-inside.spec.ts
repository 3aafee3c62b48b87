import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { openLab, runBar, tab, tinySweep } from './lab.ts';

const sweep = `${tinySweep
  .replace('student=mlp', 'student=cnn')
  .replace('alphas=0.5,1', 'alphas=0.5')
  .replace('runs=2', 'runs=1')}&recipe=distil,prune`;
const networks = (page: Page) =>
  page.getByRole('tree', { name: 'Family tree of networks' }).getByRole('treeitem');
const graph = (page: Page) => page.getByRole('tree', { name: 'Graph of the forward pass' });
const layers = (page: Page) => page.getByRole('region', { name: 'Layers' }).getByRole('row');

test('the layers of a network are read, its graph is walked by keyboard, and it is tried on a picture', async ({
  page,
}) => {
  test.setTimeout(120_000);
  page.setDefaultTimeout(20_000);
  await openLab(page, sweep);
  await page.getByRole('button', { name: /^Run \d+ student/ }).press('Enter');
  await expect(runBar(page).getByText(/^1 student trained in /)).toBeVisible({ timeout: 90_000 });
  await tab(page, 'Networks').click();
  await networks(page)
    .and(page.getByRole('treeitem', { name: /^Plain CNN, half the channels/ }))
    .click();

  await page.getByText('Layers and graph').press('Enter');
  // Three convolutions with their norms and the head, beneath the columns and above the totals.
  await expect(layers(page)).toHaveCount(9);
  await expect(layers(page).nth(1)).toContainText('conv1');
  await expect(layers(page).nth(1)).toContainText('[8, 3, 3, 3]');
  await expect(layers(page).nth(1)).toContainText('50\u202f%');
  await page.getByRole('button', { name: 'Parameters' }).press('Enter');
  await expect(page.getByRole('columnheader', { name: 'Parameters' })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
  await expect(layers(page).nth(1)).toContainText('conv3');

  // Along the edges, into a block, and to the row of its layer.
  await graph(page).getByRole('treeitem').first().focus();
  await page.keyboard.press('ArrowDown');
  const second = graph(page).getByRole('treeitem', { name: /^layer2, Conv, / });
  await expect(second).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(second).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('ArrowRight');
  const conv = graph(page).getByRole('treeitem', {
    name: /^conv2: Conv 3×3 \/ 2, from layer2, gives 16×8×8$/,
  });
  await expect(conv).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(conv).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('button', { name: 'conv2', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  // Its weights: 16×8×3×3 of them, half as many inputs as the network that it was made of.
  const weights = page.getByRole('region', { name: 'Weights of conv2' });
  await expect(weights).toContainText('1,152 numbers');
  await expect(weights.getByRole('row', { name: /^2 bits/ })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(graph(page).getByRole('treeitem', { name: /^bn2: Batch norm, from conv2/ })).toBeFocused();
  await page.keyboard.press('End');
  await expect(graph(page).getByRole('treeitem', { name: /^head, Linear, gives 10$/ })).toBeFocused();
  // From the table to the graph: what was folded unfolds.
  await page.getByRole('button', { name: 'conv3', exact: true }).press('Enter');
  await expect(graph(page).getByRole('treeitem', { name: /^conv3: / })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await page.getByText('The graph as a list').press('Enter');
  await expect(
    page.getByRole('listitem').filter({ hasText: /^linear: Linear, from head, gives 10$/ }),
  ).toBeVisible();

  await page.getByRole('button', { name: 'Try it' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'What it says of a picture' })).toBeFocused();
  // One of its validation images, and then another picture.
  const said = page.getByRole('table', { name: 'What the networks say of this picture' });
  await expect(said.getByRole('row', { name: /^First choice .*\d\.\d+ .*\d\.\d+$/ })).toBeVisible();
  await page.getByRole('group', { name: 'Validation images' }).getByRole('button').nth(3).click();
  await expect(said).toBeVisible();
  await page
    .getByRole('group', { name: 'Where the picture comes from' })
    .getByText('Your picture', { exact: true })
    .click();
  await page.getByRole('button', { name: 'Choose a picture…' }).waitFor();
  const picking = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a picture…' }).click();
  await (await picking).setFiles('public/icons/192.png');
  await expect(said.getByRole('row', { name: /^First choice .*\d\.\d+ .*\d\.\d+$/ })).toBeVisible();
  await expect(said.getByRole('columnheader', { name: /^Made of: Plain CNN, distill/ })).toBeVisible();

  // So high that neither the page’s head nor the bar of the training covers any of it.
  await page.setViewportSize({ width: 1280, height: 3200 });
  await page.evaluate(() => scrollTo(0, 0));
  await expectAccessible(page, 'networks inside 1280');
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(page, 'networks inside dark', 'dark');
  await page.setViewportSize({ width: 360, height: 740 });
  await expectAccessible(page, 'networks inside 360', 'dark');
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
});
