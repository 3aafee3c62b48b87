import { runNameOf } from '../../protocol/runId.ts';
import { alphaAt, pointOf } from '../../spec/point.ts';
import '@tensorflow/tfjs-backend-cpu';
import { memory, mul, ready, setBackend, tensor4d } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../base/random.ts';
import { ProblemError } from '../../lang/problem.ts';
import { inEnglish, words } from '../../lang/sentence.ts';
import { assignmentsOf } from '../../protocol/assignments.ts';
import { defaultExperiment, type Experiment } from '../../spec/experiment.ts';
import { catalogue } from '../families/catalogue.ts';
import { initialise } from '../layers/initialise.ts';
import { registerKernels } from '../ops/registerKernels.ts';
import type { BatchSource } from './batches.ts';
import { createControl, freeRunning, type TrainingControl } from './control.ts';
import { holdOut } from './heldOut.ts';
import { type SweepEvent, sweep } from './sweep.ts';
import { tabulateTeacher } from './tabulation.ts';
import { emptyMemory, frozenLogits, keptTeacher, rememberingTeacher } from './teacherLogits.ts';
import { trainTeacher } from './teacherTraining.ts';

/** Two classes, told apart by whether the left or the right half is bright; noise on top. */
function halves(count: number, size: number, seed: number): BatchSource {
  const stream = random(seed);
  const pixels = Float32Array.from({ length: count * size * size * 3 }, () => stream.normal());
  const labels = Int32Array.from({ length: count }, (_, i) => i % 2);
  const per = size * size * 3;
  for (let i = 0; i < count; i++) {
    for (let p = 0; p < per; p++) {
      const right = (Math.floor(p / 3) % size) * 2 >= size;
      if (right === (labels[i] === 1)) pixels[i * per + p] = (pixels[i * per + p] ?? 0) + 1.5;
    }
  }
  return {
    count,
    size,
    labels,
    versions: 1,
    // What a device that makes its own batches reads; the cpu backend does not.
    pixels: new Uint8Array(),
    views: () => undefined,
    fill: (indices) => {
      const out = new Float32Array(indices.length * per);
      indices.forEach((i, b) => {
        out.set(pixels.subarray(i * per, (i + 1) * per), b * per);
      });
      return out;
    },
  };
}

const experiment: Experiment = {
  ...defaultExperiment,
  imageSize: 8,
  student: 'mlp',
  studentWidth: 0.125,
  alphas: [0.5, 1],
  runs: 2,
  epochs: 3,
  batchSize: 8,
  learningRate: 0.01,
};

const source = halves(28, 8, 1);
const heldSource = halves(12, 8, 2);
const model = catalogue.mlp.build({ classes: 2, imageSize: 8, width: 0.125 });
/** A teacher that is sure of itself: logits ±3. */
const table = Float32Array.from({ length: 56 }, (_, i) => (source.labels[i >> 1] === i % 2 ? 3 : -3));
const heldTable = Float32Array.from({ length: 24 }, (_, i) => (heldSource.labels[i >> 1] === i % 2 ? 3 : -3));

async function run(changes: Partial<Experiment> = {}, control: TrainingControl = freeRunning) {
  const settings = { ...experiment, ...changes };
  const validation = holdOut(heldSource, 2, [heldTable], 5);
  const events: SweepEvent[] = [];
  const steps: number[] = [];
  const weights: number[][] = [];
  const generator = sweep({
    experiment: settings,
    assignments: assignmentsOf(settings),
    model,
    classes: 2,
    source,
    validation,
    teachers: [keptTeacher(table, source, 2)],
    control,
    onStep: (_assignment, _epoch, step) => steps.push(step),
    onTrained: async (_assignment, parameters) => {
      weights.push(Array.from((await parameters[model.parameters[0]?.name ?? '']?.data()) ?? []));
    },
  });
  let end: string;
  for (;;) {
    const { value, done } = await generator.next();
    if (done) {
      end = value;
      break;
    }
    events.push(value);
  }
  validation.dispose();
  return { events, steps, weights, end };
}

const epochsOf = (events: readonly SweepEvent[]) =>
  events.flatMap((event) =>
    event.type === 'epoch' ? [{ ...event.record, seconds: 0, ...event.assignment }] : [],
  );

describe('sweep', () => {
  beforeAll(async () => {
    registerKernels('cpu');
    await setBackend('cpu');
    await ready();
  });

  it('learns, and records every term for every alpha', async () => {
    const { events, end, steps } = await run({ epochs: 20, learningRate: 0.05 });
    expect(end).toBe('finished');
    const records = epochsOf(events);
    expect(records).toHaveLength(2 * 2 * 20);
    // 28 images in batches of 8 are 4 steps, the last one of 4 images.
    expect(steps.slice(0, 5)).toEqual([1, 2, 3, 4, 1]);
    for (const { id, point } of assignmentsOf(experiment)) {
      const alpha = alphaAt(point);
      const mine = records.filter((record) => record.id === id);
      expect(mine.at(-1)?.train.loss).toBeLessThan(mine[0]?.train.loss ?? 0);
      expect(mine.at(-1)?.validation.accuracy).toBeGreaterThan(0.8);
      const { hard, soft } = mine.at(-1)?.validation.terms ?? {};
      expect(mine.at(-1)?.validation.loss).toBeCloseTo(alpha * (hard ?? 0) + (1 - alpha) * (soft ?? 0), 4);
    }
  });

  it('gives the same curve for the same seed to the last digit, and another for another', async () => {
    const [first, second, other] = [await run(), await run(), await run({ seed: 7 })];
    expect(epochsOf(second.events)).toEqual(epochsOf(first.events));
    expect(second.weights).toEqual(first.weights);
    expect(other.weights).not.toEqual(first.weights);
  });

  it('pairs the runs: the same seed for run i of every alpha', () => {
    expect(assignmentsOf({ ...experiment, seed: 5 })).toEqual([
      { ...runNameOf(pointOf(0.5), 1), seed: 5 },
      { ...runNameOf(pointOf(1), 1), seed: 5 },
      { ...runNameOf(pointOf(0.5), 2), seed: 6 },
      { ...runNameOf(pointOf(1), 2), seed: 6 },
    ]);
  });

  it('leaks no tensor: over steps and runs, and when stopped', async () => {
    const before = memory().numTensors;
    await run();
    expect(memory().numTensors).toBe(before);
    const control = createControl();
    let asked = 0;
    const { end } = await run(
      {},
      {
        get stopped() {
          return control.stopped;
        },
        checkpoint: (at) => {
          if (++asked === 6) control.stop();
          return control.checkpoint(at);
        },
      },
    );
    expect(end).toBe('stopped');
    expect(memory().numTensors).toBe(before);
  });

  it('begins no run after one that ended as it was told to stop', async () => {
    const control = createControl();
    let epochs = 0;
    const { events, end } = await run(
      {},
      {
        get stopped() {
          return control.stopped;
        },
        checkpoint: (at) => {
          if (at === 'epoch' && ++epochs === experiment.epochs) control.stop();
          return control.checkpoint(at);
        },
      },
    );
    expect(end).toBe('stopped');
    expect(events.filter((event) => event.type !== 'epoch').map(({ type }) => type)).toEqual([
      'run-started',
      'run-ended',
    ]);
    expect(events.at(-1)).toMatchObject({ status: 'finished' });
  });

  it('ends a run whose loss is not finite, says at which step, and goes on with the others', async () => {
    const broken = {
      ...source,
      fill: (indices: Int32Array) => source.fill(indices, new Uint32Array()).map((x) => x * 1e30),
    };
    const settings: Experiment = {
      ...experiment,
      student: 'mlp',
      epochs: 2,
      runs: 1,
      learningRate: 10,
      optimizer: 'sgd',
    };
    const validation = holdOut(heldSource, 2, [heldTable], 5);
    const events: SweepEvent[] = [];
    for await (const event of sweep({
      experiment: settings,
      assignments: assignmentsOf(settings),
      model,
      classes: 2,
      source: broken,
      validation,
      teachers: [keptTeacher(table, source, 2)],
      control: freeRunning,
      onStep: () => undefined,
      onTrained: async () => undefined,
    })) {
      events.push(event);
    }
    validation.dispose();
    const ends = events.filter((event) => event.type === 'run-ended');
    expect(ends.map((event) => event.status)).toEqual(['failed', 'failed']);
    expect(ends[0]?.problem?.code).toBe('loss-not-finite');
    expect(inEnglish(ends[0]?.problem?.what ?? '')).toMatch(/at step \d+/);
  });
});

describe('a loss that is finite in training and not on validation', () => {
  it('ends the run at the last step of the epoch', async () => {
    const settings: Experiment = { ...experiment, runs: 1, alphas: [1], epochs: 1 };
    const validation = holdOut(heldSource, 2, [heldTable], 5);
    const events: SweepEvent[] = [];
    for await (const event of sweep({
      experiment: settings,
      assignments: assignmentsOf(settings),
      model: {
        ...model,
        forward: (parameters, images, context) => {
          const logits = model.forward(parameters, images, context);
          return context.training ? logits : mul(logits, Number.NaN);
        },
      },
      classes: 2,
      source,
      validation,
      teachers: [keptTeacher(table, source, 2)],
      control: freeRunning,
      onStep: () => undefined,
      onTrained: async () => undefined,
    })) {
      events.push(event);
    }
    validation.dispose();
    expect(events.at(-1)).toMatchObject({
      type: 'run-ended',
      status: 'failed',
      problem: { code: 'loss-not-finite', what: words`The loss was no longer a finite number at step ${4}.` },
    });
  });
});

describe('rememberingTeacher', () => {
  it('gives what the teacher says, first from the teacher and then from memory, and leaks nothing', async () => {
    const parameters = initialise(model.parameters, random(3));
    const before = memory().numTensors;
    let asked = 0;
    const counting = {
      ...model,
      forward: (...inputs: Parameters<typeof model.forward>) => {
        asked++;
        return model.forward(...inputs);
      },
    };
    const remembered = emptyMemory(source, 2);
    const teacher = rememberingTeacher({ model: counting, parameters }, source, 2, remembered);
    const indices = Int32Array.of(5, 2, 9);
    const versions = new Uint32Array(3);
    const answers: Float32Array[] = [];
    for (let pass = 0; pass < 2; pass++) {
      const images = tensor4d(source.fill(indices, versions), [3, 8, 8, 3]);
      const logits = teacher.of({ images, indices, versions });
      answers.push(Float32Array.from(await logits.data()));
      logits.dispose();
      images.dispose();
      await teacher.settle?.();
    }
    expect(asked).toBe(1);
    expect(teacher.computed).toBe(3);
    expect(answers[1]).toEqual(answers[0]);
    expect(new Set(answers[0]).size).toBe(6);
    expect(remembered.known.reduce((sum, known) => sum + known, 0)).toBe(3);
    expect(memory().numTensors).toBe(before);
    for (const tensor of Object.values(parameters)) tensor.dispose();
  });

  it('shows the teacher only those images of a batch that it has not seen', async () => {
    const parameters = initialise(model.parameters, random(3));
    const frozen = { model, parameters };
    const before = memory().numTensors;
    const remembered = emptyMemory(source, 2);
    const teacher = rememberingTeacher(frozen, source, 2, remembered);
    const ask = async (...numbers: number[]) => {
      const indices = Int32Array.from(numbers);
      const versions = new Uint32Array(numbers.length);
      const images = tensor4d(source.fill(indices, versions), [numbers.length, 8, 8, 3]);
      const logits = teacher.of({ images, indices, versions });
      const direct = frozenLogits(frozen, images);
      const values = [Array.from(await logits.data()), Array.from(await direct.data())];
      for (const tensor of [logits, direct, images]) tensor.dispose();
      await teacher.settle?.();
      return values;
    };
    await ask(5, 2, 9);
    const [mixed, whole] = await ask(9, 1, 5, 7);
    expect(mixed).toEqual(whole);
    expect(teacher.computed).toBe(5);
    const [kept, again] = await ask(7, 2, 1);
    expect(kept).toEqual(again);
    expect(teacher.computed).toBe(5);
    expect(memory().numTensors).toBe(before);
    for (const tensor of Object.values(parameters)) tensor.dispose();
  });
});

describe('trainTeacher and tabulateTeacher', () => {
  it('trains a teacher whose tabulated logits are right on what it learned', async () => {
    const before = memory().numTensors;
    const validation = holdOut(heldSource, 2, [], 5);
    const training = trainTeacher({
      experiment: { ...experiment, teacherEpochs: 8 },
      model,
      classes: 2,
      source,
      validation,
      control: freeRunning,
      onStep: () => undefined,
    });
    const accuracies: number[] = [];
    for (;;) {
      const { value, done } = await training.next();
      if (!done) {
        accuracies.push(value.validation.accuracy);
        continue;
      }
      if (!value) throw new ProblemError({ code: 'unexpected', what: 'stopped', fix: '' });
      const parameters = value;
      const logits = await tabulateTeacher({ model, parameters }, heldSource, freeRunning, {
        progress: () => undefined,
        batchSize: 5,
      });
      let right = 0;
      heldSource.labels.forEach((label, i) => {
        if (((logits?.[2 * i + 1] ?? 0) > (logits?.[2 * i] ?? 0) ? 1 : 0) === label) right++;
      });
      expect(right / heldSource.count).toBeCloseTo(accuracies.at(-1) ?? 0, 6);
      for (const tensor of Object.values(parameters)) tensor.dispose();
      break;
    }
    validation.dispose();
    expect(accuracies).toHaveLength(8);
    expect(memory().numTensors).toBe(before);
  });
});
