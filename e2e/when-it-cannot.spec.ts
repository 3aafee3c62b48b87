import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { softwareFlags } from '../src/cli/setup/chromium.mjs';
import { addressElsewhere, asElsewhere, journey } from './flaggedBrowser.ts';
import { endlessSweep, keepPicture, openLab, readyLine, runBar, runButton, tab, tinySweep } from './lab.ts';

// A copy of the page in the browser would answer for what a journey takes away.
test.use({ serviceWorkers: 'block' });

const reach = (page: Page) => page.getByRole('region', { name: 'What works here' });
const details = (page: Page) => reach(page).getByRole('button', { name: 'Details' });

async function trains(page: Page) {
  await runButton(page).click();
  await expect(runBar(page).getByText(/^4 students trained in /)).toBeVisible();
}

async function expectAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}

test('without an adapter: says so, how to get one in this browser, and trains', async ({ page }) => {
  await openLab(page, tinySweep);
  await expect(reach(page)).toContainText('The browser gives WebGPU no GPU here; the processor can train');
  await keepPicture(page, 'one line');
  await details(page).click();
  await expect(reach(page)).toContainText('WebAssembly trains on the processor');
  // What helps is this browser's: Chromium on Linux.
  await expect(reach(page)).toContainText('On Linux, Chrome reaches Intel graphics of generation 12');
  await expect(reach(page)).toContainText('--enable-features=Vulkan,VulkanFromANGLE');
  await keepPicture(page, 'details');
  await expectAccessible(page);
  await trains(page);

  // Hidden once, it stays so; the backend's menu has it still.
  await reach(page).getByRole('button', { name: 'Hide this' }).click();
  await expect(reach(page)).toHaveCount(0);
  await page.reload();
  await expect(runBar(page).getByText(/^4 students trained/)).toBeVisible();
  await expect(reach(page)).toHaveCount(0);
  await page.getByRole('button', { name: /^Backend: / }).click();
  await page.getByRole('button', { name: 'What works in this browser' }).click();
  await expect(reach(page)).toContainText('The browser gives WebGPU no GPU here');
});

test('the details fit a phone, and are accessible in the dark', { tag: '@nightly' }, async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await page.setViewportSize({ width: 390, height: 844 });
  await openLab(page, tinySweep);
  await details(page).click();
  await keepPicture(page, 'details');
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
});

journey('over plain http: no WebGPU, because of the address', async ({ open, baseURL }) => {
  const page = await open(asElsewhere);
  await page.goto(`${addressElsewhere(baseURL)}${tinySweep}`);
  await expect(readyLine(page)).toBeVisible();
  await expect(reach(page)).toContainText('There is no WebGPU here');
  await details(page).click();
  await expect(reach(page)).toContainText('Open the lab over https, or as localhost');
  await keepPicture(page, 'plain http');
  await expectAccessible(page);
  await trains(page);
});

journey('with a software adapter: says that it is one, and trains without it', async ({ open }) => {
  const page = await open(softwareFlags);
  await page.goto(`./${tinySweep}`);
  await expect(readyLine(page)).toBeVisible();
  await expect(reach(page)).toContainText('The only GPU that WebGPU reaches is imitated by the processor');
  await keepPicture(page, 'software adapter');
  await trains(page);
});

const badge = (page: Page) => page.getByRole('button', { name: /^Backend: / });
const again = (page: Page) => page.getByRole('alert').getByRole('button', { name: 'Start again' });

/** Ends the process that the browser computes graphics in, as a driver that hangs does. */
async function crashGpu(page: Page) {
  const session = await page.context().browser()?.newBrowserCDPSession();
  if (!session) throw new Error('the page belongs to no browser');
  await session.send('Browser.crashGpuProcess').catch(() => undefined);
}

journey('when the GPU is lost: starts again, and says when only the browser can', async ({ open }) => {
  const page = await open(softwareFlags);
  const endless = endlessSweep.replace('epochs=1000', 'epochs=100');
  await page.goto(`./${endless}&backend=webgpu`);
  await expect(readyLine(page)).toBeVisible();
  await runButton(page).click();
  await expect(runBar(page).getByText(/^run 1 of /)).toBeVisible();
  await crashGpu(page);
  await expect(page.getByRole('alert')).toContainText('The browser lost the GPU');
  await expect(runBar(page)).toContainText('The browser lost the GPU: start again, and it is opened anew.');
  await expect(badge(page)).toHaveAccessibleName('Backend: None open');
  await keepPicture(page, 'lost');
  await expectAccessible(page);
  await again(page).click();
  await expect(page.getByRole('alert')).toHaveText('');
  await expect(runButton(page)).toBeEnabled();
  await expect(badge(page)).toHaveAccessibleName(/^Backend: WebGPU/);
  await runButton(page).click();
  await expect(runBar(page).getByText(/^run 1 of /)).toBeVisible();

  // After some losses Chromium gives no page a GPU until it is started anew.
  await expect(async () => {
    if (await again(page).isVisible()) await again(page).click();
    await crashGpu(page);
    await expect(page.getByRole('alert')).toContainText('gives this page none any more', { timeout: 5000 });
  }).toPass();
  await expect(page.getByRole('alert')).toContainText('Close all windows of the browser and start it anew');
  await expect(badge(page)).toHaveAccessibleName('Backend: None open');
  await keepPicture(page, 'no GPU any more');
});

test('with a kept teacher that is damaged: says so, and trains it again', { tag: '@nightly' }, async ({
  page,
}) => {
  await openLab(page, tinySweep);
  await trains(page);
  await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle('distillation-lab');
    for await (const name of folder.keys()) {
      if (!name.includes('-teacher-')) continue;
      const stream = await (await folder.getFileHandle(name)).createWritable({ keepExistingData: true });
      await stream.truncate(1000);
      await stream.close();
    }
  });
  // Another experiment with the same teacher: its own results are not shown yet.
  await openLab(page, tinySweep.replace('epochs=2', 'epochs=3'));
  const warning = page.getByRole('status').filter({ hasText: 'The teacher that this browser kept' });
  await expect(warning).toContainText('is damaged. Its file has 1000 bytes instead of');
  await expect(warning).toContainText('It was set aside, and is trained again before the students.');
  await keepPicture(page, 'damaged teacher');
  await expectAccessible(page);
  await trains(page);
  await openLab(page, tinySweep.replace('epochs=2', 'epochs=4'));
  await expect(warning).toHaveCount(0);
});

test('with little memory: says how much there is, and trains', { tag: '@nightly' }, async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, 'deviceMemory', { get: () => 1 }));
  await openLab(page, tinySweep);
  await details(page).click();
  await expect(reach(page)).toContainText('This device has little memory (1 GB)');
  await expect(reach(page)).toContainText('fewer images, a smaller image size or a smaller batch');
  await keepPicture(page, 'little memory');
  await trains(page);
});

test('where nothing may be kept: says what is not there at the next visit, and trains', async ({ page }) => {
  await page.addInitScript(() => {
    const refuse = () => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    };
    IDBFactory.prototype.open = refuse;
    StorageManager.prototype.getDirectory = refuse;
    Storage.prototype.getItem = refuse;
    Storage.prototype.setItem = refuse;
  });
  await openLab(page, tinySweep);
  await expect(reach(page)).toContainText('(and 1 more)');
  await details(page).click();
  await expect(reach(page)).toContainText('lets this page keep nothing, as in a private window');
  await expect(reach(page)).toContainText('download what you want to keep');
  await keepPicture(page, 'nothing kept');
  await expectAccessible(page);
  await trains(page);
});

test('without a network and without a copy of the page: what is open goes on', { tag: '@nightly' }, async ({
  page,
  context,
}) => {
  await openLab(page, tinySweep);
  await context.setOffline(true);
  await details(page).click();
  await expect(reach(page)).toContainText('this browser has no copy of the page yet');
  await trains(page);
  await context.setOffline(false);
  await expect(reach(page)).not.toContainText('no copy of the page');
});

for (const [locale, lack, sentences] of [
  [
    'en-GB',
    'Safari 15',
    [
      'Distillation Lab does not run in this browser.',
      'Missing: Array.prototype.findLast; Array.prototype.with; CSS oklch(); CSS color-mix(); CSS light-dark(); CSS :has().',
      'Safari 17.5',
      'Nothing was sent anywhere.',
    ],
  ],
  ['es-MX', 'Safari 15', ['Distillation Lab no funciona en este navegador.', 'Falta: Array', 'Safari 17.5']],
  ['zh-CN', 'Safari 15', ['Distillation Lab 无法在这个浏览器中运行。', '缺少：Array', 'Safari 17.5']],
] as const) {
  test.describe(locale, () => {
    test.use({ locale });
    test(`a browser like ${lack} gets plain sentences instead of an empty page`, async ({ page }) => {
      await page.addInitScript(() => {
        Reflect.deleteProperty(Array.prototype, 'findLast');
        Reflect.deleteProperty(Array.prototype, 'with');
        const supports = CSS.supports.bind(CSS);
        CSS.supports = (property: string, value?: string) =>
          value !== undefined && !/light-dark|oklch/.test(value) && supports(property, value);
      });
      await page.goto('./');
      const main = page.getByRole('main');
      for (const sentence of sentences) await expect(main).toContainText(sentence);
      await expect(page.getByRole('button')).toHaveCount(0);
      await expect(page.locator('html')).toHaveAttribute('lang', new RegExp(`^${locale.slice(0, 2)}`));
      await keepPicture(page, locale);
      await expectAccessible(page);
    });
  });
}

test('a part that does not load says so and leaves the rest alone', { tag: '@nightly' }, async ({ page }) => {
  await page.route(/TemperaturePanel/, (route) => route.abort());
  await openLab(page, tinySweep);
  await trains(page);
  await tab(page, 'Temperature').click();
  const failed = page.getByRole('alert').filter({ hasText: 'This part of the page could not be loaded' });
  await expect(failed).toContainText('Reloading keeps finished runs');
  await expect(failed.getByRole('button', { name: 'Reload' })).toBeVisible();
  await keepPicture(page, 'part not loaded');
  await expectAccessible(page);
  await tab(page, 'Bench').click();
  await expect(runBar(page).getByText(/^4 students trained in /)).toBeVisible();
  await expect(page.getByRole('table', { name: 'Results' })).toBeVisible();
});

test('a training thread that does not start is a problem with a way out', async ({ page }) => {
  await page.route(/training\.worker/, (route) => route.abort());
  await page.goto(`./${tinySweep}`);
  const problem = page.getByRole('alert').filter({ hasText: 'The training thread did not start' });
  await expect(problem.getByRole('button', { name: 'Reload' })).toBeVisible();
  await expect(runButton(page)).toBeDisabled();
  await keepPicture(page, 'no training thread');
  await page.unroute(/training\.worker/);
  await problem.getByRole('button', { name: 'Reload' }).click();
  await expect(readyLine(page)).toBeVisible();
});
