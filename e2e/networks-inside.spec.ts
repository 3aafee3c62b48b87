import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { openLab, runBar, tab, tinySweep } from './lab.ts';
import { nodes } from './networks.ts';

const sweep = `${tinySweep
  .replace('student=mlp', 'student=cnn')
  .replace('alphas=0.5,1', 'alphas=0.5')
  .replace('runs=2', 'runs=1')}&recipe=distil,prune`;
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
  await nodes(page)
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
  // The rank that a factorisation would take, marked on the singular values.
  await expect(weights).toContainText(/Factorise, keeping 50\s?% of the cost, would/);
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

test('layers are scanned at few bits, and a budget of bytes shares bits out', async ({ page }) => {
  test.setTimeout(150_000);
  page.setDefaultTimeout(20_000);
  await openLab(page, sweep.replace('distil,prune', 'distil'));
  await page.getByRole('button', { name: /^Run \d+ student/ }).press('Enter');
  await expect(runBar(page).getByText(/^1 student trained in /)).toBeVisible({ timeout: 90_000 });
  await tab(page, 'Networks').click();
  await nodes(page)
    .and(page.getByRole('treeitem', { name: /^Plain CNN, distilled α 0.5 from MLP/ }))
    .click();
  await page.getByText('Layers and graph').press('Enter');

  const scan = page.getByRole('region', { name: 'Fewer bits, layer by layer' });
  const costs = scan.getByRole('region', { name: 'Cost of each layer by bits' }).getByRole('row');
  await scan.getByRole('button', { name: 'Scan the layers' }).press('Enter');
  await expect(scan.getByText('4 of 4 layers, on 40 validation images')).toBeVisible({ timeout: 60_000 });
  await expect(scan.getByRole('button', { name: /^(Stop|Go on|Scan)/ })).toHaveCount(0);
  await expect(costs).toHaveCount(5);
  await expect(costs.nth(1)).toContainText('conv1');
  await scan.getByLabel('Sorted by').selectOption('cost at 2 bits');
  const cell = (row: number) => costs.nth(row).getByRole('cell').first().innerText();
  expect(Number(await cell(1))).toBeGreaterThanOrEqual(Number(await cell(4)));
  await costs.getByRole('button', { name: 'conv3' }).press('Enter');
  await expect(costs.getByRole('button', { name: 'conv3' })).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByRole('region', { name: 'Weights of conv3' })).toContainText(/would (let|leave)/);

  await scan.getByRole('button', { name: 'Share bits out under this budget' }).press('Enter');
  await expect(
    page.getByRole('region', { name: 'Make it smaller' }).getByText('8 bits', { exact: true }),
  ).toBeVisible();
  await expect(scan.getByRole('columnheader', { name: 'bits under the budget' })).toBeVisible();
  const given = await Promise.all(
    [1, 2, 3, 4].map((row) => costs.nth(row).getByRole('cell').last().innerText()),
  );
  expect(given.map(Number).every((bits) => bits >= 2 && bits <= 8)).toBe(true);
  expect(new Set(given).size).toBeGreaterThan(1);

  await page.setViewportSize({ width: 1280, height: 3600 });
  await page.evaluate(() => scrollTo(0, 0));
  await expectAccessible(page, 'layers at few bits 1280');
  await page.setViewportSize({ width: 360, height: 740 });
  await expectAccessible(page, 'layers at few bits 360');
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
});
