import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { gif, pictures, png, writeFolder } from './images.ts';
import {
  addressOf,
  dropOnPage,
  keepPicture,
  nightlyIf,
  openLab,
  pickFolder,
  readyLine,
  runBar,
  runButton,
  tab,
  tell,
  tinySweep,
} from './lab.ts';

const red = [200, 30, 20] as const;
const green = [20, 170, 40] as const;
const realData = process.env.LAB_DATA ?? join(import.meta.dirname, '../../shared/data');

const tinyStudents = '?teacher=mlp&teacherEpochs=1&student=mlp&alphas=0.5,1&runs=1&epochs=1&imageSize=16';

const folderAt = (name: string) => test.info().outputPath(name);

/** The number beside a word in the summary of the data. */
const fact = (page: Page, name: string) =>
  page
    .getByRole('term')
    .filter({ hasText: new RegExp(`^${name}$`) })
    .locator('xpath=following-sibling::dd');

function classRow(page: Page, name: string) {
  return page.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) });
}

async function expectSummary(page: Page, classes: number, train: number, validation: number) {
  await expect(tab(page, 'Data')).toHaveAttribute('aria-selected', 'true');
  await expect(fact(page, 'Classes')).toHaveText(String(classes));
  await expect(fact(page, 'Training')).toHaveText(String(train));
  await expect(fact(page, 'Validation')).toHaveText(String(validation));
}

test('takes loose pictures to distil on beside the insects, and the link names them', async ({ page }) => {
  const folder = writeFolder(folderAt('loose'), pictures('.', 9, green));
  await page.goto(`./${tinyStudents}&distilOn=other`);
  await expect(page.getByText('No images to distil on were given')).toBeVisible();
  await page.getByText('More settings').first().click();
  const row = page.locator('[data-field="distilImages"]');
  await expect(row).toContainText('none yet');
  await row.locator('input[type=file]').setInputFiles(folder);
  await expect(row.locator('output')).toHaveText(/^[0-9a-f]{16}$/);
  await expect.poll(async () => (await addressOf(page)).href).toMatch(/distilImages=images-[0-9a-f]{16}/);
  await expect(readyLine(page)).toBeVisible();
  await tab(page, 'Data').click();
  await expect(page.getByRole('combobox', { name: 'Dataset' })).toHaveValue('insects');
});

test('picks a folder with train and val, and trains on it', async ({ page }) => {
  const folder = writeFolder(folderAt('pets'), {
    ...pictures('train/cat', 6, red),
    ...pictures('train/dog', 8, green),
    ...pictures('val/cat', 3, [180, 60, 40]),
    ...pictures('val/dog', 2, [60, 150, 60]),
  });
  await openLab(page, tinyStudents);
  await pickFolder(page, folder);
  await expectSummary(page, 2, 14, 5);
  await expect(page.getByRole('heading', { name: 'pets' })).toBeVisible();
  await expect(page.getByText('as the folder gives it')).toBeVisible();
  await expect(page.getByText('Every file was read.')).toBeVisible();
  await expect(classRow(page, 'cat').getByRole('cell')).toHaveText(['6', '3', '']);
  await expect(classRow(page, 'dog').getByRole('cell')).toHaveText(['8', '2', '']);
  await expect(page.getByRole('combobox', { name: 'Dataset' })).toHaveValue(/^folder-[0-9a-f]{16}$/);
  // The middle of a sample of each class has the colour that was drawn.
  for (const [name, wanted] of [
    ['cat', red],
    ['dog', green],
  ] as const) {
    const sample = classRow(page, name).locator('canvas').first();
    const pixel = await sample.evaluate((canvas: HTMLCanvasElement) => {
      const { data } =
        canvas.getContext('2d')?.getImageData(canvas.width >> 2, (3 * canvas.height) >> 2, 1, 1) ?? {};
      return [...(data ?? [])];
    });
    expect(Math.abs((pixel[0] ?? 0) - wanted[0])).toBeLessThan(40);
    expect(Math.abs((pixel[1] ?? 0) - wanted[1])).toBeLessThan(40);
  }
  await keepPicture(page, 'data');
  await expect(readyLine(page)).toBeVisible();
  expect((await addressOf(page)).searchParams.get('dataset')).toMatch(/^folder-[0-9a-f]{16}$/);
  await runButton(page).click();
  await expect(runBar(page).getByText(/^2 students trained in /)).toBeVisible();

  // The folder turned the page once, when it was given; a page that is drawn anew stays where it is.
  await tab(page, 'Temperature').click();
  await page.getByRole('combobox', { name: 'Language' }).selectOption('Español');
  await expect(tab(page, 'Temperatura')).toHaveAttribute('aria-selected', 'true');
  await page.goto(`${(await addressOf(page)).href}&present=1&lang=en`);
  await expect(page.getByRole('navigation', { name: 'Stations' }).locator('[aria-current]')).toHaveText('7');
});

test('takes a dropped folder of classes, splits it, and says why it left files out', async ({ page }) => {
  const folder = writeFolder(folderAt('shapes'), {
    ...pictures('round', 8, red),
    ...pictures('square', 8, green),
    'round/moving.gif': gif,
    'round/letter.jpg': 'Dear reader, this is no photograph.\n',
    'square/torn.png': png(green).subarray(0, 60),
    'square/empty.png': '',
  });
  await openLab(page, tinyStudents);
  await dropOnPage(page, [folder]);
  await expectSummary(page, 2, 12, 4);
  await expect(page.getByText(/^Split: 25\D.*of each class kept for validation/)).toBeVisible();
  await page.getByText('4 files were left out').click();
  const rejects = page.getByRole('region', { name: '4 files were left out' }).getByRole('row');
  await expect(rejects.filter({ hasText: 'round/moving.gif' })).toContainText('GIF is not read');
  await expect(rejects.filter({ hasText: 'round/letter.jpg' })).toContainText('holds text');
  await expect(rejects.filter({ hasText: 'square/torn.png' })).toContainText('could not be decoded');
  await expect(rejects.filter({ hasText: 'square/empty.png' })).toContainText('The file is empty.');
  await keepPicture(page, 'rejected');

  // Another split of the same folder.
  await page.getByRole('textbox', { name: 'Validation share' }).fill('0.5');
  await expectSummary(page, 2, 8, 8);
});

test('knows Training from Testing, and says what it uses for what', async ({ page }) => {
  const folder = writeFolder(folderAt('brains'), {
    ...pictures('Training/cat', 6, red),
    ...pictures('Training/dog', 6, green),
    ...pictures('Testing/cat', 3, red),
    ...pictures('Testing/dog', 2, green),
    ...pictures('Training/cat/@eaDir', 6, red),
  });
  await openLab(page, tinyStudents);
  await dropOnPage(page, [folder]);
  await expectSummary(page, 2, 12, 5);
  await expect(
    page.getByText('Trained on “Training”, validated on “Testing”. Left out: “@eaDir”.'),
  ).toBeVisible();
});

for (const { name, files, what, fix } of [
  {
    name: 'splits without classes',
    files: { ...pictures('Training', 3, red), ...pictures('Testing', 3, green) },
    what: 'The images in “Testing”, “Training” lie in no class folders',
    fix: 'Put the images of each class into a folder of its name',
  },
  {
    name: 'folders that may be splits or classes',
    files: {
      ...pictures('cat/in', 3, red),
      ...pictures('cat/out', 3, red),
      ...pictures('dog/in', 3, green),
      ...pictures('dog/out', 3, green),
    },
    what: '“cat”, “dog” hold the same folders (“in”, “out”)',
    fix: 'If they are splits, name them train and val',
  },
  { name: 'an empty folder', files: {}, what: 'The folder is empty.', fix: 'one folder of images per class' },
  {
    name: 'a folder of texts',
    files: { 'a/one.txt': 'one', 'b/two.txt': 'two' },
    what: 'None of the 2 files is an image that can be read',
    fix: 'one folder of images per class',
  },
  {
    name: 'one class only',
    files: pictures('cat', 3, red),
    what: 'only one class, “cat”',
    fix: 'one folder of images per class',
  },
  {
    name: 'a class without images',
    files: { ...pictures('cat', 3, red), ...pictures('dog', 3, green), 'fox/note.txt': 'none yet' },
    what: 'The class “fox” has no image',
    fix: 'Add images to the folder “fox”, or remove it.',
  },
  {
    name: 'a validation class unknown to training',
    files: {
      ...pictures('train/cat', 3, red),
      ...pictures('train/dog', 3, green),
      ...pictures('val/cat', 1, red),
      ...pictures('val/fox', 1, green),
    },
    what: 'The validation folder has a class “fox” that the training folder lacks.',
    fix: 'Add training images of “fox”',
  },
]) {
  test(
    `says what is wrong with ${name}, and loses nothing`,
    nightlyIf(name !== 'one class only' && name !== 'a class without images'),
    async ({ page }) => {
      const folder = folderAt('folder');
      mkdirSync(folder, { recursive: true });
      writeFolder(folder, files);
      await openLab(page, tinySweep);
      await dropOnPage(page, [folder]);
      const alert = page.getByRole('alert');
      await expect(alert).toContainText(what);
      await expect(alert).toContainText(fix);
      await expect(page.getByRole('combobox', { name: 'Dataset' })).toHaveValue('insects');
      await expect(readyLine(page)).toBeVisible();
      await tab(page, 'Data').click();
      await expect(fact(page, 'Training')).toHaveText('64');
      await alert.getByRole('button', { name: 'Dismiss' }).click();
      await expect(alert).toBeEmpty();
      await expect(runButton(page)).toBeEnabled();
    },
  );
}

test('reads the ants and bees of the seed experiment', async ({ page }) => {
  const folder = join(realData, 'hymenoptera');
  test.skip(!existsSync(folder), `${folder} is not there`);
  await openLab(page, tinyStudents);
  const before = performance.now();
  await pickFolder(page, folder);
  await expect(fact(page, 'Training')).toHaveText('244', { timeout: 90_000 });
  tell(`397 photographs read in ${((performance.now() - before) / 1000).toFixed(1)} s`);
  await expectSummary(page, 2, 244, 153);
  await page.getByText('1 file was left out').click();
  await expect(page.getByRole('region', { name: '1 file was left out' })).toContainText(
    /\.gif.*GIF is not read/,
  );
});

test('tells of a dropped class whose folder is empty', { tag: '@nightly' }, async ({ page }) => {
  const folder = writeFolder(folderAt('pets'), {
    ...pictures('train/cat', 2, red),
    ...pictures('train/dog', 2, green),
    ...pictures('val/cat', 1, [180, 60, 40]),
    ...pictures('val/dog', 1, [60, 150, 60]),
  });
  mkdirSync(join(folder, 'train/owl'));
  await openLab(page, tinyStudents);
  await dropOnPage(page, [folder]);
  await expect(page.getByText('The class “owl” has no image')).toBeVisible();
});
