import { writeFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { findChromium, quietFlags } from '../src/cli/setup/chromium.mjs';
import { pictures, png, writeFolder } from './images.ts';
import { dropOnPage, keepPicture, openLab, tab } from './lab.ts';

const chromiumPath = findChromium();

test.use({
  launchOptions: {
    ...(chromiumPath ? { executablePath: chromiumPath } : {}),
    args: [...quietFlags, '--headless=new', '--use-fake-device-for-media-stream'],
  },
});

/** The shipped teacher answers; no student is trained, so nothing is waited for. */
const shipped = '?view=temperature&trainImages=64&validationImages=40';

async function openBench(page: Page) {
  await openLab(page, shipped);
  await expect(page.getByRole('img', { name: /^The chosen image/ })).toBeVisible();
  await expect.poll(() => teacherSays(page)).toHaveLength(10);
}

const choose = (page: Page, source: string) =>
  page
    .getByRole('group', { name: 'Where the picture comes from' })
    .getByText(source, { exact: true })
    .click();

/** The teacher's probability of every class, in class order; none while it has not answered. */
async function teacherSays(page: Page): Promise<readonly string[]> {
  const cells = page.getByRole('table', { name: 'Softened probabilities' }).getByRole('cell');
  const texts = await cells.allTextContents();
  return texts.flatMap((text) => text.match(/^Teacher ([<\d.]+)/)?.[1] ?? []);
}

/** Once it has answered, and the same answer is there some time later. */
async function settled(page: Page): Promise<readonly string[]> {
  let last: readonly string[] = [];
  await expect(async () => {
    const now = await teacherSays(page);
    const calm = now.length > 0 && now.join() === last.join();
    last = now;
    expect(calm).toBe(true);
  }).toPass({ intervals: [400] });
  return last;
}

const asSeen = (page: Page) => page.getByRole('img', { name: 'As the models see it, 32 × 32' });

/** A canvas's pixels as a PNG file, byte for byte. */
async function pngOf(page: Page, name: RegExp): Promise<Buffer> {
  const url = await page
    .getByRole('img', { name })
    .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL('image/png'));
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
}

async function expectAccessible(page: Page, state: string) {
  await keepPicture(page, state);
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160))}`);
  expect.soft(found, state).toEqual([]);
}

test('asks the models about a dropped picture, and keeps it when the next cannot be read', async ({
  page,
}) => {
  await openBench(page);
  const dataset = await settled(page);
  const own = test.info().outputPath('mine.png');
  writeFileSync(own, await pngOf(page, /^The chosen image/));
  await dropOnPage(page, [own]);
  await expect(page.getByRole('img', { name: 'Your picture, mine.png' })).toBeVisible();
  await expect(asSeen(page)).toBeVisible();
  // An image of the dataset, given as a file, gets the same answer.
  expect(await settled(page)).toEqual(dataset);
  await expectAccessible(page, 'dropped');

  // Nobody knows the class, so there is no hard gradient; then somebody does.
  const gradients = page.getByRole('table', { name: 'Gradient on each class’s logit of the student' });
  await tab(page, 'Gradients').click();
  await expect(page.getByText('Nobody has said what this picture is')).toBeVisible();
  const hard = async () =>
    (await gradients.getByRole('cell').allTextContents())
      .filter((_, i) => i % 2 === 1)
      .map((text) => text.trim());
  expect(await hard()).toEqual(Array(10).fill('–'));
  await expectAccessible(page, 'no label');
  await page.getByRole('combobox', { name: 'It is:' }).selectOption('ant');
  await expect(page.getByText('Nobody has said what this picture is')).toHaveCount(0);
  // Ten equal logits are a tenth each, less 1 for the ant, the first of the classes.
  expect(await hard()).toEqual(['−0.900', ...Array(9).fill('+0.100')]);
  await tab(page, 'T → ∞').click();
  await expect(page.getByRole('img', { name: /^The soft loss over T/ })).toBeVisible();
  await tab(page, 'Probabilities').click();

  const torn = test.info().outputPath('torn.png');
  writeFileSync(torn, png([20, 170, 40]).subarray(0, 60));
  await dropOnPage(page, [torn]);
  await expect(page.getByRole('alert').filter({ hasText: 'torn.png was not read' })).toContainText(
    'The picture before it is still here.',
  );
  await expect(page.getByRole('img', { name: 'Your picture, mine.png' })).toBeVisible();
  expect(await settled(page)).toEqual(dataset);
  await expect(page.getByRole('combobox', { name: 'It is:' }).locator('option:checked')).toHaveText('ant');
  await expectAccessible(page, 'unreadable');

  // Another view and back: it is still there.
  await tab(page, 'Bench').click();
  await tab(page, 'Temperature').click();
  await expect(page.getByRole('img', { name: 'Your picture, mine.png' })).toBeVisible();

  // A folder is still a dataset.
  const folder = writeFolder(test.info().outputPath('pets'), {
    ...pictures('cat', 4, [200, 30, 20]),
    ...pictures('dog', 4, [20, 170, 40]),
  });
  await dropOnPage(page, [folder]);
  await expect(tab(page, 'Data')).toHaveAttribute('aria-selected', 'true');
});

test('takes a picked and a pasted picture, and says what a drop would do', { tag: '@nightly' }, async ({
  page,
}) => {
  await openBench(page);
  const [red, green] = ['red.png', 'green.png'].map((name) => test.info().outputPath(name));
  if (!red || !green) throw new Error('no paths');
  writeFileSync(red, png([200, 30, 20], 40));
  writeFileSync(green, png([20, 170, 40], 40));
  await choose(page, 'Your picture');
  await expectAccessible(page, 'no picture yet');
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a picture…' }).click();
  await (await choosing).setFiles(red);
  await expect(page.getByRole('img', { name: 'Your picture, red.png' })).toBeVisible();

  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [green], dragOperationsMask: 1 };
  const drag = (type: 'dragEnter' | 'dragOver' | 'drop') =>
    session.send('Input.dispatchDragEvent', { type, x: 400, y: 400, data });
  await drag('dragEnter');
  await drag('dragOver');
  await expect(page.getByText('Drop the picture, and the models look at it.')).toBeVisible();
  await keepPicture(page, 'veil');
  await drag('drop');
  await expect(page.getByRole('img', { name: 'Your picture, green.png' })).toBeVisible();
  const before = await settled(page);

  await choose(page, 'Dataset');
  await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(50, 30);
    const context = canvas.getContext('2d');
    context?.fillRect(0, 0, 25, 30);
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File([await canvas.convertToBlob()], 'image.png', { type: 'image/png' }));
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
  });
  await expect(page.getByRole('img', { name: 'Your picture, image.png' })).toBeVisible();
  await expect.poll(() => teacherSays(page)).not.toEqual(before);
});

test('paints over an image of the dataset, with mouse and keys, and the teacher changes its mind', async ({
  page,
}) => {
  await openBench(page);
  const dataset = await settled(page);
  await choose(page, 'Draw');
  const sheet = page.getByRole('application', { name: 'Sheet to draw on' });
  await expect.poll(() => teacherSays(page)).not.toEqual(dataset);
  const blank = await settled(page);
  await page.getByText(/^Dataset image/).click();
  // Not a stroke on it: the image itself.
  await expect.poll(() => teacherSays(page)).toEqual(dataset);

  const box = await sheet.boundingBox();
  if (!box) throw new Error('no sheet');
  await page.getByTitle('red', { exact: true }).click();
  await page.getByText('Broad', { exact: true }).click();
  await page.mouse.move(box.x + 20, box.y + box.height / 2);
  await page.mouse.down();
  for (let i = 1; i <= 10; i++) await page.mouse.move(box.x + 20 + i * 18, box.y + box.height / 2 + 6 * i);
  // While the button is still down.
  await expect.poll(() => teacherSays(page)).not.toEqual(dataset);
  await page.mouse.up();
  const painted = await settled(page);
  expect(painted).not.toEqual(dataset);
  await expectAccessible(page, 'painted');

  await sheet.focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press('Shift+ArrowUp');
  await page.keyboard.press('Space');
  await page.keyboard.down('Space');
  for (let i = 0; i < 6; i++) await page.keyboard.press('ArrowLeft');
  await page.keyboard.up('Space');
  await expect.poll(() => teacherSays(page)).not.toEqual(painted);
  await keepPicture(page, 'painted with keys');
  // The dot and the line.
  await page.keyboard.press('Control+z');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => teacherSays(page)).toEqual(painted);

  await page.getByRole('button', { name: 'Clear' }).click();
  await expect.poll(() => teacherSays(page)).toEqual(dataset);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => teacherSays(page)).toEqual(painted);
  await page.getByRole('button', { name: 'Clear' }).click();
  await page.getByText('Blank paper').click();
  await expect.poll(() => teacherSays(page)).toEqual(blank);
});

/** Counts the tracks that the camera has open, and lets a test hide the page. */
async function watchCamera(page: Page) {
  await page.addInitScript(() => {
    const devices = navigator.mediaDevices;
    const open = devices.getUserMedia.bind(devices);
    const tracks: MediaStreamTrack[] = [];
    devices.getUserMedia = async (wanted) => {
      const stream = await open(wanted);
      tracks.push(...stream.getTracks());
      return stream;
    };
    Object.assign(window, { tracksOpen: () => tracks.filter((track) => track.readyState === 'live').length });
  });
}

const tracksOpen = (page: Page) =>
  page.evaluate(() => (window as unknown as { tracksOpen: () => number }).tracksOpen());

const seenPixels = (page: Page) =>
  asSeen(page).evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL('image/png'));

test('looks through the camera, live and frozen, and puts its light out', { tag: '@nightly' }, async ({
  page,
  context,
}) => {
  await context.grantPermissions(['camera']);
  await watchCamera(page);
  await openBench(page);
  await choose(page, 'Camera');
  await expect(page.getByText('The camera is off.')).toBeVisible();
  expect(await tracksOpen(page)).toBe(0);
  await expectAccessible(page, 'camera off');

  await page.getByRole('button', { name: 'Start the camera' }).click();
  await expect(asSeen(page)).toBeVisible();
  expect(await tracksOpen(page)).toBe(1);
  const first = await seenPixels(page);
  // The fake camera's picture moves, and so does what is seen of it.
  await expect.poll(() => seenPixels(page)).not.toBe(first);
  await expectAccessible(page, 'camera live');

  await page.getByRole('button', { name: 'Freeze' }).click();
  await expect(page.getByRole('img', { name: 'The frozen picture' })).toBeVisible();
  expect(await tracksOpen(page)).toBe(0);
  await settled(page);
  const frozen = await seenPixels(page);
  await page.waitForTimeout(1000);
  expect(await seenPixels(page)).toBe(frozen);
  await expectAccessible(page, 'camera frozen');

  const again = page.getByRole('button', { name: 'Start again' });
  const start = page.getByRole('button', { name: 'Start the camera' });
  await again.click();
  await expect.poll(() => tracksOpen(page)).toBe(1);
  await choose(page, 'Draw');
  await expect.poll(() => tracksOpen(page)).toBe(0);

  await choose(page, 'Camera');
  await start.click();
  await expect.poll(() => tracksOpen(page)).toBe(1);
  await tab(page, 'Bench').click();
  await expect.poll(() => tracksOpen(page)).toBe(0);

  await tab(page, 'Temperature').click();
  await start.click();
  await expect.poll(() => tracksOpen(page)).toBe(1);
  await page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { configurable: true, value: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await expect.poll(() => tracksOpen(page)).toBe(0);
  await expect(page.getByText('The camera was switched off because')).toBeVisible();
});

test('says what to do when the camera is not allowed', { tag: '@nightly' }, async ({ page, context }) => {
  const session = await context.newCDPSession(page);
  await session.send('Browser.setPermission', { permission: { name: 'camera' }, setting: 'denied' });
  await openBench(page);
  await choose(page, 'Camera');
  await page.getByRole('button', { name: 'Start the camera' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'The camera was not allowed.' })).toContainText(
    'address bar',
  );
  await expect(page.getByRole('button', { name: 'Start the camera' })).toBeEnabled();
  await expectAccessible(page, 'camera denied');
});
