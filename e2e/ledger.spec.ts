import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { keepPicture, openLab, runBar, runButton, textOf, tinySweep } from './lab.ts';

const ledgerOf = (page: Page) => page.getByRole('region', { name: 'Loss ledger' });

/** The table behind a chart: cells of each epoch, row by row. */
async function rowsBehind(page: Page, chart: string): Promise<string[][]> {
  const ledger = ledgerOf(page);
  const figure = ledger.getByRole('figure').filter({ has: page.getByRole('heading', { name: chart }) });
  const summary = figure.getByText(/^Numbers behind/);
  if (!(await figure.getByRole('table').isVisible())) await summary.press('Enter');
  await expect(figure.getByRole('table')).toBeVisible();
  const rows = await figure.getByRole('table').locator('tbody tr').all();
  return Promise.all(rows.map((row) => row.getByRole('cell').allTextContents()));
}

test('keeps the books of a student’s loss, and still has them after a reload', async ({ page }) => {
  await openLab(page, tinySweep);
  const ledger = ledgerOf(page);
  await ledger.scrollIntoViewIfNeeded();
  await expect(ledger.getByText(/^While a student trains, /)).toBeVisible();
  await runButton(page).click();
  await expect(runBar(page).getByText(/^4 students trained in /)).toBeVisible();
  await ledger.scrollIntoViewIfNeeded();

  const student = ledger.getByRole('combobox', { name: 'Ledger of' });
  await expect(student.getByRole('option')).toHaveText(['α 0.5', 'α 1, alone', 'every α']);
  const norms: string[][][] = [];
  for (const alpha of ['α 0.5', 'α 1, alone']) {
    await student.selectOption(alpha);
    await expect(
      ledger.getByText(/^At epoch 2 the teacher’s pull.* [\d.]+ times the labels’ and \d+° off it\./),
    ).toBeVisible();
    for (const chart of ['Terms of the loss', 'Length of their gradients', 'Angle between them']) {
      await expect(
        ledger.getByRole('img', { name: new RegExp(`^${chart} by epoch\\. .* at epoch 2`) }),
      ).toBeVisible();
      expect(await rowsBehind(page, chart)).toHaveLength(2);
    }
    norms.push(await rowsBehind(page, 'Length of their gradients'));
    for (const [hard, hardShare, , softShare] of norms.at(-1) ?? []) {
      const weight = alpha === 'α 0.5' ? 0.5 : 1;
      expect(Number(hardShare) / Number(hard)).toBeCloseTo(weight, 1);
      if (weight === 1) expect(Number(softShare)).toBe(0);
    }
  }
  await student.selectOption('every α');
  await expect(ledger.getByText(/^The teacher’s pull against the labels’/)).toBeVisible();
  await expect.poll(async () => (await rowsBehind(page, 'Angle between them'))[1]?.length).toBe(2);

  // One cursor for the three charts, read out where the keys are.
  const terms = ledger.getByRole('img', { name: /^Terms of the loss by epoch/ });
  await terms.focus();
  await page.keyboard.press('End');
  await expect(ledger.getByRole('status').filter({ hasText: /\S/ })).toHaveText([
    /^Epoch 2: α 0\.5 [\d.]+; α 1, alone [\d.]+$/,
  ]);
  await page.keyboard.press('ArrowLeft');
  await expect(ledger.getByRole('status').filter({ hasText: /^Epoch 1: / })).toHaveCount(1);
  await expect(ledger.getByText('Epoch 1', { exact: true })).toHaveCount(3);
  await ledger.getByRole('checkbox', { name: 'terms on a log axis' }).check();
  await expect(ledger.getByText('log scale')).toHaveCount(2);
  const csv = page.waitForEvent('download');
  const angles = ledger.getByRole('figure').filter({ has: page.getByRole('heading', { name: /^Angle/ }) });
  await angles.getByRole('button', { name: /CSV/ }).click();
  expect((await textOf(csv)).split('\n')[0]).toBe('epoch,alpha_0.5,alpha_1');

  await ledger.scrollIntoViewIfNeeded();
  await keepPicture(page, 'loss ledger');
  const axe = () => new AxeBuilder({ page }).include('section[aria-label="Loss ledger"]');
  const light = await axe().analyze();
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await axe().withRules(['color-contrast']).analyze();
  const violations = [...light.violations, ...dark.violations];
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'history, CSV' }).click();
  const [header = '', ...lines] = (await textOf(download)).trimEnd().split('\n');
  const columns = header.split(',');
  const cosines = lines.map((line) => line.split(',')[columns.indexOf('gradient_cosine')]);
  const runs = lines.map((line) => line.split(',')[columns.indexOf('run')]);
  expect(cosines.map((cosine) => cosine !== '')).toEqual(runs.map((run) => run === '1'));

  await page.reload();
  await expect(runBar(page).getByText(/^4 students trained/)).toBeVisible();
  // It is drawn once it is near; what is above it may grow and push it away again.
  await expect(async () => {
    await ledger.scrollIntoViewIfNeeded();
    await expect(student).toBeVisible({ timeout: 1000 });
  }).toPass();
  await student.selectOption('α 1, alone');
  expect(await rowsBehind(page, 'Length of their gradients')).toEqual(norms[1]);
});
