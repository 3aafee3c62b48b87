import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { control, endlessSweep, openLab, runButton, tab } from './lab.ts';
import { nodes } from './networks.ts';

const dots = (page: Page) => page.getByRole('listbox').getByRole('option');
const selected = '[aria-selected="true"]';
const chosen = '[aria-current="true"]';

/** Rows and files as the lab keeps them: one network pruned again and again, in `chains` sweeps. */
async function keepChains(page: Page, chains: number, stages: number) {
  await page.evaluate(
    async ({ chains, stages }) => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open('distillation-lab-networks');
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const root = await navigator.storage.getDirectory();
      const folder = await root.getDirectoryHandle('distillation-lab', { create: true });
      const idOf = (chain: number, stage: number) => (100 * chain + stage + 1).toString(16).padStart(64, '0');
      const writing = database.transaction('networks', 'readwrite');
      for (let chain = 0; chain < chains; chain++)
        for (let stage = 0; stage < stages; stage++) {
          const id = idOf(chain, stage);
          writing.objectStore('networks').put({
            ...{ id, label: 'Plain CNN', architecture: {}, kept: false, bytes: 4, touchedAt: 1 },
            createdAt: 1_790_000_000_000 + 100 * chain + stage,
            recipe: ['distil', ...Array.from({ length: stage }, () => 'prune keep=0.8')].join('; '),
            ...(stage > 0 ? { parent: idOf(chain, stage - 1) } : {}),
            measurements: {
              accuracy: 0.9 - 0.05 * stage - 0.001 * chain,
              bytes: 1e5 * 0.64 ** stage * (1 + chain / 100),
              multiplyAdds: 1e6 * 0.64 ** stage,
            },
            origin: { experiment: `?epochs=${3 + chain}`, dataset: 'insects', run: 'alpha=0.5#1', stage },
            file: { name: id, bytes: 4, sha256: '0'.repeat(64) },
          });
        }
      await new Promise((resolve) => {
        writing.oncomplete = resolve;
      });
      database.close();
      for (let chain = 0; chain < chains; chain++)
        for (let stage = 0; stage < stages; stage++)
          await folder.getFileHandle(`distillation-lab-networks-${idOf(chain, stage)}`, { create: true });
    },
    { chains, stages },
  );
}

/** Neither the page nor the picture in it scrolls sideways. */
async function fits(page: Page) {
  await expect
    .poll(() =>
      page.evaluate(() => {
        const pictures = [...document.querySelectorAll('[role="tree"], [role="listbox"]')];
        const boxes = [document.documentElement, ...pictures.map((one) => one.parentElement?.parentElement)];
        return Math.max(...boxes.map((box) => (box ? box.scrollWidth - box.clientWidth : 0)));
      }),
    )
    .toBeLessThanOrEqual(0);
}

/** Pixels from the rightmost node to the card's words. */
const toCard = (page: Page) =>
  page.evaluate(() => {
    const right = document.querySelector('[data-control="networksTree"]')?.getBoundingClientRect().right;
    const heading = document.querySelector('section[aria-label="Chosen network"] h3');
    return (heading?.getBoundingClientRect().x ?? Number.NaN) - (right ?? Number.NaN);
  });

test('the same nodes stand in tree and scatter, several are selected by keys, and a long chain folds', async ({
  page,
}) => {
  await openLab(page, '');
  await tab(page, 'Networks').click();
  await expect(nodes(page)).toHaveCount(11);
  await keepChains(page, 1, 7);
  await page.reload();
  // One that was trained, the first and the last that were pruned of it, and what stands for the four between them.
  await expect(nodes(page)).toHaveCount(15);
  const fold = nodes(page).filter({ hasText: '… 4 more' });
  await expect(fold).toHaveAttribute('aria-expanded', 'false');

  const last = nodes(page).and(page.locator(chosen));
  await expect(last).toHaveAccessibleName(
    /^Plain CNN, 80 % of channels from Plain CNN, accuracy 60.0 %, .* as saved$/,
  );
  await last.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(fold).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(nodes(page)).toHaveCount(19);
  await expect(fold).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('ArrowRight');
  await expect(nodes(page).and(page.locator(chosen))).toBeFocused();
  await page.keyboard.press('Shift+ArrowRight');
  await expect(nodes(page).and(page.locator(selected))).toHaveCount(2);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await expect(nodes(page).and(page.locator(selected))).toHaveCount(3);
  await expect(nodes(page).and(page.locator(chosen))).toHaveCount(1);
  await page.keyboard.press('r');
  await expect(nodes(page).filter({ hasText: 'ResNet-20' }).first()).toBeFocused();
  await expect(nodes(page).and(page.locator(selected))).toHaveCount(3);
  await expectAccessible(page, 'networks several selected');

  // The same element moves.
  const node = await page.locator(chosen).elementHandle();
  const before = await node?.boundingBox();
  await page.getByRole('button', { name: 'Size and accuracy' }).click();
  await expect(dots(page)).toHaveCount(18);
  await expect(dots(page).and(page.locator(selected))).toHaveCount(3);
  expect(await node?.evaluate((element) => element.isConnected && element.role)).toBe('option');
  expect(await node?.boundingBox()).not.toEqual(before);
  await page.getByRole('button', { name: 'Family tree' }).click();

  for (const [width, height] of [
    [360, 740],
    [768, 900],
    [1440, 900],
    [3840, 2160],
  ] as const) {
    await page.setViewportSize({ width, height });
    await fits(page);
    if (width < 1440) continue;
    // The card stands beside the picture: six rem of 28 px at most between them.
    await expect.poll(() => toCard(page)).toBeLessThan(6 * 28);
    expect(await toCard(page)).toBeGreaterThan(0);
  }
});

test('of 300 networks those near what is seen are in the page, all are reached by keys, and choosing changes two alone', async ({
  page,
}) => {
  await openLab(page, '');
  await tab(page, 'Networks').click();
  await expect(nodes(page)).toHaveCount(11);
  await keepChains(page, 100, 3);
  await page.reload();
  await expect.poll(() => nodes(page).count()).toBeGreaterThan(20);
  expect(await nodes(page).count()).toBeLessThan(80);
  // Where each stands is said whether those around it are in the page or not.
  await expect(page.locator('[role="treeitem"][aria-setsize="106"]').first()).toHaveAttribute(
    'aria-posinset',
    /\d+/,
  );
  await nodes(page).nth(10).click();
  await nodes(page).nth(10).focus();
  await page.evaluate(() => {
    const touched = new Set<Node>();
    const picture = document.querySelector('[role="tree"]');
    if (picture)
      new MutationObserver((records) => {
        for (const { target } of records) touched.add(target);
      }).observe(picture, { subtree: true, attributes: true });
    Object.assign(window, { touched });
  });
  await page.keyboard.press('ArrowDown');
  await expect(nodes(page).and(page.locator(chosen))).toBeFocused();
  const touched = await page.evaluate(() => (window as unknown as { touched: Set<Node> }).touched.size);
  expect(touched).toBeGreaterThan(0);
  expect(touched).toBeLessThanOrEqual(3);

  const focused = page.locator('[data-node]:focus');
  await page.keyboard.press('Home');
  await expect(focused).toHaveCount(1);
  const first = await focused.getAttribute('data-node');
  await page.keyboard.press('End');
  await expect(focused).not.toHaveAttribute('data-node', first ?? '');
  await expect(focused).toBeInViewport();
  await expect(nodes(page).and(page.locator(chosen))).toBeFocused();
  expect(await nodes(page).count()).toBeLessThan(80);
  // The letter of a network that is far away.
  await page.keyboard.press('p');
  await expect(focused).toContainText('Plain CNN');
  await page.keyboard.press('r');
  await expect(focused).toHaveAccessibleName(/^ResNet-20/);
  await expect(focused).toBeInViewport();
  // What has the focus stays while the picture is scrolled.
  await page.keyboard.press('Home');
  await page.evaluate(() => {
    document.querySelector('[role="tree"]')?.parentElement?.parentElement?.scrollBy(0, 4000);
  });
  await expect.poll(() => page.locator('[role="treeitem"]').count()).toBeGreaterThan(20);
  await expect(focused).toHaveCount(1);
  await page.keyboard.press('ArrowDown');
  await expect(focused).toBeInViewport();

  await page.getByRole('button', { name: 'Size and accuracy' }).click();
  await expect(dots(page)).toHaveCount(311);
  await expect(dots(page).first()).toHaveAttribute('aria-setsize', '311');
  await page.getByRole('button', { name: 'Family tree' }).click();
  await expect.poll(() => nodes(page).count()).toBeLessThan(80);

  await page.getByText('Numbers behind the picture').click();
  const table = page.getByRole('table').filter({ has: page.getByRole('columnheader', { name: 'Network' }) });
  await expect(table).toHaveAttribute('aria-rowcount', '312');
  await expect.poll(() => table.getByRole('row').count()).toBeGreaterThan(20);
  expect(await table.getByRole('row').count()).toBeLessThan(130);
  await page.getByRole('region', { name: 'Numbers behind the picture' }).evaluate((box) => {
    box.scrollTop = box.scrollHeight;
  });
  await expect(table.locator('[aria-rowindex="312"]')).toBeAttached();
  await expect(table.locator('[aria-rowindex="2"]')).toHaveCount(0);
});

test('what is trained is seen growing in both pictures', async ({ page }) => {
  await openLab(page, endlessSweep.replace('student=mlp', 'student=cnn'));
  await tab(page, 'Networks').click();
  await runButton(page).click();
  const growing = page.locator('[data-live]');
  await expect(growing.first()).toHaveAccessibleName(/^Plain CNN, .*trains now, after epoch \d+$/, {
    timeout: 60_000,
  });
  await expect(nodes(page).and(growing).first()).toContainText('trains now');
  await page.getByRole('button', { name: 'Size and accuracy' }).click();
  await expect(dots(page).and(growing).first()).toBeVisible();
  await control(page, 'Stop').click();
});
