import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inEnglish } from '../lang/sentence.ts';
import { defaultExperiment, fieldNames, fieldOf, fields } from '../spec/experiment.ts';
import { experimentOf, linkOf } from '../spec/link.ts';
import { seedExperiment } from '../spec/presets.ts';
import { stageKinds } from '../spec/recipe/stages.ts';
import { teachersText } from '../spec/teachers/moreTeachers.ts';
import { type Order, readCommandLine } from './flags.ts';
import { helpText } from './help.ts';
import { UsageError } from './usageError.ts';

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

  it('refuses a recipe whose stages cannot work where they stand, and says what is probably not meant', () => {
    expect(complaint('--recipe quantise,distil')).toMatch(/Stage 2 of the recipe.*move Distil before it/);
    const { warnings } = order('--recipe prune,distil~alpha:0.5 --alpha 0,1');
    expect(warnings.join(' ')).toMatch(/before the student has learned anything.*No stage takes the sweep/);
    expect(order('--recipe prune,distil --student teacher').warnings).toEqual([]);
    expect(complaint('--recipe quantise,distil --teacher cnn')).not.toContain('\n');
  });

  it("takes the seed repository's command as it stands", () => {
    // From its README, and the student's file that its program downloads.
    const read = order(
      '--alpha 0.5 --n_exp 4 --data_dir data/hymenoptera_data --teacher_file models/resnet99_bees.pt ' +
        '--student_file models/resnet18.pt --num_epochs 25 --batch_size 32 --lr 0.001 --momentum 0.9 --s_lr_step_size 7 --s_rl_gamma 0',
    );
    expect(read.experiment).toEqual({
      ...defaultExperiment,
      alphas: [0.5],
      runs: 4,
      teacher: 'file',
      studentStart: 'file',
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
      teacherFiles: ['models/resnet99_bees.pt'],
      studentFile: 'models/resnet18.pt',
    });
    // What its program decides is left to the files.
    expect(read.open).toEqual(
      expect.arrayContaining(['student', 'studentWidth', 'imageSize', 'similarity', 'studentFreeze']),
    );
    expect(read.open).not.toContain('learningRate');
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
    ['--gamma 0.5 --schedule step', { gamma: 0.5, schedule: 'step' }],
    ['--teacher resnet32', { teacher: 'resnet32' }],
    ['--teacher resnet32 --teacher-epochs 40', { teacher: 'resnet32', teacherEpochs: 40 }],
    ['--student cnn', { student: 'cnn' }],
    ['--similarity mse', { similarity: 'mse' }],
    ['--temperature 2.5', { temperature: 2.5 }],
    ['--image-size 64', { imageSize: 64 }],
    ['--seed 7', { seed: 7 }],
    ['--backend wasm', { backend: 'wasm' }],
    ['--kernels stock --capture off', { kernels: 'stock', capture: 'off' }],
    ['--seed 7 --seed 8', { seed: 8 }],
    ['--teacher-file t.safetensors', { teacher: 'file' }],
    ['--teacher_file https://models.example/model.json', { teacher: 'file' }],
    ['--student-file s.pt', { studentStart: 'file' }],
    ['--student_file=s.pt --student-start file', { studentStart: 'file' }],
    [
      '--teacher-file t.pt --teacher-head new --teacher-rate 0.01',
      { teacher: 'file', teacherHead: 'new', teacherRate: 0.01 },
    ],
    ['--student-start teacher --student-freeze stage', { studentStart: 'teacher', studentFreeze: 'stage' }],
    ['--student-image-size 56', { studentImageSize: 56 }],
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

  it.each([
    ['--teacher resnet8 --teacher mlp', 'resnet8', 'mlp', []],
    ['--teacher resnet8 --teacher "mlp epochs=9; weight=2"', 'resnet8', 'mlp epochs=9 weight=2', []],
    ['--teacher resnet8 --teacher-file a.pt --teacher cnn', 'resnet8', 'file; cnn', ['a.pt']],
    ['--teacher-file a.pt --teacher-file b.pt', 'file', 'file', ['a.pt', 'b.pt']],
    ['--logits a.safetensors --teacher mlp', 'file', 'mlp', ['a.safetensors']],
    ['--teacher file --teacher mlp --teacher-file a.pt', 'file', 'mlp', ['a.pt']],
    ['--teacher-file a.pt --teacher file', 'file', '', ['a.pt']],
    ['--teacher-file a --teacher mlp --teacher file --teacher-file b', 'file', 'mlp; file', ['a', 'b']],
    ['--teacher mlp --more-teachers "cnn; mlp width=2"', 'mlp', 'cnn; mlp width=2', []],
    [
      '--url ?teacher=file&moreTeachers=mlp,file --teacher-file a --teacher-file b',
      'file',
      'mlp; file',
      ['a', 'b'],
    ],
    ['--url ?teacher=mlp&moreTeachers=cnn --teacher-file a', 'file', 'cnn', ['a']],
    ['--url ?teacher=mlp&moreTeachers=cnn --teacher resnet8', 'resnet8', 'cnn', []],
  ])('reads several teachers from %s', (line, teacher, more, files) => {
    const argv = line.match(/"[^"]*"|\S+/g)?.map((word) => word.replaceAll('"', '')) ?? [];
    const read = readCommandLine(argv) as Order;
    expect(read.experiment.teacher).toBe(teacher);
    expect(teachersText(read.experiment.moreTeachers, fields)).toBe(more);
    expect(read.teacherFiles).toEqual(files);
    expect(experimentOf(linkOf(read.experiment)).experiment).toEqual(read.experiment);
  });

  it('starts from the preset, which other flags override', () => {
    const both = '--teacher-file t.pt --student-file s.pt';
    const whole = order(`--preset seed ${both}`);
    expect(whole).toMatchObject({ preset: 'seed', open: [] });
    expect(whole.experiment).toEqual(seedExperiment);
    expect(order(`${both} --epochs 3 --preset=seed --image-size 64`).experiment).toEqual({
      ...seedExperiment,
      epochs: 3,
      imageSize: 64,
    });
    expect(order('--preset seed --teacher auto --student-start new').experiment).toMatchObject({
      teacher: 'auto',
      studentStart: 'new',
    });
  });

  it('leaves a student to its file, unless a flag, or a link that means a file, names it', () => {
    const openIn = (line: string) => order(`${line} --student-file s.pt`).open;
    expect(openIn('')).toEqual(expect.arrayContaining(['student', 'studentWidth']));
    expect(openIn('--student resnet18')).not.toContain('student');
    expect(openIn('--student resnet18')).toContain('studentWidth');
    expect(openIn('--url ?runs=2')).toEqual(['student', 'studentWidth']);
    expect(openIn('--url ?studentStart=file&student=resnet18')).toEqual([]);
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
    expect(order('--teacher-any')).toMatchObject({ anyTeacher: true });
    expect(order('--json')).not.toHaveProperty('anyTeacher');
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
    ['--teacher-file a --teacher file --teacher file', '--teacher file', '--teacher-file'],
    ['--teacher resnet8 --teacher resnet21', '--teacher is resnet21', 'the nearest is resnet20'],
    ['--teacher resnet8 --teacher mlp,cnn', '--teacher is mlp,cnn', 'each teacher has a --teacher'],
    ['--teacher mlp --teacher mlp --more-teachers cnn', '--more-teachers', 'give one of them'],
    [Array(9).fill('--teacher mlp').join(' '), 'too many teachers', 'up to 7'],
    ['--teacher-weight 2', '--teacher-weight has no effect', 'there is one teacher'],
    ['--teachers-together mean-logits', '--teachers-together has no effect', 'a second --teacher'],
    ['--teacher-only --teacher mlp --teacher cnn --out-teacher t', '--teacher-only', 'one teacher'],
    ['--student-file a --student-start teacher', '--student-file', 'two starts'],
    ['--student-file a --student-start new', '--student-file', 'two starts'],
    ['--student-start file', '--student-start file', '--student-file'],
    ['--url ?studentStart=file', '--student-start file', '--student-file'],
    ['--preset sead', '--preset is sead', 'seed'],
    ['--preset seed', '--preset seed', '--teacher-file FILE and --student-file FILE'],
    ['--preset seed --teacher-file a', '--preset seed', '--student-file FILE'],
    ['--preset seed --student-file a', '--preset seed', '--teacher-file FILE'],
    ['--preset seed --url ?runs=2', '--preset', 'two experiments'],
    ['--data-dir a --dataset insects', '--data-dir', 'two datasets'],
    ['--distil-dir a --distil-on held-out', '--distil-on', 'two sorts of images'],
    ['--distil-on other', '--distil-dir', 'needs the folder'],
    ['--teacher-only --out-teacher t', '--teacher-only', 'resnet20'],
    ['--out-teacher t', '--out-teacher', '--teacher-only'],
    ['--teacher-any --teacher-only --teacher mlp --out-teacher t', '--teacher-any', '--teacher-only'],
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
    for (const flag of [
      '--alpha',
      '--n-exp',
      '--s-rl-gamma',
      '--data-dir',
      '--distil-dir',
      '--temperature',
      '--out',
      '--student-file',
      '--preset',
    ]) {
      expect(helpText()).toContain(flag);
    }
  });

  it('takes recipes and what is varied as a person types them, and says what is wrong with them', () => {
    const read = (...argv: string[]) => readCommandLine(argv);
    expect(
      read(
        '--recipe',
        'distil epochs=10; prune keep=0.4; distil',
        '--vary',
        'prune.keep=0.9,0.7',
        '--student',
        'teacher',
      ),
    ).toMatchObject({
      experiment: {
        student: 'teacher',
        recipe: [{ kind: 'distil', epochs: 10 }, { kind: 'prune', keep: 0.4 }, { kind: 'distil' }],
        vary: [{ path: 'prune.keep', values: [0.9, 0.7] }],
      },
    });
    expect(() => read('--recipe', 'prun keep=0.5')).toThrow(
      `--recipe is prun keep=0.5; there is no stage prun, the nearest is prune; the stages are ${stageKinds.join(', ')}.`,
    );
    expect(() => read('--vary', 'prune.keep=0.5')).toThrow('as the recipe has no stage prune.');
    // Whichever comes first.
    expect(read('--vary', 'prune.keep=0.9', '--recipe', 'prune')).toMatchObject({
      experiment: { vary: [{ path: 'prune.keep', values: [0.9] }] },
    });
    // What is typed means today's defaults; a link means those that it was written with.
    for (const [flag, text, scope] of [
      ['--recipe', 'prune', 'isomorphic'],
      ['--recipe', 'prune~keep:0.4', 'isomorphic'],
      ['--recipe', 'prune scope=uniform', 'uniform'],
      ['--url', '?recipe=prune', 'uniform'],
      ['--url', '?v=3&recipe=prune', 'isomorphic'],
    ] as const) {
      expect(read(flag, text), `${flag} ${text}`).toMatchObject({
        experiment: { recipe: [{ kind: 'prune', scope }] },
      });
    }
    expect(() => read('--student', 'teacher', '--student-width', '2')).toThrow(
      /--student-width has no effect/,
    );
    expect(() => read('--student', 'teacher', '--student-file', 'x')).toThrow(/two starts/);
  });

  it('takes several teachers for a transformer with a distillation token', () => {
    const order = readCommandLine(
      '--student vit-tiny --teacher shipped --teacher rednet-shipped --teacher-file x.pt --teachers-together token-each --distil-token soft --alpha 0.5,1 --runs 3'.split(
        ' ',
      ),
    );
    expect(order).toMatchObject({
      teacherFiles: ['x.pt'],
      experiment: {
        ...{ student: 'vit-tiny', teacher: 'shipped', distilToken: 'soft', alphas: [0.5, 1], runs: 3 },
        moreTeachers: [{ teacher: 'rednet-shipped' }, { teacher: 'file' }],
      },
    });
    expect(() => readCommandLine(['--student', 'cnn', '--distil-token', 'soft'])).toThrow(
      /cnn has no class token/,
    );
    expect(() => readCommandLine(['--distil-token', 'none'])).toThrow(/the student has no class token/);
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
