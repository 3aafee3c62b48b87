import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { openLab, runBar, tab, tinySweep } from './lab.ts';
import { card, nodes } from './networks.ts';

const sweep = `${tinySweep
  .replace('student=mlp', 'student=cnn')
  .replace('alphas=0.5,1', 'alphas=0.5')
  .replace('runs=2', 'runs=1')}&recipe=distil,prune`;
const price = (page: Page) => card(page).getByRole('region', { name: 'Price', exact: true });
const times = (page: Page) => page.getByRole('region', { name: 'Time in three runtimes' });

test('a network’s price is counted on its card, and timed in three runtimes when it is asked for', async ({
  page,
}) => {
  test.setTimeout(240_000);
  await openLab(page, sweep);
  await page.getByRole('button', { name: /^Run \d+ student/ }).press('Enter');
  await expect(runBar(page).getByText(/^1 student trained in /)).toBeVisible({ timeout: 120_000 });
  await tab(page, 'Networks').click();
  await nodes(page)
    .and(page.getByRole('treeitem', { name: /^Plain CNN, half the channels/ }))
    .click();

  // Counted, beside what it was made of.
  for (const name of [
    'Parameters',
    'Size of the file, zipped',
    'Bits per weight',
    'Multiply-adds',
    'Activations at once, of one image',
    'Energy per image, a proxy at 45 nm',
  ]) {
    const row = price(page).getByRole('row').filter({ hasText: name });
    await expect(row.getByRole('cell')).toHaveText([/\d/, /\d/]);
  }
  await price(page).getByText('What these are').press('Enter');
  await expect(price(page)).toContainText('A proxy and no measurement');

  // Timed in turns; the first try is cancelled.
  const lead = /in ONNX Runtime Web with the float32 and the int8 export/;
  await expect(times(page)).toContainText(lead);
  await times(page).getByRole('button', { name: 'Time it here' }).press('Enter');
  await times(page).getByRole('button', { name: 'Cancel' }).press('Enter');
  await expect(times(page)).toContainText('Timing ended before its time');
  await times(page).getByRole('button', { name: 'Time it here' }).press('Enter');
  const table = times(page).getByRole('region', { name: 'Time of one image by runtime' });
  await expect(table).toBeVisible({ timeout: 120_000 });
  await expect(table.getByRole('rowheader')).toHaveText([
    ...[/^The lab: /, 'as it was', 'now'],
    ...[/^ONNX Runtime Web, float32: WebAssembly, \d threads?$/, 'as it was', 'now'],
    ...[/^ONNX Runtime Web, int8: WebAssembly, \d threads?$/, 'as it was', 'now'],
  ]);
  await expect(table.getByRole('cell', { name: /^\d[\d.]* \(\d[\d.]*–\d[\d.]*\)$/ })).toHaveCount(6);
  await expect(table.getByRole('cell', { name: '1×', exact: true })).toHaveCount(3);
  const files = times(page).getByRole('region', { name: 'Files and agreement' });
  await expect(files.getByRole('cell', { name: /% of 40 images$/ })).toHaveCount(2);
  await expect(times(page)).toContainText('Median of 31 interleaved rounds after 5 that do not count');
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
    await expectAccessible(page, `price ${width}`);
  }

  // Several are compared in all that is counted, and timed with each other.
  await card(page).getByRole('button', { name: 'What it was made of' }).press('Enter');
  const compared = page.getByRole('region', { name: 'Compared' });
  await expect(compared).toContainText('Activations at once, of one image');
  await expect(compared).toContainText(/A has [^.]+ of the energy by the proxy of B\./);
  await expect(compared).toContainText(/bytes of activations at once/);
  await compared.getByRole('button', { name: 'Time it here' }).press('Enter');
  await expect(
    compared.getByRole('region', { name: 'Time of one image by runtime' }).getByRole('rowheader'),
  ).toHaveText([/^The lab: /, 'A', 'B', /float32/, 'A', 'B', /int8/, 'A', 'B'], { timeout: 120_000 });
});
