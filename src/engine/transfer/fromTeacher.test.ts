import '@tensorflow/tfjs-backend-cpu';
import { dispose, memory, setBackend, tidy, zeros } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../base/random.ts';
import { type Problem, ProblemError } from '../../lang/problem.ts';
import { inEnglish } from '../../lang/sentence.ts';
import type { ModelName } from '../../spec/choices.ts';
import { catalogue } from '../families/catalogue.ts';
import { cifarResnet } from '../families/cifarResnet.ts';
import { familyOf } from '../families/familyOf.ts';
import type { ModelOptions } from '../families/model.ts';
import { initialise } from '../layers/initialise.ts';
import { registerKernels } from '../ops/registerKernels.ts';
import { copiedFrom, plannedCopies } from './fromTeacher.ts';

beforeAll(async () => {
  await setBackend('cpu');
  registerKernels('cpu');
});

const specsOf = (name: ModelName, options: Partial<ModelOptions> = {}) =>
  catalogue[name].build({ classes: 10, imageSize: 32, width: 1, ...options }).parameters;

function refusalOf(action: () => unknown): Problem {
  try {
    action();
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
  throw new Error('Nothing was thrown.');
}

/** `layer2.1` ← `layer2.3` as "2.1←3". */
const inShort = ({ blocks }: ReturnType<typeof plannedCopies>) =>
  blocks.map(({ student, teacher }) => `${student.slice('layer'.length)}←${teacher.split('.')[1]}`);

describe('a student of one family with its teacher', () => {
  it('ResNet-20 is every third block of ResNet-56, the stem and the head', () => {
    const [teacher, student] = [specsOf('resnet56'), specsOf('resnet20')];
    const copies = plannedCopies(teacher, student);
    expect(inShort(copies)).toEqual([1, 2, 3].flatMap((s) => [`${s}.0←0`, `${s}.1←3`, `${s}.2←6`]));
    // All of it (He et al. 2015, table 6), and each name once.
    expect([copies.covered, copies.total]).toEqual([269_722, 269_722]);
    expect([...copies.names.keys()].sort()).toEqual(student.map(({ name }) => name).sort());
    expect(new Set(copies.names.values()).size).toBe(student.length);
    expect(copies.names.get('layer2.1.bn2.running_var')).toBe('layer2.3.bn2.running_var');
    expect(copies.names.get('conv1.weight')).toBe('conv1.weight');
    expect(copies.names.get('linear.bias')).toBe('linear.bias');
  });

  it('ResNet-18 is of ResNet-34, whose stages have 3, 4, 6 and 3 blocks', () => {
    const options = { classes: 1000 };
    const copies = plannedCopies(specsOf('resnet34', options), specsOf('resnet18', options));
    const expected = ['1.0←0', '1.1←1', '2.0←0', '2.1←2', '3.0←0', '3.1←3', '4.0←0', '4.1←1'];
    expect(inShort(copies)).toEqual(expected);
    expect([copies.covered, copies.total]).toEqual([11_689_512, 11_689_512]);
    expect(copies.names.get('layer3.0.downsample.0.weight')).toBe('layer3.0.downsample.0.weight');
  });

  it('keeps its own head where the classes differ', () => {
    const copies = plannedCopies(specsOf('resnet56', { classes: 7 }), specsOf('resnet20'));
    expect(copies.names.has('linear.weight') || copies.names.has('linear.bias')).toBe(false);
    expect(copies.total - copies.covered).toBe(64 * 10 + 10);
  });

  it('keeps its own block where the teacher’s shortcut has weights and its own has none', () => {
    const copies = plannedCopies(specsOf('resnet56b'), specsOf('resnet20'));
    expect(inShort(copies)).toEqual(['1.0←0', '1.1←3', '1.2←6', '2.1←3', '2.2←6', '3.1←3', '3.2←6']);
    for (const name of copies.names.keys()) expect(name).not.toMatch(/^layer[23]\.0\./);
  });

  it.each(['mobilenetv2', 'mobilenet', 'cnn', 'mlp', 'resnet50'] as const)(
    'an equal %s is the teacher’s own',
    (name) => {
      const specs = specsOf(name);
      const { names, covered, total } = plannedCopies(specs, specs);
      expect(covered).toBe(total);
      expect([...names].every(([to, from]) => to === from)).toBe(true);
      expect(names.size).toBe(specs.length);
    },
  );

  it('MobileNetV2 keeps its head alone where the classes differ', () => {
    const copies = plannedCopies(specsOf('mobilenetv2', { classes: 1000 }), specsOf('mobilenetv2'));
    expect(copies.total - copies.covered).toBe(1280 * 10 + 10);
    // 17 blocks, the stem and the last convolution.
    expect(copies.blocks).toHaveLength(19);
  });
});

describe('a MobileNet with fewer blocks in a stage', () => {
  it('takes evenly spaced ones of that stage', () => {
    const teacher = specsOf('mobilenetv2');
    // Without blocks 8 and 10 of 7 … 10, which have 64 channels; those behind move up by two.
    const student = teacher
      .filter(({ name }) => !/^features\.(8|10)\./.test(name))
      .map((spec) => {
        const moved = (name: string) =>
          name.replace(/^features\.(\d+)/, (_, n) => `features.${n > 9 ? n - 2 : n > 7 ? n - 1 : n}`);
        const { normalisedBy } = spec;
        return {
          ...spec,
          name: moved(spec.name),
          ...(normalisedBy === undefined ? {} : { normalisedBy: moved(normalisedBy) }),
        };
      });
    const { blocks, covered, total } = plannedCopies(teacher, student);
    expect(covered).toBe(total);
    expect(blocks.slice(6, 11).map(({ student: to, teacher: from }) => [to, from])).toEqual([
      ['features.6', 'features.6'],
      ['features.7', 'features.7'],
      ['features.8', 'features.9'],
      ['features.9', 'features.11'],
      ['features.10', 'features.12'],
    ]);
  });
});

describe('blocks', () => {
  const build = (blocksPerStage: number) =>
    familyOf('resnet8', cifarResnet(6 * blocksPerStage + 2)).build({ classes: 3, imageSize: 8, width: 0.125 })
      .parameters;
  const stageOf = (teacher: number, student: number, stage: number) =>
    plannedCopies(build(teacher), build(student))
      .blocks.filter((block) => block.student.startsWith(`layer${stage}.`))
      .map((block) => [block.student, block.teacher].map((name) => Number(name.split('.')[1])));

  it('of a teacher with twice as many are every second, as in DistilBERT', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), (n) => {
        expect(stageOf(2 * n, n, 2)).toEqual(Array.from({ length: n }, (_, j) => [j, 2 * j]));
      }),
      { numRuns: 9 },
    );
  });

  it('are spaced evenly from the first on, whatever the depths (18 a stage are ResNet-110)', () => {
    const depths = fc.integer({ min: 1, max: 18 });
    fc.assert(
      fc.property(depths, depths, fc.integer({ min: 1, max: 3 }), (a, b, stage) => {
        const [teacher, student] = [Math.max(a, b), Math.min(a, b)];
        const pairs = stageOf(teacher, student, stage);
        expect(pairs.map(([to]) => to)).toEqual(Array.from({ length: student }, (_, j) => j));
        const from = pairs.map(([, block]) => block ?? Number.NaN);
        expect(from[0]).toBe(0);
        // From each to the next, and from the last to the end, as far as two whole numbers that differ by one at most.
        const steps = [...from, teacher].slice(1).map((block, j) => block - (from[j] ?? Number.NaN));
        expect(Math.min(...steps)).toBeGreaterThanOrEqual(Math.floor(teacher / student));
        expect(Math.max(...steps)).toBeLessThanOrEqual(Math.ceil(teacher / student));
      }),
      { numRuns: 40 },
    );
  });

  it('of a deeper student are spaced instead, and none of the teacher’s is taken twice', () => {
    expect(stageOf(3, 5, 1)).toEqual([
      [0, 0],
      [1, 1],
      [3, 2],
    ]);
  });
});

describe('a student that finds less than half of itself in the teacher is refused', () => {
  it.each([
    // Bottlenecks: the stem fits, 9,408 + 128 of 11.2 million numbers, and so does one 3×3 filter, which alone is no block.
    ['resnet50', 'resnet18', {}, 0],
    ['resnet56', 'resnet20', { width: 0.5 }, 0],
    ['resnet20', 'mobilenetv2', {}, 0],
    // Blocks 0, 3 and 6 of each nine, the stem and the head: 269,722 of 853,018.
    ['resnet20', 'resnet56', {}, 31],
  ] as const)('%s → %s %j', (teacher, student, options, percent) => {
    const { code, what, fix } = refusalOf(() => plannedCopies(specsOf(teacher), specsOf(student, options)));
    expect(code).toBe('student-start');
    expect(inEnglish(what)).toContain(`Only ${percent} % of`);
    expect(inEnglish(fix)).toContain('ResNet-56 and ResNet-20');
  });
});

describe('copying', () => {
  const options = { classes: 3, imageSize: 8, width: 0.25 };
  const teacherModel = catalogue.resnet14.build(options);
  const studentModel = catalogue.resnet8.build({ ...options, classes: 4 });
  const copies = plannedCopies(teacherModel.parameters, studentModel.parameters);

  it('gives the student numbers of its own, keeps its head, and loses no tensor', async () => {
    const before = memory();
    const teacher = initialise(teacherModel.parameters, random(1));
    const initial = initialise(studentModel.parameters, random(2));
    const head = initial['linear.weight'];
    const held = memory();
    const student = copiedFrom(teacher, initial, copies);
    expect(memory().numTensors).toBe(held.numTensors);
    expect(memory().numDataBuffers).toBe(held.numDataBuffers);
    expect(Object.keys(student)).toEqual(Object.keys(initial));
    expect(student['linear.weight']).toBe(head);
    expect(copies.names.size).toBe(studentModel.parameters.length - 2);
    for (const [to, from] of copies.names) {
      expect(initial[to]?.isDisposed).toBe(true);
      expect(await student[to]?.data()).toEqual(await teacher[from]?.data());
      expect(student[to]?.dataId).not.toBe(teacher[from]?.dataId);
    }
    dispose({ ...teacher });
    const logits = tidy(() =>
      studentModel.forward(student, zeros([1, 8, 8, 3]), { training: false }).dataSync(),
    );
    expect([...logits].every(Number.isFinite)).toBe(true);
    dispose({ ...student });
    expect(memory().numTensors).toBe(before.numTensors);
  });

  it('frees nothing where a parameter is missing', () => {
    const teacher = initialise(teacherModel.parameters, random(1));
    const initial = initialise(studentModel.parameters, random(2));
    const { 'bn1.bias': bias, ...rest } = teacher;
    const held = memory().numTensors;
    expect(() => copiedFrom(rest, initial, copies)).toThrow('bn1.bias');
    expect(memory().numTensors).toBe(held);
    expect(Object.values(initial).some(({ isDisposed }) => isDisposed)).toBe(false);
    dispose(
      [bias, ...Object.values(rest), ...Object.values(initial)].filter((tensor) => tensor !== undefined),
    );
  });
});
