import { expect, type Page, test } from '@playwright/test';
import { control, endlessSweep, keepPicture, openLab, runButton } from './lab.ts';

const windows = [
  { width: 1440, height: 900 },
  { width: 768, height: 1024 },
  { width: 360, height: 740 },
  // 1440 × 900 at 200 %.
  { width: 720, height: 450 },
  { width: 3840, height: 2160 },
];

/** Buttons of the two bars at the foot of the screen that are not wholly in sight, with what lies over them. */
const cut = (page: Page) =>
  page.evaluate(() => {
    const bars = ['Progress of the training', 'Presentation'].map((name) =>
      [...document.querySelectorAll('section')].find((one) => one.ariaLabel === name),
    );
    const buttons = bars.flatMap((bar) => [...(bar?.querySelectorAll('button') ?? [])]);
    return buttons
      .filter((button) => button.checkVisibility())
      .flatMap((button) => {
        const name = button.ariaLabel ?? button.textContent ?? '';
        const { left, right, top, bottom } = button.getBoundingClientRect();
        if (left < 0 || top < 0 || right > innerWidth + 0.5 || bottom > innerHeight + 0.5) {
          return [`${name} is out of the window: ${[left, top, right, bottom].map(Math.round)}`];
        }
        // The middle, and inside the corners as far as they may be round.
        const inset = Math.min(right - left, bottom - top) / 5;
        const points = [
          [(left + right) / 2, (top + bottom) / 2],
          [left + inset, top + inset],
          [right - inset, top + inset],
          [left + inset, bottom - inset],
          [right - inset, bottom - inset],
        ] as const;
        const over = points
          .map(([x, y]) => document.elementFromPoint(x, y))
          .find((element) => !button.contains(element));
        return over ? [`${name} is under ${over.closest('section')?.ariaLabel ?? over.tagName}`] : [];
      });
  });

/** Share of the window's height that the two bars take. */
const heightOfBars = (page: Page) =>
  page.evaluate(() => {
    const bars = [...document.querySelectorAll('section')].filter((one) =>
      ['Progress of the training', 'Presentation'].includes(one.ariaLabel ?? ''),
    );
    return bars.reduce((sum, bar) => sum + bar.getBoundingClientRect().height, 0) / innerHeight;
  });

async function expectWhole(page: Page, state: string) {
  await keepPicture(page, state);
  expect.soft(await cut(page), state).toEqual([]);
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect.soft(sideways, `${state}: scrolls sideways`).toBeLessThanOrEqual(0);
  // The rest is for what they are about.
  expect.soft(await heightOfBars(page), `${state}: the bars' share of the height`).toBeLessThan(0.4);
}

test('before an audience Run, Settings and every station are whole and on top, in every window', {
  tag: '@nightly',
}, async ({ page }) => {
  test.slow();
  const station = page.getByRole('navigation', { name: 'Stations' }).locator('[aria-current]');
  await openLab(page, `${endlessSweep}&present=1`);
  await expect(station).toHaveText('1');
  for (const size of windows) {
    await page.setViewportSize(size);
    for (const key of ['1', '2', '3', '6', '7', '8', '9', 't', 's', '0']) {
      await page.keyboard.press(key);
      await expect(station).toHaveText(key.toUpperCase());
      await expectWhole(page, `${size.width} station ${key}`);
    }
  }
  await runButton(page).click();
  await expect(control(page, 'Stop')).toBeVisible();
  await page.keyboard.press('2');
  for (const size of windows) {
    await page.setViewportSize(size);
    await expectWhole(page, `${size.width} training`);
  }
});
