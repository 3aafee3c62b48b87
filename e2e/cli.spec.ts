import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { distill, root } from './distill.ts';
import { gif, pictures, writeFolder } from './images.ts';

/** A sweep of seconds: an MLP taught by an MLP trained on the spot. */
const tiny = [
  ...['--train-images', '64', '--validation-images', '50', '--student', 'mlp'],
  ...['--teacher', 'mlp', '--teacher-epochs', '1', '--teacher-images', '64'],
];

test('trains a tiny sweep and prints one JSON object', async () => {
  const out = test.info().outputPath('results');
  const { code, stdout, stderr } = await distill([
    ...tiny,
    ...['--alpha', '0.5,1', '--n_exp', '2', '--num_epochs', '1', '--json', '--out', out],
  ]);
  expect(stderr).toContain('Backend:');
  expect(code).toBe(0);
  const report = JSON.parse(stdout);
  expect(report).toMatchObject({
    experiment: { alphas: [0.5, 1], runs: 2, epochs: 1 },
    dataset: { train: 64, validation: 50, rejected: [] },
    teacher: { name: 'mlp' },
    student: { name: 'mlp' },
    rows: [
      { alpha: 0.5, n: 2 },
      { alpha: 1, n: 2 },
    ],
  });
  expect(report.dataset.classes.length).toBeGreaterThanOrEqual(8);
  expect(report.runs).toHaveLength(4);
  // Run i of every alpha has the same seed.
  const seeds = (alpha: number) =>
    report.runs
      .filter((run: { alpha: number }) => run.alpha === alpha)
      .map((run: { seed: number }) => run.seed);
  expect(seeds(0.5)).toEqual(seeds(1));
  expect(new Set(seeds(1)).size).toBe(2);
  for (const { history } of report.runs) {
    expect(history).toHaveLength(1);
    expect(history[0].loss).toBeGreaterThan(0);
    // A share of 50 images.
    expect(history[0].accuracy * 50).toBeCloseTo(Math.round(history[0].accuracy * 50), 3);
    expect(Object.keys(history[0])).toEqual(
      expect.arrayContaining(['epoch', 'hard', 'soft', 'diff_t_s', 'train_loss']),
    );
  }
  expect(readFileSync(join(out, 'results.csv'), 'utf8')).toMatch(
    /^alpha,epoch_loss_l,epoch_acc_l,epoch_acc_teacher_l,diff_t_s/,
  );
  expect(readFileSync(join(out, 'history.csv'), 'utf8').trim().split('\n')).toHaveLength(5);
  expect(JSON.parse(readFileSync(join(out, 'experiment.json'), 'utf8'))).toMatchObject({ alphas: [0.5, 1] });
  for (const file of ['students/alpha-0.5-run-1', 'students/alpha-1-run-2', 'teacher']) {
    // A safetensors file begins with the length of its header, whose first byte is a brace.
    expect(readFileSync(join(out, `${file}.safetensors`)).toString('latin1', 8, 9)).toBe('{');
    const program = readFileSync(join(out, `${file}.py`), 'utf8');
    expect(program).toContain(`load_file("${basename(file)}.safetensors")`);
  }
});

/** Ten pictures of two classes, with a validation folder of their own. */
const insects = {
  ...pictures('train/ants', 4, [200, 30, 30]),
  ...pictures('train/bees', 3, [30, 30, 200]),
  ...pictures('val/ants', 2, [190, 40, 40]),
  ...pictures('val/bees', 1, [40, 40, 190]),
};

test('distils on a folder of images and says what it left out', async () => {
  const folder = writeFolder(test.info().outputPath('insects'), { ...insects, 'train/ants/still.gif': gif });
  const out = test.info().outputPath('results');
  const { code, stdout, stderr } = await distill([
    ...['--data-dir', folder, '--image-size', '8', '--student', 'mlp', '--backend', 'cpu'],
    ...['--teacher', 'mlp', '--teacher-epochs', '1', '--alpha', '0,1', '--n_exp', '1', '--num_epochs', '1'],
    ...['--json', '--out', out],
  ]);
  expect(stderr).toContain('still.gif');
  expect(code).toBe(0);
  const report = JSON.parse(stdout);
  expect(report).toMatchObject({
    backend: 'cpu',
    experiment: { dataset: expect.stringMatching(/^folder-[0-9a-f]{16}$/), imageSize: 8 },
    dataset: {
      classes: ['ants', 'bees'],
      train: 7,
      validation: 3,
      rejected: [{ path: 'train/ants/still.gif', reason: expect.stringContaining('GIF') }],
    },
    rows: [
      { alpha: 0, n: 1 },
      { alpha: 1, n: 1 },
    ],
    runs: [
      { alpha: 0, run: 1, status: 'finished' },
      { alpha: 1, run: 1, status: 'finished' },
    ],
  });
  expect(readFileSync(join(out, 'results.csv'), 'utf8').trim().split('\n')).toHaveLength(3);
  expect(readFileSync(join(out, 'history.csv'), 'utf8').trim().split('\n')).toHaveLength(3);
  expect(JSON.parse(readFileSync(join(out, 'experiment.json'), 'utf8'))).toMatchObject({
    dataset: report.experiment.dataset,
  });
  for (const file of ['students/alpha-0-run-1', 'students/alpha-1-run-1', 'teacher']) {
    expect(existsSync(join(out, `${file}.safetensors`))).toBe(true);
  }
});

test('refuses a class whose folder is empty', { tag: '@nightly' }, async () => {
  const folder = writeFolder(test.info().outputPath('insects'), insects);
  mkdirSync(join(folder, 'train/wasps'));
  const { code, stdout, stderr } = await distill(['--data-dir', folder]);
  expect(stderr).toMatch(/The class “wasps” has no image/);
  expect(stdout).toBe('');
  expect(code).toBe(2);
});

test('refuses a flag that the folder leaves without effect', async () => {
  const folder = writeFolder(test.info().outputPath('insects'), insects);
  const { code, stdout, stderr } = await distill([
    ...['--data-dir', folder, '--image-size', '8', '--student', 'mlp', '--teacher', 'mlp'],
    ...['--validation-share', '0.5'],
  ]);
  expect(stderr).toMatch(
    /--validation-share has no effect, as the folder has validation images of its own\..*\n$/,
  );
  expect(stdout).toBe('');
  expect(code).toBe(2);
});

test('writes what was measured when it is interrupted', async () => {
  const out = test.info().outputPath('results');
  const { code, stdout } = await distill(
    [...tiny, ...['--alpha', '1', '--n_exp', '1', '--num_epochs', '1000', '--out', out]],
    (stderr, child) => {
      if (stderr.includes('run 1 epoch') && !stderr.includes('Stopping')) child.kill('SIGINT');
    },
  );
  expect(code).toBe(130);
  expect(stdout).toContain('epoch_acc_l');
  const lines = readFileSync(join(out, 'history.csv'), 'utf8').trim().split('\n');
  expect(lines.length).toBeGreaterThan(1);
  expect(lines.length).toBeLessThan(1001);
  expect(existsSync(join(out, 'experiment.json'))).toBe(true);
});

test('keeps the curves of all runs that have ended when it is killed', { tag: '@nightly' }, async () => {
  const out = test.info().outputPath('results');
  const students = join(out, 'students');
  const epochs = 40;
  const { code } = await distill(
    [...tiny, ...['--alpha', '0,1', '--n_exp', '100', '--num_epochs', String(epochs), '--out', out]],
    (_, child) => {
      if (existsSync(students) && readdirSync(students).length >= 4) child.kill('SIGKILL');
    },
  );
  expect(code).toBeNull();
  const [header = '', ...lines] = readFileSync(join(out, 'history.csv'), 'utf8').trim().split('\n');
  const columns = header.split(',');
  const rows = lines.map((line) => Object.fromEntries(line.split(',').map((cell, i) => [columns[i], cell])));
  const saved = readdirSync(students).filter((name) => /^alpha-.*\.safetensors$/.test(name));
  for (const name of saved) {
    const [, alpha, run] = /^alpha-(.*)-run-(\d+)\.safetensors$/.exec(name) ?? [];
    const curve = rows.filter((row) => row.alpha === alpha && row.run === run && row.status === 'finished');
    expect(curve.map((row) => Number(row.epoch))).toEqual(Array.from({ length: epochs }, (__, i) => i + 1));
  }
  expect(readFileSync(join(out, 'results.csv'), 'utf8').trim().split('\n').length).toBeGreaterThan(1);
  expect(JSON.parse(readFileSync(join(out, 'experiment.json'), 'utf8'))).toMatchObject({ epochs });
});

for (const [args, complaint] of [
  [['--tempreature', '4'], /^There is no flag --tempreature; did you mean --temperature\?\n$/],
  [['--alpha', '2'], /^--alpha is 2; it takes .* from 0 to 1, separated by commas\.\n$/],
  [['--data-dir', join(root, 'no-such-folder')], /^--data-dir is .*, where there is no folder\.\n$/],
  [['--data-dir', join(root, '.ci')], /None of the 1 files? is an image/],
] as const) {
  test(`refuses ${args[0]} ${args[1]?.split('/').at(-1)} with exit code 2`, async () => {
    const { code, stdout, stderr } = await distill(args);
    expect(stderr.replace(/^Building .*\n/gm, '')).toMatch(complaint);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });
}
