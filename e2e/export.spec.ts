import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { type Download, expect, type Page, test } from '@playwright/test';
import '@tensorflow/tfjs-backend-cpu';
import { loadGraphModel } from '@tensorflow/tfjs-converter';
import { io, setBackend, type Tensor2D, tensor4d } from '@tensorflow/tfjs-core';
import { unzipSync } from 'fflate';
import {
  dropOnPage,
  keepPicture,
  openLab,
  resultCells,
  runBar,
  runButton,
  tab,
  tell,
  tinySweep,
} from './lab.ts';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

/** Of red, green and blue; what the page's images are normalised by. */
const mean = [0.485, 0.456, 0.406];
const deviation = [0.229, 0.224, 0.225];

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Take a network with you' });

async function bytesOf(downloading: Promise<Download>): Promise<Buffer> {
  return readFileSync(await (await downloading).path());
}

async function take(page: Page, format: string, name: string): Promise<Buffer> {
  await dialog(page).getByRole('radio', { name: format }).check();
  const downloading = page.waitForEvent('download');
  await dialog(page)
    .getByRole('button', { name: `Download ${name}` })
    .click();
  expect((await downloading).suggestedFilename()).toBe(name);
  return bytesOf(downloading);
}

async function expectAccessible(page: Page, state: string) {
  await keepPicture(page, state);
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160))}`);
  expect.soft(found, state).toEqual([]);
}

/** The chosen image as the page draws it, normalised, [32, 32, 3]. */
async function imageOnPage(page: Page): Promise<Float32Array> {
  const { width, rgba } = await page
    .getByRole('img', { name: /^The chosen image/ })
    .evaluate((canvas: HTMLCanvasElement) => ({
      width: canvas.width,
      rgba: Array.from(canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? []),
    }));
  expect(width).toBe(32);
  return Float32Array.from({ length: 32 * 32 * 3 }, (_, i) => {
    const [pixel, channel] = [Math.floor(i / 3), i % 3];
    return ((rgba[4 * pixel + channel] ?? 0) / 255 - (mean[channel] ?? 0)) / (deviation[channel] ?? 1);
  });
}

/** The student's probability of every class, in class order, at T = 1. */
async function studentSays(page: Page): Promise<readonly number[]> {
  await page.getByRole('textbox', { name: 'T as a number' }).fill('1');
  await expect(page.getByRole('slider', { name: 'Temperature T' })).toHaveAttribute('aria-valuetext', 'T 1');
  const cells = page.getByRole('table', { name: 'Softened probabilities' }).getByRole('cell');
  const texts = await cells.allTextContents();
  return texts.map((text) => Number(text.split('Student')[1]?.match(/[\d.]+/)?.[0]));
}

function softmax(logits: ArrayLike<number>): readonly number[] {
  const raised = Array.from(logits, (logit) => Math.exp(logit));
  const sum = raised.reduce((total, value) => total + value, 0);
  return raised.map((value) => value / sum);
}

/** The page shows three decimals. */
function expectSame(found: readonly number[], shown: readonly number[]) {
  expect(shown).toHaveLength(10);
  for (const [k, value] of shown.entries()) expect(Math.abs((found[k] ?? 0) - value)).toBeLessThan(0.0011);
}

async function graphModelSays(zip: Buffer, image: Float32Array): Promise<readonly number[]> {
  const files = unzipSync(zip);
  expect(Object.keys(files).sort()).toEqual(['README.txt', 'model.json', 'weights.bin']);
  const json = JSON.parse(new TextDecoder().decode(files['model.json'])) as io.ModelJSON;
  await setBackend('cpu');
  const model = await loadGraphModel(
    io.fromMemory({
      ...json,
      weightSpecs: json.weightsManifest.flatMap((group) => group.weights),
      weightData: (files['weights.bin'] ?? new Uint8Array(0)).slice().buffer,
    }),
  );
  const logits = model.predict(tensor4d(image, [1, 32, 32, 3])) as Tensor2D;
  return softmax(await logits.data());
}

async function onnxSays(file: Buffer, image: Float32Array): Promise<readonly number[]> {
  const runtime = await import('onnxruntime-web/wasm');
  runtime.env.wasm.wasmBinary = readFileSync('node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm');
  runtime.env.wasm.numThreads = 1;
  const session = await runtime.InferenceSession.create(file);
  const planes = Float32Array.from(
    { length: image.length },
    (_, i) => image[(i % 1024) * 3 + Math.floor(i / 1024)] ?? 0,
  );
  const { logits } = await session.run({ images: new runtime.Tensor('float32', planes, [1, 3, 32, 32]) });
  return softmax(logits?.data as Float32Array);
}

test('takes a student away in three formats, which other programs open and agree with', async ({ page }) => {
  await openLab(page, tinySweep.replace('student=mlp', 'student=cnn').replace('runs=2', 'runs=1'));
  await expect(page.getByRole('button', { name: 'networks…' })).toBeDisabled();
  await runButton(page).click();
  await expect(runBar(page).getByText(/^2 students trained in /)).toBeVisible();

  // By keys: the menu of an alpha's students, then the dialog, then back to where it was opened.
  const menu = page.getByRole('button', { name: 'Weights of the students with α 0.5' });
  await menu.press('Enter');
  await page.keyboard.press('Enter');
  await expect(dialog(page).getByRole('combobox', { name: 'Network' })).toHaveValue('alpha=0.5#1');
  await expect(dialog(page).getByRole('radio', { name: 'safetensors' })).toBeChecked();
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toHaveCount(0);
  await expect(menu).toBeFocused();
  await menu.click();
  await page.getByRole('menuitem').first().click();

  const weights = await take(page, 'safetensors', 'student-alpha-0.5-run-1.safetensors');
  const header = JSON.parse(weights.subarray(8, 8 + Number(weights.readBigUInt64LE())).toString());
  expect(header.__metadata__).toMatchObject({ model: 'cnn', image_size: '32', role: 'student' });
  expect(JSON.parse(header.__metadata__.classes)).toHaveLength(10);
  const zip = await take(page, 'TensorFlow.js', 'student-alpha-0.5-run-1-tfjs.zip');
  await expect(dialog(page).getByText('[N, 32, 32, 3]')).toBeVisible();
  const onnx = await take(page, 'ONNX', 'student-alpha-0.5-run-1.onnx');
  await expectAccessible(page, 'export');
  // All sizes are told, whichever is chosen.
  for (const format of ['safetensors', 'TensorFlow.js', 'ONNX']) {
    await expect(dialog(page).getByRole('radio', { name: format })).toHaveAccessibleDescription(
      /^[\d.]+\skB /,
    );
  }

  // The program that goes with it, in two languages.
  const program = dialog(page).getByRole('region', { name: 'A program that classifies' });
  await expect(program).toContainText('onnxruntime.InferenceSession("student-alpha-0.5-run-1.onnx")');
  await dialog(page).getByText('JavaScript', { exact: true }).click();
  await expect(program).toContainText("import * as ort from 'onnxruntime-web'");
  await dialog(page).getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(dialog(page).getByText('Copied.')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('ort.InferenceSession.create');
  await page.keyboard.press('Escape');

  await tab(page, 'Temperature').click();
  await page.getByRole('combobox', { name: 'Which student' }).selectOption('alpha=0.5#1');
  await expect(page.getByRole('img', { name: /^The chosen image/ })).toBeVisible();
  const [image, shown] = [await imageOnPage(page), await studentSays(page)];
  expectSame(await graphModelSays(zip, image), shown);
  expectSame(await onnxSays(onnx, image), shown);
});

function written(name: string, bytes: Uint8Array): string {
  const path = test.info().outputPath(name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
  return path;
}

/** The files of a zip, each on its own. */
const unpacked = (zip: Buffer) => {
  const files = unzipSync(zip);
  return Object.keys(files).map((name) => written(`tfjs/${name}`, files[name] ?? new Uint8Array(0)));
};

test('opens what it wrote again, as a teacher that is right as often', async ({ page }) => {
  const alone = tinySweep
    .replace('trainImages=64&validationImages=40', 'trainImages=600&validationImages=200')
    .replace('student=mlp', 'student=cnn')
    .replace('alphas=0.5,1&runs=2&epochs=2', 'alphas=1&runs=1&epochs=8');
  await openLab(page, alone);
  await runButton(page).click();
  await expect(runBar(page).getByText(/^1 student trained in /)).toBeVisible();
  const cell = resultCells(page, /1, alone/).nth(1);
  await expect(cell).toHaveText(/^\d/);
  const accuracy = (await cell.textContent()) ?? '';
  // Well above chance, so that other pixels or classes would show.
  expect(Number(accuracy)).toBeGreaterThan(30);
  await page.getByRole('button', { name: 'Weights of the students with α 1' }).click();
  await page.getByRole('menuitem').first().click();
  const name = 'student-alpha-1-run-1';
  const weights = written(`${name}.safetensors`, await take(page, 'safetensors', `${name}.safetensors`));
  const graph = unpacked(await take(page, 'TensorFlow.js', `${name}-tfjs.zip`)).filter(
    (path) => !path.endsWith('README.txt'),
  );
  const onnx = written(`${name}.onnx`, await take(page, 'ONNX', `${name}.onnx`));
  await page.keyboard.press('Escape');

  const { origin } = new URL(page.url());
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && /^https?:/.test(url)) elsewhere.push(url);
  });
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  const teacher = page.getByRole('region', { name: 'The still' });
  for (const [paths, title] of [
    [[weights], 'Plain CNN'],
    [graph, 'tfjs GraphModel'],
    [[onnx], 'ONNX'],
  ] as const) {
    // Away from the one before, so that what is read below is of this file.
    await page.getByRole('combobox', { name: 'Teacher', exact: true }).selectOption('shipped');
    await expect(teacher.getByText('shipped with the lab')).toBeVisible();
    await dropOnPage(page, paths);
    await expect(page.getByRole('combobox', { name: 'Teacher', exact: true })).toHaveValue('file');
    await expect(teacher.getByRole('heading', { name: 'Teacher' }).locator('+ p')).toHaveText(title);
    await expect(teacher.locator('dt:text("accuracy") + dd').first()).toHaveText(
      new RegExp(`^${accuracy.replace('.', '\\.')}\\s%$`),
    );
    tell(`${title}: right on ${accuracy} % again`);
  }
  await keepPicture(page, 'opened again');
  expect(elsewhere).toEqual([]);
});

test('takes the teacher away before any student is trained', { tag: '@nightly' }, async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openLab(page, '?trainImages=64&validationImages=40');
  const open = page.getByRole('button', { name: 'networks…' });
  await expect(open).toBeEnabled();
  await open.click();
  await expect(dialog(page).getByRole('combobox', { name: 'Network' })).toHaveValue('teacher');
  const bytes = await take(page, 'ONNX', 'teacher.onnx');
  expect(bytes.length).toBeGreaterThan(1_000_000);
  await expectAccessible(page, 'teacher on a phone');
  await dialog(page).getByRole('button', { name: 'Close' }).click();
  await expect(open).toBeFocused();
});
