import { expect, test } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import {
  control,
  endlessSweep,
  epochsShown,
  nightlyIf,
  openLab,
  runBar,
  runButton,
  tab,
  tinySweep,
} from './lab.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1280, 390]) {
    test(
      `every screen is accessible, ${colorScheme}, ${width} px wide`,
      nightlyIf((width === 390) !== (colorScheme === 'dark')),
      async ({ page }) => {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await page.setViewportSize({ width, height: width === 390 ? 844 : 800 });
        await openLab(page, endlessSweep);
        await expect(page.getByRole('img', { name: /^Validation accuracy by epoch/ })).toBeAttached();
        await expectAccessible(page, 'bench, empty', colorScheme);
        const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect.soft(sideways, 'the page scrolls sideways').toBeLessThanOrEqual(0);
        if (width === 390) {
          await page.getByRole('button', { name: 'Settings' }).click();
          await expect(page.getByRole('dialog')).toBeVisible();
          await expectAccessible(page, 'settings', colorScheme);
          await page.keyboard.press('Escape');
          await expect(page.getByRole('dialog')).toHaveCount(0);
        }

        await runButton(page).click();
        await expect.poll(() => epochsShown(page)).toBeGreaterThan(3);
        await control(page, 'Pause').click();
        await expect(runBar(page)).toContainText('Paused');
        await expectAccessible(page, 'bench, running', colorScheme);
        await control(page, 'Stop').click();
        await expect(runBar(page).getByText('0 of 4 students trained.')).toBeVisible();
        await expectAccessible(page, 'bench, stopped', colorScheme);

        await tab(page, 'Temperature').click();
        await expect(page.getByRole('img', { name: /^The chosen image/ })).toBeVisible();
        await expectAccessible(page, 'temperature', colorScheme);
        for (const name of ['Gradients', 'What the teacher finds alike', 'T → ∞']) {
          await tab(page, name).click();
          await expectAccessible(page, `temperature, ${name}`, colorScheme);
        }
        await tab(page, 'Data').click();
        await expect(page.getByRole('rowheader').first()).toBeVisible();
        await expectAccessible(page, 'data', colorScheme);

        await page.goto(`./${tinySweep}&dataset=folder-0123456789abcdef&tempreature=4`);
        await expect(page.getByRole('alert')).toContainText('does not have');
        await expectAccessible(page, 'problem', colorScheme);
      },
    );
  }
}

test('the finished table is accessible', async ({ page }) => {
  await openLab(page, tinySweep);
  await runButton(page).click();
  await expect(runBar(page).getByText(/^4 students trained in /)).toBeVisible();
  await expectAccessible(page, 'bench, done');
});

test('the main job takes no mouse', async ({ page }) => {
  await openLab(page, endlessSweep);
  /** Tabs on until `name` has the focus. */
  const tabTo = async (name: RegExp) => {
    const button = page.getByRole('button', { name });
    for (let i = 0; i < 100; i++) {
      await page.keyboard.press('Tab');
      if (await button.evaluateAll((all) => all.some((one) => one === document.activeElement))) return;
    }
    throw new Error(`No Tab reaches ${name}.`);
  };
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the results' })).toBeFocused();
  await tabTo(/^Run \d+ students$/);
  await page.keyboard.press('Enter');
  await expect.poll(() => epochsShown(page)).toBeGreaterThan(0);
  await tabTo(/^Pause$/);
  await page.keyboard.press('Space');
  await expect(control(page, 'Resume')).toBeFocused();
  await tabTo(/^Stop$/);
  await page.keyboard.press('Enter');
  await expect(runBar(page).getByText('0 of 4 students trained.')).toBeVisible();
});
