import { expect, type Page, test } from '@playwright/test';
import {
  control,
  endlessSweep,
  epochsShown,
  openLab,
  resultCells,
  runBar,
  runButton,
  tinySweep,
} from './lab.ts';

/** Answers the next question of the browser, and resolves with its kind. */
const answerTo = (page: Page, leave: boolean) =>
  new Promise<string>((asked) => {
    page.once('dialog', async (dialog) => {
      asked(dialog.type());
      await (leave ? dialog.accept() : dialog.dismiss());
    });
  });

test('asks before it is closed while training, and not otherwise', async ({ page }) => {
  await openLab(page, endlessSweep);
  await runButton(page).click();
  await expect.poll(() => epochsShown(page)).toBeGreaterThan(0);
  const stay = answerTo(page, false);
  await page.close({ runBeforeUnload: true });
  expect(await stay).toBe('beforeunload');
  const before = await epochsShown(page);
  await expect.poll(() => epochsShown(page)).toBeGreaterThan(before);

  await control(page, 'Stop').click();
  await expect(runButton(page)).toBeEnabled();
  const closed = page.waitForEvent('close');
  page.on('dialog', () => expect('a question').toBe('none'));
  await page.close({ runBeforeUnload: true });
  await closed;
});

test('offers the runs that an earlier visit finished, and trains the rest', async ({ page }) => {
  await openLab(page, tinySweep.replace('runs=2', 'runs=3').replace('epochs=2', 'epochs=80'));
  await runButton(page).click();
  await expect(runBar(page)).toContainText(/run [3-5] of 6/, { timeout: 60_000 });
  await control(page, 'Pause').click();
  await expect(runBar(page)).toContainText('Paused');
  const leave = answerTo(page, true);
  await page.reload();
  expect(await leave).toBe('beforeunload');

  const offer = page.getByText(/[2-5] of the 6 students of this experiment are trained already\./);
  await expect(offer).toBeVisible();
  const kept = Number((await offer.textContent())?.match(/(\d) of the 6/)?.[1]);
  // Written down as they appear: a run may be over before a question about it is asked.
  const shown = await runBar(page).evaluateHandle((bar) => {
    const runs = new Set<number>();
    new MutationObserver(() => {
      const run = bar.textContent?.match(/run (\d) of 6/)?.[1];
      if (run) runs.add(Number(run));
    }).observe(bar, { childList: true, subtree: true, characterData: true });
    return runs;
  });
  await page.getByRole('button', { name: 'Continue with the rest' }).click();
  await expect(runBar(page).getByText(/^6 students trained/)).toBeVisible({ timeout: 60_000 });
  const trained = await shown.evaluate((runs) => [...runs]);
  expect(trained.length).toBeGreaterThan(0);
  expect(Math.min(...trained)).toBeGreaterThan(kept);
  await expect(resultCells(page, /^α 0\.5$/).first()).toHaveText('3');
  await expect(resultCells(page, /^α 1\b/).first()).toHaveText('3');
});

test('has the weights of its students still after a reload', async ({ page }) => {
  const weights = page.getByRole('button', { name: 'Weights of the students with α 0.5' });
  const student = page.getByRole('menuitem', { name: /^run 1, / });
  await openLab(page);
  await runButton(page).click();
  await expect(runBar(page).getByText(/^4 students trained/)).toBeVisible({ timeout: 60_000 });
  await page.reload();
  await weights.click();
  await expect(student).toBeEnabled();
  await student.click();
  const file = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download student-alpha-0.5-run-1.safetensors' }).click();
  expect((await file).suggestedFilename()).toMatch(/^student-alpha-0\.5-run-1\.safetensors$/);
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'Temperature' }).click();
  await expect(page.getByRole('button', { name: /^Image 1: / })).toBeVisible();
  await expect(page.getByText('are not in memory')).toHaveCount(0);
});

test('takes the discarding of trained students back, in Runs too, and says one deletion at a time', async ({
  page,
}) => {
  const offer = page.getByText(/[1-3] of the 4 students of this experiment are trained already\./);
  const undo = page.getByRole('button', { name: 'Undo' });
  const sweeps = page.getByRole('table', { name: 'Sweeps' }).locator('tbody tr');
  await openLab(page, tinySweep.replace('epochs=2', 'epochs=80'));
  await runButton(page).click();
  await expect(runBar(page)).toContainText(/run [2-4] of 4/, { timeout: 60_000 });
  await control(page, 'Stop').click();
  await expect(offer).toContainText(/α 0\.5: [12]/);
  await expect(offer).toContainText('Discarding them deletes their curves in Runs too.');
  await page.reload();
  await page.getByRole('button', { name: 'Discard them' }).click();
  await expect(undo).toBeFocused();
  await expect(offer).toHaveCount(0);
  await page.getByRole('tab', { name: 'Runs' }).click();
  await expect(page.getByText('No sweep is kept yet')).toBeVisible();
  await expect(page.getByText(/^Deleted: /)).toHaveCount(1);
  await undo.click();
  await expect(sweeps).toHaveCount(1);
  await expect(offer).toBeVisible();
  await page.getByRole('button', { name: /^Delete: / }).click();
  await expect(page.getByText(/^Deleted: /)).toHaveCount(1);
  await expect(offer).toHaveCount(0);
  await undo.click();
  await page.getByRole('button', { name: 'Delete all…' }).click();
  await expect(page.getByText(/^Deleted: /)).toHaveCount(0);
});
