import { expect, test } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { openLab, runBar, runButton, tab, tinySweep } from './lab.ts';

const small = tinySweep.replace('alphas=0.5,1', 'alphas=0.5').replace('runs=2', 'runs=1');

test('shows where a transformer’s tokens look in a picture, by layer, head, patch and epoch, without a mouse', async ({
  page,
}) => {
  await openLab(page, small.replace('student=mlp', 'student=vit-tiny&studentWidth=0.3333'));
  await runButton(page).click();
  await expect(runBar(page).getByText(/^1 student trained in /)).toBeVisible();
  await tab(page, 'Temperature').click();
  await tab(page, 'Attention').click();

  const words = page.locator('[data-part="attentionWords"]');
  await expect(words).toHaveText(/^Attention of the class token: [\d.]+\s?% from the .*of 65 tokens\.$/);
  const patches = page.getByRole('group', { name: 'Patches of the picture: arrow keys move' });
  await expect(patches.getByRole('button')).toHaveCount(64);
  const first = await words.textContent();
  await page.getByLabel('Layer').selectOption({ label: '1: blocks.0.attn' });
  await expect(words).not.toHaveText(first ?? '');

  // Arrow keys move over the patches, whose own attention is then told.
  await patches.getByRole('button').first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await expect(patches.getByRole('button', { pressed: true })).toBeFocused();
  await expect(words).toContainText('Attention of the patch in row 2, column 2: ');

  const epoch = page.getByRole('slider', { name: /^After epoch 2, the latest/ });
  await epoch.press('ArrowLeft');
  await expect(page.getByRole('slider', { name: 'After epoch 1' })).toHaveValue('0');
  await expect(words).toBeVisible();
  await expectAccessible(page, 'attention 1280');
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(page, 'attention dark', 'dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 360, height: 800 });
  await expectAccessible(page, 'attention 360');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);

  // The teacher is a perceptron: there is nothing to see of it, and that is said.
  await page.getByLabel('Network', { exact: true }).selectOption('teacher 0');
  await expect(page.getByText(/^This network has neither attention nor involutions/)).toBeVisible();
});

test('shows image by image which of two teachers is right, and the student', async ({ page }) => {
  await openLab(page, `${small}&moreTeachers=mlp width=0.5 epochs=4 images=300`);
  await runButton(page).click();
  await expect(runBar(page).getByText(/^1 student trained in /)).toBeVisible();
  await tab(page, 'Data').click();

  const images = page.getByRole('group', { name: 'Validation images by who is right' });
  await expect(images.getByRole('button')).toHaveCount(40);
  const rows = page.locator('[data-part="teachersMap"] tbody').getByRole('row');
  await expect(rows).toHaveCount(4);
  // Each image is of one kind, and the student is right on some of these at most.
  const numbers = await rows.evaluateAll((found) =>
    found.map((row) => [...row.querySelectorAll('td')].map((cell) => Number(cell.textContent))),
  );
  expect(numbers.reduce((sum, [count = 0]) => sum + count, 0)).toBe(40);
  for (const [count = 0, right = 0] of numbers) expect(right).toBeLessThanOrEqual(count);

  await images.getByRole('button').first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(images.getByRole('button', { pressed: true })).toBeFocused();
  await expect(images.getByRole('button', { pressed: true })).toHaveAccessibleName(/^Image 11: /);
  await expect(page.getByText(/^Here the student is nearest to teacher [12], by KL/)).toBeVisible();
  await rows.last().getByRole('button', { name: 'no teacher' }).press('Enter');
  await expect(images.getByRole('button')).toHaveCount(numbers.at(-1)?.[0] ?? 0);
  await page.setViewportSize({ width: 360, height: 800 });
  await expectAccessible(page, 'teachers map 360');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
});

test('shows the kernel that an involution makes of a pixel beside a convolution’s, of the shipped RedNet', async ({
  page,
}) => {
  await openLab(page, '?teacher=rednet-shipped&trainImages=64&validationImages=40');
  await tab(page, 'Temperature').click();
  await tab(page, 'Attention').click();
  const row = page.getByRole('slider', { name: 'Row' });
  await expect(row).toBeVisible();
  await row.press('Home');
  const here = page.getByRole('figure').filter({ hasText: 'Made for row 1, column 17 by stem.1' });
  await expect(here).toContainText(/Largest [−\d.]+ in row [123], column [123]; smallest /);
  const everywhere = page.getByRole('figure').filter({ hasText: 'The same everywhere: stem.0.conv' });
  const [kernel, filter] = [await here.textContent(), await everywhere.textContent()];
  await row.press('End');
  await expect(page.getByRole('figure').filter({ hasText: 'Made for row 32, column 17' })).not.toHaveText(
    kernel ?? '',
  );
  await expect(everywhere).toHaveText(filter ?? '');
  await expectAccessible(page, 'kernels 1280');
  await page.setViewportSize({ width: 360, height: 800 });
  await expectAccessible(page, 'kernels 360');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
});
