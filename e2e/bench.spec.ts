/**
 * A visitor lets the bench measure, and takes the result away.
 */
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { quietFlags, softwareFlags } from '../src/cli/setup/chromium.mjs';
import { keepPicture } from './lab.ts';

const run = (page: Page) => page.getByRole('button', { name: 'Run' });
const rowOf = (page: Page, peer: string) =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: peer, exact: true }) });

async function expectNoBarriers(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

test('measures on WebAssembly where there is no GPU', { tag: '@nightly' }, async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('./bench.html?workload=smoke');
  await expect(page.getByText('WebGPU reaches no GPU here')).toBeVisible();
  await expect(page.getByRole('checkbox', { name: 'the lab on WebGPU', exact: true })).toBeDisabled();
  await expect(page.getByRole('checkbox', { name: 'the lab on WebAssembly' })).toBeChecked();
  await page.getByRole('checkbox', { name: 'tfjs on WebGL' }).uncheck({ force: true });
  await expectNoBarriers(page);

  await run(page).click();
  await expect(page.getByText('Done.')).toBeVisible({ timeout: 60_000 });
  await expect(rowOf(page, 'the lab on WebAssembly').getByRole('cell').nth(3)).toHaveText(/^[\d.]+×$/);
  await expect(rowOf(page, 'tfjs on WebAssembly').getByRole('cell').nth(3)).toHaveText('1.00×');
  await expectNoBarriers(page);
  await page.getByRole('heading', { name: 'Result' }).scrollIntoViewIfNeeded();
  await keepPicture(page, 'bench-wasm');

  await page.getByRole('button', { name: 'Copy result' }).click();
  await expect(page.getByText('Copied as JSON.')).toBeVisible();
  const report = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
  expect(report.machine.adapter).toBe('none');
  expect(report.workloads[0].peers.map((found: { peer: string }) => found.peer)).toEqual([
    'stock-wasm',
    'ours-wasm',
  ]);
});

test('counts what a step asks of the GPU', async ({ playwright, baseURL }) => {
  const browser = await playwright.chromium.launch({
    args: [...quietFlags, '--headless=new', ...softwareFlags],
  });
  try {
    const page = await browser.newPage({ ...(baseURL ? { baseURL } : {}) });
    await page.goto('./bench.html?workload=smoke&peer=ours&peer=stock-wasm');
    await expect(page.getByText('WebGPU reaches only a software adapter here')).toBeVisible();
    await run(page).click();
    await expect(page.getByText('Done.')).toBeVisible({ timeout: 60_000 });
    const header = page.getByRole('columnheader');
    await expect(header.filter({ hasText: 'submits' })).toBeVisible();
    await expect(rowOf(page, 'the lab on WebGPU').getByRole('cell').nth(4)).toHaveText(/e-\d+$|^0$/);
    await expect(page.getByRole('listitem').filter({ hasText: 'computes something else' })).toHaveCount(0);
    await page.setViewportSize({ width: 375, height: 800 });
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.getByRole('button', { name: 'Copy result' }).scrollIntoViewIfNeeded();
    await keepPicture(page, 'bench-software-narrow-dark');
  } finally {
    await browser.close();
  }
});
