import { expect, test } from '@playwright/test';
import { plainRun } from '../src/protocol/record.ts';
import type { EpochRecord, RunRecord } from '../src/protocol/records.ts';
import { defaultExperiment } from '../src/spec/experiment.ts';
import { experimentOf, linkOf } from '../src/spec/link.ts';
import { fragmentOf } from '../src/state/runs/resultsFragment.ts';
import { pictures, writeFolder } from './images.ts';
import {
  addressOf,
  keepPicture,
  openLab,
  pickFolder,
  readyLine,
  resultCells,
  runBar,
  runButton,
  tab,
  textOf,
} from './lab.ts';

const teacher = '?teacher=mlp&teacherEpochs=1';

test('keeps what differs from the defaults in the address, and restores it', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openLab(page, teacher);
  await page.getByRole('textbox', { name: 'Alphas' }).fill('0.25, 1');
  await page.getByRole('textbox', { name: 'Runs per alpha', exact: true }).fill('6');
  await page.getByRole('textbox', { name: 'Temperature', exact: true }).fill('2.5');
  await page.getByRole('combobox', { name: 'Student' }).selectOption('ResNet-14');
  await page.getByRole('combobox', { name: 'Schedule' }).selectOption('Step decay');
  await page.getByText('More settings').click();
  await page.getByRole('textbox', { name: 'Gamma', exact: true }).fill('0.3');
  await page.getByRole('combobox', { name: 'Kernels' }).selectOption('Stock tfjs');
  await page.getByRole('combobox', { name: 'Captured step' }).selectOption('Off');
  const link =
    '?teacher=mlp&teacherEpochs=1&student=resnet14&temperature=2.5&alphas=0.25,1&runs=6&schedule=step&gamma=0.3&kernels=stock&capture=off';
  await expect.poll(async () => (await addressOf(page)).search).toBe(link);

  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await expect(page.getByText('The link is copied.')).toBeVisible();
  const shared = await page.getByRole('textbox', { name: 'Link' }).inputValue();
  expect(new URL(shared).search).toBe(link);
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(shared);
  await expect(page.getByText('10 settings that differ from the defaults')).toBeVisible();
  await keepPicture(page, 'share');
  await page.keyboard.press('Escape');

  const other = await context.newPage();
  await other.goto(shared);
  await expect(readyLine(other)).toContainText('2 alphas × 6 runs');
  await expect(other.getByRole('textbox', { name: 'Alphas' })).toHaveValue('0.25, 1');
  await expect(other.getByRole('textbox', { name: 'Runs per alpha', exact: true })).toHaveValue('6');
  await expect(other.getByRole('textbox', { name: 'Temperature', exact: true })).toHaveValue('2.5');
  await expect(other.getByRole('combobox', { name: 'Student' })).toHaveValue('resnet14');
  await expect(other.getByRole('combobox', { name: 'Teacher' })).toHaveValue('mlp');
  await expect(other.getByRole('combobox', { name: 'Schedule' })).toHaveValue('step');
  await other.getByText('More settings').click();
  await expect(other.getByRole('textbox', { name: 'Gamma', exact: true })).toHaveValue('0.3');
  await expect(other.getByRole('combobox', { name: 'Kernels' })).toHaveValue('stock');
  await expect(other.getByRole('combobox', { name: 'Captured step' })).toHaveValue('off');
  // Nothing is started, and nothing is said to be wrong.
  await expect(runButton(other)).toBeEnabled();
  await expect(runBar(other).getByRole('button')).toHaveCount(0);
  await expect(other.getByRole('alert')).toBeEmpty();
  expect(new URL(other.url()).search).toBe(link);

  await other.getByRole('button', { name: 'Back to the defaults' }).click();
  await expect.poll(() => new URL(other.url()).search).toBe('');
});

test('shows results that came with a link without training, and says where they are from', async ({
  page,
}) => {
  const { experiment } = experimentOf(`${teacher}&runs=2&epochs=2`);
  const record = (epoch: number, right: number): EpochRecord => {
    const measures = { loss: 1, terms: { hard: 1, soft: 1 }, accuracy: right / 600, difference: 2 };
    return { epoch, learningRate: 0.05, train: measures, validation: measures, seconds: 1 };
  };
  const runs = experiment.alphas.flatMap((alpha, i) =>
    [1, 2].map((run): RunRecord => {
      const history = [record(1, 200), record(2, 300 + 6 * i + 6 * run)];
      return plainRun({ alpha, run, seed: run, status: 'finished', history });
    }),
  );
  const about = { backend: 'webgpu', validationImages: 600, teacherAccuracy: 0.94, seconds: 21 } as const;
  const fragment = fragmentOf({ ...about, runs }, experiment);
  await openLab(page, `${linkOf(experiment)}${fragment}`);
  const banner = page.getByRole('region', { name: 'Shared results, not run here.' });
  await expect(banner).toContainText('6 students over 2 epochs, measured on WebGPU in 21');
  // By hand: 306 and 312 of 600 are 51 % and 52 %, whose sample deviation is 1/√2 points.
  await expect(resultCells(page, 'α 0').nth(1)).toHaveText('51.5 ± 0.7');
  await expect(page.getByRole('img', { name: /^Validation accuracy by epoch/ })).toHaveAccessibleName(
    /at epoch 2/,
  );
  await expect(page.getByRole('button', { name: /^Weights/ })).toHaveCount(0);
  await keepPicture(page, 'shared-results');

  await page.getByRole('button', { name: 'Charts as pictures' }).click();
  const saved = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Accuracy, SVG' }).click();
  const svg = await textOf(saved);
  expect(svg).toContain('Accuracy (%), validation');
  expect(svg).not.toMatch(/class=|var\(|oklch/);

  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await page.getByRole('checkbox', { name: 'Include the results' }).check();
  await expect(page.getByRole('textbox', { name: 'Link' })).toHaveValue(new RegExp(`${fragment}$`));
  await page.keyboard.press('Escape');
  await banner.getByRole('button').click();
  await expect(resultCells(page, 'α 0').nth(1)).toHaveText('–');

  // Put away, they do not come back, until their link is pasted again: only its fragment is new to the page.
  await page.reload();
  await expect(readyLine(page)).toBeVisible();
  await expect(banner).toHaveCount(0);
  expect((await addressOf(page)).hash).toBe('');
  await page.goto(`./${linkOf(experiment)}${fragment}`);
  await expect(banner).toBeVisible();
  await expect(resultCells(page, 'α 0').nth(1)).toHaveText('51.5 ± 0.7');

  await page.goto('about:blank');
  await openLab(page, `${linkOf(experiment)}${fragment?.slice(0, -20)}`);
  await expect(page.getByText('the link was changed or cut on its way')).toBeVisible();
  await expect(runButton(page)).toBeEnabled();
});

test('offers every chart as a picture after a visit to another tab, on a narrow page too', {
  tag: '@nightly',
}, async ({ page }) => {
  await openLab(page);
  await runButton(page).click();
  await expect(runBar(page).getByText(/^4 students trained in /)).toBeVisible();
  await tab(page, 'Data').click();
  await tab(page, 'Bench').click();
  const menu = page.getByRole('button', { name: 'Charts as pictures' });
  const items = page.getByRole('menuitem');
  const all = ['Loss', 'Accuracy', 'Logit difference'].flatMap((name) => [`${name}, PNG`, `${name}, SVG`]);
  await menu.click();
  await expect(items).toHaveText(all);
  const titles: Record<string, RegExp> = {
    'Loss, SVG': /^Loss, validation/,
    'Accuracy, SVG': /^Accuracy \(%\), validation/,
    'Logit difference, SVG': /logit difference.*, validation$/i,
  };
  await page.keyboard.press('Escape');
  for (const width of [1280, 360]) {
    // A phone shows one chart at a time; what is saved is shown.
    await page.setViewportSize({ width, height: 740 });
    for (const [name, title] of Object.entries(titles)) {
      await menu.click();
      await expect(items).toHaveText(all);
      const saved = page.waitForEvent('download');
      await page.getByRole('menuitem', { name }).click();
      const svg = await textOf(saved);
      expect(svg.match(/<title>(.*?)<\/title>/)?.[1]).toMatch(title);
      expect(svg).toMatch(/<path[^>]* stroke="#?[^"]+"/);
    }
  }
});

test('judges results of a link by their own images, whichever dataset is there', { tag: '@nightly' }, async ({
  page,
}) => {
  // Somebody else's folder, which this browser does not have.
  const { experiment } = experimentOf(
    `${teacher}&dataset=folder-0123456789abcdef&alphas=0.5,1&runs=4&epochs=1`,
  );
  const runs = [1, 2, 3, 4].flatMap((run) =>
    experiment.alphas.map((alpha): RunRecord => {
      // 2 or 3 of 600 images more for the distilled: more than seeds explain, less than images do.
      const accuracy = (500 + (alpha < 1 ? 2 + (run % 2) : 0)) / 600;
      const measures = { loss: 1, terms: { hard: 1, soft: 1 }, accuracy, difference: 2 };
      const history = [{ epoch: 1, learningRate: 0.05, train: measures, validation: measures, seconds: 1 }];
      return plainRun({ alpha, run, seed: run, status: 'finished', history });
    }),
  );
  const about = { backend: 'webgpu', validationImages: 600, teacherAccuracy: 0.94, seconds: 21 } as const;
  await page.goto(`./${linkOf(experiment)}${fragmentOf({ ...about, runs }, experiment)}`);
  await expect(
    page.getByRole('heading', {
      name: /^600 validation images are too few to tell\. So far distilled students are right /,
    }),
  ).toBeVisible();
  await expect(page.getByText('measured on 600 images')).toBeVisible();
  await expect(page.getByRole('alert')).toContainText('that this browser does not have');
  await expect(
    page.getByRole('heading', {
      name: /^600 validation images are too few to tell\. So far distilled students are right /,
    }),
  ).toBeVisible();
});

test('passes on what is hidden and asked, and lets the sharer choose it', { tag: '@nightly' }, async ({
  page,
  context,
}) => {
  await openLab(page, `${teacher}&hide=seed`);
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const link = page.getByRole('textbox', { name: 'Link' });
  await expect(link).toHaveValue(/teacherEpochs=1&hide=seed$/);
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('definition').filter({ hasText: /^Seed$/ })).toBeVisible();
  // With the keyboard alone.
  await dialog.getByRole('checkbox', { name: 'Ask for a guess first' }).press('Space');
  await dialog.getByText('Hide … (1)').press('Enter');
  await dialog.getByRole('checkbox', { name: 'Table of results' }).press('Space');
  await expect(link).toHaveValue(/teacherEpochs=1&guess=1&hide=table,seed$/);
  await expect(dialog.getByText('Table of results, Seed')).toBeVisible();
  await expect(dialog.getByText('A guess, before the results are shown')).toBeVisible();
  await keepPicture(page, 'share-hidden');
  const shared = await link.inputValue();
  await page.keyboard.press('Escape');
  // The sharer's own page stays.
  await expect(page.getByRole('table', { name: 'Results' })).toBeVisible();
  expect((await addressOf(page)).search).toBe(`${teacher}&hide=seed`);

  const theirs = await context.newPage();
  await theirs.goto(shared);
  await expect(theirs.getByText('Guess first')).toBeVisible();
  await expect(theirs.getByText('The link hides 2 parts of this page.')).toBeVisible();
  await expect(theirs.getByRole('textbox', { name: 'Seed' })).toHaveCount(0);
});

test('keeps the old value while something impossible is typed', async ({ page }) => {
  await openLab(page, teacher);
  const runs = page.getByRole('textbox', { name: 'Runs per alpha', exact: true });
  await runs.fill('1000');
  await expect(
    page.getByText(`1000 is not a whole number from 1 to 100. ${defaultExperiment.runs} stays.`),
  ).toBeVisible();
  await expect(runs).toHaveAttribute('aria-invalid', 'true');
  expect((await addressOf(page)).search).toBe(teacher);
});

test('says that a folder is missing, and is ready when it is there', async ({ page, browser }) => {
  const folder = writeFolder(test.info().outputPath('pets'), {
    ...pictures('cat', 6, [200, 30, 20]),
    ...pictures('dog', 6, [20, 170, 40]),
  });
  const other = writeFolder(test.info().outputPath('others'), {
    ...pictures('fox', 6, [200, 130, 20]),
    ...pictures('owl', 6, [120, 120, 140]),
  });
  const small = `${teacher}&imageSize=16&runs=2`;
  await openLab(page, small);
  await pickFolder(page, folder);
  await expect.poll(async () => (await addressOf(page)).href).toContain('dataset=folder-');
  await expect(readyLine(page)).toBeVisible();
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await expect(page.getByText('named by its fingerprint only')).toBeVisible();
  const link = (await addressOf(page)).href;

  // Somebody else's browser.
  const context = await browser.newContext();
  const theirs = await context.newPage();
  await theirs.goto(link);
  const alert = theirs.getByRole('alert');
  await expect(alert).toContainText('that this browser does not have');
  await expect(alert).toContainText('Drop that folder on the page');
  await expect(runButton(theirs)).toBeDisabled();
  await keepPicture(theirs, 'folder-missing');

  await pickFolder(theirs, folder);
  await expect(readyLine(theirs)).toBeVisible();
  await expect(alert).toBeEmpty();
  expect(theirs.url()).toBe(link);
  await expect(theirs.getByText('not taken as given')).toHaveCount(0);

  // The folder is kept for the next visit.
  await theirs.reload();
  await expect(readyLine(theirs)).toBeVisible();
  await context.close();

  // Another folder is taken, and the difference is told.
  const third = await browser.newContext();
  const strangers = await third.newPage();
  await strangers.goto(link);
  await expect(strangers.getByRole('alert')).toContainText('that this browser does not have');
  await pickFolder(strangers, other);
  await expect(readyLine(strangers)).toBeVisible();
  await expect(strangers.getByText('this experiment was made with another folder')).toBeVisible();
  await third.close();
});
