import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { openLab, runButton, tab, tinySweep } from './lab.ts';
import { card, nodes } from './networks.ts';

const sweep = tinySweep.replace('teacher=mlp', 'teacher=cnn');
const layers = (page: Page) => page.getByRole('region', { name: 'Layers' }).getByRole('row');

test('a teacher of other software is found among the networks, with its layers, and teaches again after a reload', async ({
  page,
  context,
}) => {
  test.setTimeout(120_000);
  page.setDefaultTimeout(20_000);
  await context.route('**/networks/insects/**', (route) => route.abort());
  await openLab(page, sweep);
  // The lab’s own teacher, written as others would.
  await page.getByRole('button', { name: 'Train teacher' }).press('Enter');
  await tab(page, 'Networks').click();
  await expect(nodes(page)).toHaveCount(1, { timeout: 60_000 });
  await card(page).getByRole('button', { name: 'Take it with you…' }).press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: 'ONNX' }).check();
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: /^Download .*\.onnx$/ }).press('Enter');
  const file = test.info().outputPath('mine.onnx');
  await (await download).saveAs(file);
  await page.keyboard.press('Escape');

  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open a teacher' }).first().click();
  await (await choosing).setFiles(file);
  await expect(page.getByRole('combobox', { name: 'Teacher', exact: true })).toHaveValue('file');
  await expect(runButton(page)).toBeEnabled();
  await tab(page, 'Networks').click();
  await expect(nodes(page)).toHaveCount(2);

  await page.reload();
  await expect(nodes(page)).toHaveCount(2);
  const mine = nodes(page).and(
    page.getByRole('treeitem', { name: /^mine\.onnx \(ONNX\), teacher, from a file/ }),
  );
  await mine.click();
  await expect(card(page)).toContainText('it runs here as its file says');
  await page.getByText('Layers and graph').press('Enter');
  // Three convolutions and the head, beneath the columns and above the totals.
  await expect(layers(page)).toHaveCount(6);
  await expect(layers(page).nth(1)).toContainText('[16, 3, 3, 3]');
  const graph = page.getByRole('tree', { name: 'Graph of the forward pass' });
  await expect(graph.getByRole('treeitem').first()).toBeVisible();
  await page.getByText('The graph as a list').press('Enter');
  await expect(
    page.getByRole('listitem').filter({ hasText: /^linear: Linear, from Flatten, gives 10$/ }),
  ).toBeVisible();
  await card(page).getByText('More', { exact: true }).press('Enter');
  await expect(card(page).getByRole('button', { name: 'Use as student’s start' })).toBeDisabled();
  await page.setViewportSize({ width: 1280, height: 2400 });
  await expectAccessible(page, 'a teacher of other software');
  await page.screenshot({ path: test.info().outputPath('foreign-1280.png'), fullPage: true });

  await card(page).getByRole('button', { name: 'Use as teacher' }).press('Enter');
  await expect(tab(page, 'Bench')).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('combobox', { name: 'Teacher', exact: true })).toHaveValue('file');
  await expect(runButton(page)).toBeEnabled();
  await tab(page, 'Networks').click();
  await expect(nodes(page)).toHaveCount(2);
});
