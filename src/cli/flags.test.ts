import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaultExperiment, fieldNames, fieldOf } from '../shared/experiment.ts';
import { inEnglish } from '../shared/sentence.ts';
import { helpText, type Order, readCommandLine, UsageError } from './flags.ts';

function order(line: string): Order {
  const read = readCommandLine(line.split(' ').filter(Boolean));
  if (read.task === 'help' || read.task === 'version') throw new Error(`${line} asks for ${read.task}`);
  return read;
}

function complaint(line: string): string {
  try {
    order(line);
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return error instanceof Error ? error.message : '';
  }
  throw new Error(`${line} was accepted`);
}

describe('the command line', () => {
  it('without flags is the default experiment of the page', () => {
    expect(order('').experiment).toEqual(defaultExperiment);
    expect(order('')).toMatchObject({ task: 'sweep', json: false, warnings: [] });
  });

  it("takes the seed repository's command as it stands", () => {
    // From its README, as SEED_EXPERIMENT.md quotes it.
    const read = order(
      '--alpha 0.5 --n_exp 4 --data_dir data/hymenoptera_data --teacher_file models/resnet99_bees.pt ' +
        '--num_epochs 25 --batch_size 32 --lr 0.001 --momentum 0.9 --s_lr_step_size 7 --s_rl_gamma 0',
    );
    expect(read.experiment).toEqual({
      ...defaultExperiment,
      alphas: [0.5],
      runs: 4,
      teacher: 'file',
      epochs: 25,
      batchSize: 32,
      learningRate: 0.001,
      momentum: 0.9,
      schedule: 'step',
      stepSize: 7,
      gamma: 0,
    });
    expect(read).toMatchObject({
      dataFolder: 'data/hymenoptera_data',
      teacherFile: 'models/resnet99_bees.pt',
    });
    expect(read.warnings.join(' ')).toMatch(/learning rate is 0 after epoch 7/);
  });

  it.each([
    ['--alpha 0,0.5,1', { alphas: [0, 0.5, 1] }],
    ['--alphas 0.25', { alphas: [0.25] }],
    ['--n_exp 3', { runs: 3 }],
    ['--n-exp=3', { runs: 3 }],
    ['--runs 3', { runs: 3 }],
    ['--num-epochs 9', { epochs: 9 }],
    ['--epochs=9', { epochs: 9 }],
    ['--batch-size 16', { batchSize: 16 }],
    ['--lr 1e-3', { learningRate: 0.001 }],
    ['--learning_rate 0.1', { learningRate: 0.1 }],
    ['--learningRate 0.1', { learningRate: 0.1 }],
    ['--momentum 0.5', { momentum: 0.5 }],
    ['--s_lr_step_size 3', { stepSize: 3, schedule: 'step' }],
    ['--s-lr-gamma 0.5', { gamma: 0.5, schedule: 'step' }],
    ['--s_rl_gamma 0.5', { gamma: 0.5, schedule: 'step' }],
    ['--gamma 0.5 --schedule cosine', { gamma: 0.5, schedule: 'cosine' }],
    ['--teacher resnet32', { teacher: 'resnet32' }],
    ['--teacher-epochs 40', { teacherEpochs: 40 }],
    ['--student cnn', { student: 'cnn' }],
    ['--similarity mse', { similarity: 'mse' }],
    ['--temperature 2.5', { temperature: 2.5 }],
    ['--image-size 64', { imageSize: 64 }],
    ['--seed 7', { seed: 7 }],
    ['--backend wasm', { backend: 'wasm' }],
    ['--kernels stock --capture off', { kernels: 'stock', capture: 'off' }],
    ['--seed 7 --seed 8', { seed: 8 }],
    ['--teacher-file t.safetensors', { teacher: 'file' }],
  ])('%s', (line, changed) => {
    expect(order(line).experiment).toEqual({ ...defaultExperiment, ...changed });
  });

  it('starts from a shared link, which other flags override', () => {
    const link = 'https://lab.example/?alphas=0.1,1&runs=2&temperature=8#top';
    expect(order(`--runs 5 --url ${link}`).experiment).toEqual({
      ...defaultExperiment,
      alphas: [0.1, 1],
      runs: 5,
      temperature: 8,
    });
    expect(order('--url ?seed=3').experiment.seed).toBe(3);
    expect(order('--url https://lab.example/').experiment).toEqual(defaultExperiment);
  });

  it('says what a link holds that cannot be used', () => {
    const { warnings, experiment } = order('--url ?temperature=1000&runs=2');
    expect(experiment.temperature).toBe(4);
    expect(warnings[0]).toContain('temperature=1000');
    expect(warnings[0]).toContain('0.1 to 100');
  });

  it('reads where files go', () => {
    expect(order('--out results --json --data-dir photos')).toMatchObject({
      out: 'results',
      json: true,
      dataFolder: 'photos',
    });
    expect(order('--teacher-only --teacher resnet20 --out-teacher t.safetensors')).toMatchObject({
      task: 'teacher',
      outTeacher: 't.safetensors',
    });
  });

  it.each([
    ['--tempreature 4', '--tempreature', '--temperature'],
    ['--alfa 0.5', '--alfa', '--alpha'],
    ['--zzzzzzzzzz 1', '--zzzzzzzzzz', '--help'],
    ['--__proto__ 1', '--__proto__', '--help'],
    ['--lr abc', '--lr is abc', '0.000001 to 10'],
    ['--alpha 0,2', '--alpha is 0,2', '0 to 1'],
    ['--alpha 1,1', '--alpha is 1,1', 'different'],
    ['--n_exp 2.5', '--n_exp is 2.5', 'whole number'],
    ['--student resnet99', '--student is resnet99', 'resnet8'],
    ['--backend gpu', '--backend is gpu', 'wasm'],
    ['--lr', '--lr needs a value', '0.000001'],
    ['--lr --json', '--lr needs a value', '0.000001'],
    ['--out=', '--out needs a value', 'DIR'],
    ['--json=yes', '--json', 'no value'],
    ['photos', 'photos', '--help'],
    ['--url nonsense', '--url is nonsense', 'link'],
    ['--teacher file', '--teacher file', '--teacher-file'],
    ['--teacher-file a --teacher resnet8', '--teacher-file', 'two teachers'],
    ['--data-dir a --dataset insects', '--data-dir', 'two datasets'],
    ['--teacher-only --out-teacher t', '--teacher-only', 'resnet20'],
    ['--out-teacher t', '--out-teacher', '--teacher-only'],
  ])('refuses %s in one line', (line, named, helped) => {
    const said = complaint(line);
    expect(said).toContain(named);
    expect(said).toContain(helped);
    expect(said).not.toContain('\n');
  });

  it('explains itself', () => {
    expect(readCommandLine(['--help'])).toEqual({ task: 'help' });
    expect(readCommandLine(['-h'])).toEqual({ task: 'help' });
    expect(readCommandLine(['--version'])).toEqual({ task: 'version' });
    for (const flag of ['--alpha', '--n-exp', '--s-rl-gamma', '--data-dir', '--temperature', '--out']) {
      expect(helpText()).toContain(flag);
    }
  });

  it('is described in the README, setting by setting', () => {
    const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
    const missing = fieldNames
      .map((name) => {
        const flag = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
        const { allowed, default: initial, format } = fieldOf(name);
        return `| \`--${flag}\` | ${inEnglish(allowed)} | ${(format as (value: unknown) => string)(initial)} |`;
      })
      .filter((row) => !readme.includes(row));
    expect(missing).toEqual([]);
  });
});
