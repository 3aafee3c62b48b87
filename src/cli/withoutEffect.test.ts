import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Event } from '../protocol/protocol.ts';
import type { DatasetSummary, TeacherCard } from '../protocol/records.ts';
import { defaultExperiment, type Experiment, fieldNames } from '../spec/experiment.ts';
import { flagOf } from './flagName.ts';
import { readCommandLine } from './flags.ts';
import { UsageError } from './usageError.ts';
import { createEffectWatch } from './withoutEffect.ts';

const read = (line: string) => readCommandLine(line.split(' ').filter(Boolean));

function order(line: string) {
  const given = read(line);
  if (given.task === 'help' || given.task === 'version') throw new Error(line);
  return given;
}

function complaint(line: string): string {
  try {
    read(line);
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return error instanceof Error ? error.message : '';
  }
  return '';
}

describe('a flag that has no effect is refused', () => {
  it.each([
    ['--teacher-input bytes', '--teacher-file'],
    ['--teacher resnet8 --teacher-input bytes', '--teacher-file'],
    ['--teacher-order best', '--teacher-file'],
    ['--teacher-file a --teacher-head new --teacher-order best', 'new head'],
    ['--teacher-head new', '--teacher-file'],
    ['--teacher-file a --teacher-freeze none', '--teacher-head new'],
    ['--teacher-epochs 40', '--teacher resnet20'],
    ['--teacher shipped --teacher-rate 0.1', '--teacher resnet20'],
    ['--teacher-file a --teacher-epochs 40', '--teacher-head new'],
    ['--teacher-file a --teacher-width 2', 'width of its own'],
    ['--teacher-width 2', '--teacher resnet20'],
    ['--data-dir a --teacher-images 100', 'students see'],
    ['--data-dir a --train-images 100', 'folder'],
    ['--data-dir a --validation-images 100', 'folder'],
    ['--validation-share 0.5', '--data-dir'],
    ['--views 4', '--augmentation'],
    ['--student-freeze head', '--student-start'],
    ['--backbone-rate 0.1', '--student-freeze'],
    ['--student-start teacher --student-freeze head --backbone-rate 0.1', '--student-freeze'],
    ['--gamma 0.5 --schedule cosine', '--schedule step'],
    ['--schedule constant --step-size 3', '--schedule step'],
    ['--schedule cosine --s_rl_gamma 0', '--schedule step'],
    ['--similarity mse --temperature 2', '--similarity kl'],
    ['--hint-weight 10', '--similarity fitnet'],
    ['--confidence 0.9', '--similarity pseudo-labels'],
    ['--distil-images images-0123456789abcdef', '--distil-dir'],
    ['--backend wasm --capture off', '--backend webgpu'],
    ['--url ?similarity=mse --temperature 2', '--similarity kl'],
    ['--preset seed --teacher-file a --student-file b --temperature 2', '--similarity kl'],
    ['--preset seed --teacher-file a --student-file b --data-dir c --train-images 20', 'folder'],
    ['--teacher-only --teacher mlp --out-teacher t --epochs 3', '--teacher-only'],
    ['--teacher-only --teacher mlp --out-teacher t --alpha 1', '--teacher-only'],
    ['--teacher-only --teacher mlp --out-teacher t --out results', '--teacher-only'],
    ['--teacher-only --teacher mlp --out-teacher t --json', '--teacher-only'],
    ['--teacher-only --teacher mlp --out-teacher t --student-file s', '--teacher-only'],
  ])('%s', (line, helped) => {
    const said = complaint(line);
    expect(said).toMatch(/^--\S+( \(--\S+\))? has no effect, as .*\. Leave .*\.$/);
    expect(said).toContain(helped);
    expect(said).not.toContain('\n');
  });

  it('also where it says what would be so anyway', () => {
    expect(complaint('--teacher-input auto')).toContain('has no effect');
    expect(complaint('--data-dir a --train-images 600')).toContain('has no effect');
  });
});

describe('a flag that has an effect, or may have one, is taken', () => {
  it.each([
    '--image-size 64 --teacher-epochs 5 --teacher-width 0.5 --teacher-images 500',
    '--data-dir a --teacher-epochs 5 --validation-share 0.5 --centre-crop 0.875',
    '--data-dir a --teacher-file b --teacher-head new --teacher-epochs 5 --teacher-freeze none --backbone-rate 0.1',
    '--teacher-file a --teacher-input zero-to-one --teacher-order best --teacher-head keep',
    '--s_lr_step_size 7 --s_rl_gamma 0',
    '--augmentation crop --views 8',
    // Insects are drawn larger and cut, as photographs are.
    '--centre-crop 0.875',
    '--capture off --kernels stock',
    '--teacher-only --teacher resnet20 --teacher-epochs 9 --teacher-images 10000 --validation-images 2000 --augmentation flip --batch-size 32 --learning-rate 0.05 --out-teacher t',
    // A torchvision network in the file decides what is open: its crops have views, its similarity no temperature.
    '--student-file s --views 4',
    '--student-file s --temperature 2',
    // What a link sets beside its other settings is no flag.
    '--url ?views=4&gamma=0.5&teacherInput=bytes&similarity=mse&temperature=2',
    '--url ?schedule=cosine --gamma 0.5',
    '--preset seed --teacher-file a --student-file b --gamma 0.5 --student-freeze head',
    // A stage has a similarity of its own, and takes the rest from the experiment.
    '--similarity mse --recipe distil~similarity:kl --temperature 2',
    '--recipe distil~similarity:fitnet --hint-weight 10',
  ])('%s', (line) => {
    expect(complaint(line)).toBe('');
  });

  it('such as every command of the README and of package.json', () => {
    const root = join(import.meta.dirname, '../..');
    const readme = readFileSync(join(root, 'README.md'), 'utf8').replaceAll(/\\\n/g, ' ');
    const commands = [...readme.matchAll(/npm run distill -- ([^`\n]*)/g)].map(([, line = '']) => line);
    const scripts: Record<string, string> = JSON.parse(
      readFileSync(join(root, 'package.json'), 'utf8'),
    ).scripts;
    const own = Object.values(scripts).flatMap((script) => script.split('distill.mjs ').slice(1));
    expect(commands.length).toBeGreaterThan(6);
    expect(own.length).toBeGreaterThan(0);
    expect([...commands, ...own].map(complaint).filter((said) => said.includes('no effect'))).toEqual([]);
  });
});

const dataset: DatasetSummary = {
  ...{ id: 'folder-0123456789abcdef', label: 'photos', classes: ['a', 'b'], imageSize: 32, bytes: 0 },
  ...{ train: { count: 4, perClass: [2, 2] }, validation: { count: 2, perClass: [1, 1] } },
  ...{ split: { kind: 'given' }, rejected: [], thumbnails: [] },
};
const card: TeacherCard = {
  ...{ name: 'resnet20', label: 'ResNet-20', width: 1, parameters: 1, bytes: 4, multiplyAdds: 1 },
  ...{ source: 'file', id: 'file', accuracy: 0.5 },
};

/** What is said of an order once its files are open. */
function opened(line: string, teacher: TeacherCard, changes: Partial<Experiment> = {}) {
  const given = order(line);
  const watch = createEffectWatch(given);
  const experiment = { ...given.experiment, dataset: dataset.id, ...changes };
  const standIn: Experiment = { ...experiment, teacher: 'resnet20' };
  const events: readonly Event[] = [
    { type: 'dataset', dataset },
    { type: 'teacher', teacher: { ...card, source: 'trained' } },
    { type: 'ready', experiment: standIn },
    { type: 'teacher', teacher },
    { type: 'ready', experiment },
  ];
  return events.map(watch).filter((said) => said !== undefined);
}

describe('what files decide', () => {
  it('is said once they are open', () => {
    const line = '--data-dir a --teacher-file t';
    expect(opened(`${line} --teacher-input bytes`, card)).toEqual([]);
    expect(
      opened(`${line} --teacher-input bytes`, { ...card, takes: 'zero-to-one', saysPixels: true }),
    ).toEqual([
      '--teacher-input has no effect, as the teacher’s file says what it takes for pixels (zero-to-one). Leave it out.',
    ]);
    expect(opened(`${line} --validation_share 0.5`, card)[0]).toContain('validation images of its own');
    expect(
      opened(`${line} --teacher-head new --teacher-freeze none`, { ...card, name: 'foreign' })[0],
    ).toContain('frozen whole');
    expect(opened(`${line} --temperature 2`, card, { similarity: 'mse' })[0]).toContain('--similarity mse');
  });
});

it('gives a reason for every setting that may be without effect', () => {
  const others: Partial<Record<string, string>> = {};
  for (const name of fieldNames) {
    const value = String(defaultExperiment[name]);
    for (const line of ['', '--data-dir a', '--teacher-file t', '--similarity mse', '--backend cpu']) {
      const said = complaint(`${line} ${flagOf(name)} ${value}`);
      if (said.includes('leave nothing for it to do')) others[name] = said;
    }
  }
  expect(others).toEqual({});
});
