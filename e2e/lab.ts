/**
 * What the journeys say to the page, in a visitor's words.
 */
import { readFileSync } from 'node:fs';
import { type Download, expect, type Locator, type Page, test } from '@playwright/test';

/** Two alphas, two runs, two epochs, and a teacher that is trained on the spot: seconds on two cores. */
export const tinySweep =
  '?trainImages=64&validationImages=40&teacher=mlp&teacherEpochs=1&teacherImages=64&student=mlp&alphas=0.5,1&runs=2&epochs=2';

/** The same students, for longer than any journey waits. */
export const endlessSweep = tinySweep.replace('epochs=2', 'epochs=1000');

/** Says what Run would do; a page that says it is ready. */
export const readyLine = (page: Page) => page.getByText(/^Ready: /);

export const runButton = (page: Page) => page.getByRole('button', { name: /^Run \d+ students?$/ });

export const tab = (page: Page, name: string) => page.getByRole('tab', { name });

export async function openLab(page: Page, search = tinySweep) {
  await page.goto(`./${search}`);
  await expect(readyLine(page)).toBeVisible();
}

/** Where training is, and its controls. */
export const runBar = (page: Page) => page.getByRole('region', { name: 'Progress of the training' });

export const control = (page: Page, name: 'Pause' | 'Resume' | 'One epoch' | 'Stop') =>
  runBar(page).getByRole('button', { name, exact: true });

/** The newest epoch of any alpha, as the charts describe themselves; a narrow page shows one of them. */
export async function epochsShown(page: Page): Promise<number> {
  const chart = page.getByRole('img', { name: /^Validation .* by epoch/ }).first();
  const words = await chart.getAttribute('aria-label');
  const epochs = [...(words ?? '').matchAll(/at epoch (\d+)/g)].map((match) => Number(match[1]));
  return Math.max(0, ...epochs);
}

/** A row of the results, by its alpha: cells in the order of the columns. */
export function resultCells(page: Page, alpha: string | RegExp): Locator {
  const table = page.getByRole('table', { name: 'Results' });
  return table
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: alpha }) })
    .getByRole('cell');
}

/** Clicks what opens the folder picker, and picks. */
export async function pickFolder(page: Page, folder: string) {
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open a folder…' }).first().click();
  await (await choosing).setFiles(folder);
}

/** Drops files or folders of this machine on the middle of the page, as a file manager would. */
export async function dropOnPage(page: Page, paths: readonly string[]) {
  const session = await page.context().newCDPSession(page);
  const { width, height } = page.viewportSize() ?? { width: 800, height: 600 };
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: width / 2, y: height / 2, data });
  }
  await session.detach();
}

/** The address as the page has it now; Playwright's own copy of it may be some milliseconds older. */
export async function addressOf(page: Page): Promise<URL> {
  return new URL(await page.evaluate(() => location.href));
}

export async function textOf(download: Promise<Download>): Promise<string> {
  return readFileSync(await (await download).path(), 'utf8');
}

/** Keeps a picture of the page beside the test's results. */
export async function keepPicture(page: Page, name: string) {
  await page.screenshot({ path: test.info().outputPath(`${name}.png`) });
}

/** Options of a journey that `npm test` leaves to `npm run nightly`, where `isLeft`. */
export const nightlyIf = (isLeft: boolean) => (isLeft ? { tag: '@nightly' } : {});

/** A figure that a reader of the test's log wants to see. */
export function tell(words: string) {
  test.info().annotations.push({ type: 'measured', description: words });
  console.log(`  ${words}`);
}
