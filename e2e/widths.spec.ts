import { expect, type Page, test } from '@playwright/test';
import { keepPicture, nightlyIf, openLab, runBar, runButton, tab } from './lab.ts';

const windows = [
  { width: 360, height: 640 },
  { width: 768, height: 1024 },
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
  { width: 3840, height: 2160 },
];

/** How far the page can be scrolled sideways, px. */
const sideways = (page: Page) =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });

/** The smallest type in sight, px, hidden words aside. */
const smallestType = (page: Page) =>
  page.evaluate(() => {
    const sizes = [...document.querySelectorAll('main *, header *, aside *')]
      .filter((element) => element.checkVisibility() && element.getBoundingClientRect().width > 1)
      .filter((element) =>
        [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()),
      )
      .filter((element) => !element.closest('svg, sub, sup'))
      .map((element) => Number.parseFloat(getComputedStyle(element).fontSize));
    return Math.min(...sizes);
  });

/** Pairs of the header's parts that cover each other. */
const overlapping = (page: Page) =>
  page.evaluate(() => {
    const parts = [...document.querySelectorAll('header h1, header button, header select')];
    const boxes = parts.map((part) => ({
      name: part.getAttribute('aria-label') ?? part.textContent,
      box: part.getBoundingClientRect(),
    }));
    return boxes.flatMap((a, i) =>
      boxes.slice(i + 1).flatMap((b) => {
        const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
        const down = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
        return across > 1 && down > 1 ? [`${a.name} and ${b.name}`] : [];
      }),
    );
  });

for (const size of windows) {
  const { width } = size;
  test(
    `${width} px wide: Run is in sight and nothing scrolls sideways, in every view`,
    nightlyIf(width !== 360 && width !== 1920),
    async ({ page }) => {
      await page.setViewportSize(size);
      await openLab(page);
      await expect(runButton(page)).toBeInViewport({ ratio: 1 });
      expect(await sideways(page)).toBe(0);
      expect(await overlapping(page), 'in the header').toEqual([]);
      await keepPicture(page, `empty-${width}`);
      await runButton(page).click();
      await expect(runBar(page).getByText(/^4 students trained in /)).toBeVisible();
      await expect(runButton(page)).toBeInViewport({ ratio: 1 });
      expect(await sideways(page)).toBe(0);
      const charts = page.getByRole('img', { name: /^Validation .* by epoch/ });
      // Where three would be too small there is one at a time, and a switch.
      expect(await charts.filter({ visible: true }).count()).toBe(width < 1000 ? 1 : 3);
      await keepPicture(page, `done-${width}`);
      // Small words are 13 px on a desk; half as much again on a wall.
      expect(await smallestType(page)).toBeGreaterThanOrEqual(width >= 3840 ? 18 : 12);
      for (const name of ['Temperature', 'Networks', 'Data', 'Runs', 'Lessons']) {
        await tab(page, name).click();
        await expect(tab(page, name)).toHaveAttribute('aria-selected', 'true');
        await expect(page.getByRole('status').filter({ hasText: /^Loading$/ })).toHaveCount(0);
        await expect(runButton(page)).toBeInViewport({ ratio: 1 });
        expect(await sideways(page), `${name} is wider than the window`).toBe(0);
        await keepPicture(page, `${name.toLowerCase()}-${width}`);
      }
    },
  );
}

test('Run is in sight in a low window, and one enlarged to 200 %', async ({ page }) => {
  for (const size of [
    { width: 1024, height: 640 },
    // 1280 × 800 at 200 %.
    { width: 640, height: 400 },
  ]) {
    await page.setViewportSize(size);
    await openLab(page);
    await expect(runButton(page)).toBeInViewport({ ratio: 1 });
    expect(await sideways(page)).toBe(0);
    await keepPicture(page, `low-${size.width}`);
  }
});
