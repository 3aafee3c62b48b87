import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { distill } from './distill.ts';
import { pictures, writeFolder } from './images.ts';

/** Real files that are not part of this project: photographs, and networks that others trained. */
const data = process.env.LAB_DATA ?? join(import.meta.dirname, '../../shared/data');
const photographs = join(data, 'hymenoptera');
const mobilenet = join(data, 'mobilenet_tfjs');
const cifarResnet = join(data, 'cifar_resnets/resnet20-12fca82f.th');

const needs = (...paths: readonly string[]) => {
  const absent = paths.filter((path) => !existsSync(path));
  test.skip(absent.length > 0, `${absent.join(' and ')} not there: set LAB_DATA to a folder that has them`);
};

test('puts a new head on a tfjs network and distils a small student from it', {
  tag: '@nightly',
}, async () => {
  needs(photographs, mobilenet);
  const out = test.info().outputPath('results');
  const { code, stdout, stderr } = await distill([
    ...['--data-dir', photographs, '--teacher-file', join(mobilenet, 'model.json'), '--teacher-head', 'new'],
    ...['--image-size', '224', '--augmentation', 'none', '--teacher-epochs', '15', '--backend', 'wasm'],
    ...[
      '--student',
      'cnn',
      '--student-image-size',
      '32',
      '--alpha',
      '0,1',
      '--n-exp',
      '1',
      '--num-epochs',
      '1',
    ],
    ...['--json', '--out', out],
  ]);
  expect(stderr).toMatch(/Teacher: tfjs LayersModel, right on (8[89]|9\d)\.\d % of 153 validation images\./);
  // Before any student, and once.
  expect(stderr.indexOf('Teacher: ')).toBe(stderr.lastIndexOf('Teacher: '));
  expect(stderr).toContain('No teacher.safetensors: This teacher is a tfjs or ONNX model');
  expect(code).toBe(0);
  const report = JSON.parse(stdout);
  expect(report.teacher.accuracy).toBeGreaterThan(0.88);
  expect(report).toMatchObject({
    dataset: { classes: ['ants', 'bees'], train: 244, validation: 153 },
    student: { name: 'cnn' },
    rows: [
      { alpha: 0, n: 1 },
      { alpha: 1, n: 1 },
    ],
  });
  for (const { history } of report.runs) expect(history[0].diff_t_s).toBeGreaterThan(0);
  expect(existsSync(join(out, 'students/alpha-0-run-1.safetensors'))).toBe(true);
  expect(existsSync(join(out, 'teacher.safetensors'))).toBe(false);
});

test('refuses the head of a network that knows other classes, and says which flag helps', {
  tag: '@nightly',
}, async () => {
  needs(cifarResnet);
  const folder = writeFolder(test.info().outputPath('two'), {
    ...pictures('ants', 4, [200, 30, 30]),
    ...pictures('bees', 4, [30, 30, 200]),
  });
  const { code, stdout, stderr } = await distill(['--data-dir', folder, '--teacher-file', cifarResnet]);
  expect(stderr).toMatch(/tells 10 classes apart, but the dataset has 2 .*\(--teacher-head new\)\n$/);
  expect(stdout).toBe('');
  expect(code).toBe(2);
});

test('takes the command of the experiment that it reproduces', { tag: '@nightly' }, async () => {
  const folder = writeFolder(test.info().outputPath('insects'), {
    ...pictures('train/ants', 4, [200, 30, 30]),
    ...pictures('train/bees', 4, [30, 30, 200]),
    ...pictures('val/ants', 2, [190, 40, 40]),
    ...pictures('val/bees', 2, [40, 40, 190]),
  });
  // A ResNet-18 thin enough for seconds stands in for both files; its images are small for the same reason.
  const file = test.info().outputPath('resnet18.safetensors');
  const made = await distill([
    ...['--teacher-only', '--teacher', 'resnet18', '--teacher-width', '0.125', '--teacher-epochs', '1'],
    ...['--data-dir', folder, '--image-size', '32', '--out-teacher', file],
  ]);
  expect(made.code, made.stderr).toBe(0);
  const { code, stdout, stderr } = await distill([
    ...[
      '--alpha',
      '0.5',
      '--n_exp',
      '2',
      '--data_dir',
      folder,
      '--teacher_file',
      file,
      '--student_file',
      file,
    ],
    ...['--num_epochs', '8', '--batch_size', '32', '--lr', '0.001', '--momentum', '0.9'],
    ...['--s_lr_step_size', '7', '--s_rl_gamma', '0', '--image-size', '32', '--json'],
  ]);
  expect(stderr).toContain('The learning rate is 0 after epoch 7');
  expect(stderr).toContain('The student’s file holds ResNet-18: --student resnet18 --student-width 0.125.');
  expect(stderr).toContain(
    'as in --preset seed: --augmentation crop --centre-crop 0.875 --similarity mse --weight-decay 0 --student-freeze head-batch-norm.',
  );
  expect(code, stderr).toBe(0);
  const report = JSON.parse(stdout);
  expect(report.experiment).toMatchObject({
    ...{ alphas: [0.5], runs: 2, epochs: 8, batchSize: 32, learningRate: 0.001, momentum: 0.9 },
    ...{ schedule: 'step', stepSize: 7, gamma: 0, teacher: 'file', student: 'resnet18' },
    ...{ studentStart: 'file', imageSize: 32, similarity: 'mse', studentFreeze: 'head-batch-norm' },
  });
  expect(report.rows).toMatchObject([{ alpha: 0.5, n: 2 }]);

  const preset = await distill([
    ...['--preset', 'seed', '--data-dir', folder, '--teacher-file', file, '--student-file', file],
    ...['--student-width', '0.125', '--image-size', '32', '--epochs', '1', '--runs', '1'],
  ]);
  expect(preset.code, preset.stderr).toBe(0);
  const [ours = '', theirs = ''] = preset.stdout.split('Published: ');
  expect(ours.match(/^ *(0|0\.5|1) +1 /gm)).toHaveLength(3);
  expect(theirs).toContain('it differs in --image-size, --student-width, --epochs.');
  expect(theirs).toMatch(/^ *0 +4 +1\.2327 ± 0\.0844 +0\.9542 ± 0\.0053 /m);
});
