/**
 * Norms and angle of the two gradients against formulas by hand, against finite differences and against the gradient of
 * the combined loss; and that measuring them leaves a sweep as it is, to the last bit.
 */
import { alphaOf } from '../../../protocol/record.ts';
import '@tensorflow/tfjs-backend-cpu';
import {
  add,
  dispose,
  matMul,
  memory,
  mul,
  ready,
  reshape,
  setBackend,
  sum,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  tensor2d,
  tensor4d,
  tidy,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../../base/random.ts';
import { assignmentsOf } from '../../../protocol/assignments.ts';
import type { SimilarityName } from '../../../spec/choices.ts';
import { defaultExperiment, type Experiment } from '../../../spec/experiment.ts';
import { catalogue } from '../../families/catalogue.ts';
import type { Model } from '../../families/model.ts';
import { chained, headName } from '../../families/parts.ts';
import { initialise } from '../../layers/initialise.ts';
import { named, shaped } from '../../layers/parameters.ts';
import { distillationObjective } from '../../objectives/batchLoss.ts';
import { logitSimilarities } from '../../objectives/goldenCases.ts';
import { registerKernels } from '../../ops/registerKernels.ts';
import type { BatchSource } from '../batches.ts';
import { freeRunning, type TrainingControl } from '../control.ts';
import { hostExecutor } from '../executors/hostExecutor.ts';
import { holdOut } from '../heldOut.ts';
import { gradientsOf, type Learner } from '../learner.ts';
import { optimizers } from '../optimizers.ts';
import { type SweepEvent, sweep } from '../sweep.ts';
import { emptyMemory, rememberingTeacher } from '../teacherLogits.ts';
import { gradientsFrom, lossTerms, momentsOf, termGradientsOf } from './termGradients.ts';

const size = 8;
const classes = 3;
const pixelsOf = size * size * 3;

/** Normal noise, and its negative as the second version. */
function noise(count: number, seed: number): BatchSource {
  const stream = random(seed);
  const values = Float32Array.from({ length: count * pixelsOf }, () => stream.normal());
  return {
    count,
    size,
    labels: Int32Array.from({ length: count }, () => stream.below(classes)),
    versions: 2,
    pixels: new Uint8Array(),
    views: () => undefined,
    fill: (indices, versions) =>
      Float32Array.from(
        { length: indices.length * pixelsOf },
        (_, p) =>
          (values[(indices[Math.floor(p / pixelsOf)] ?? 0) * pixelsOf + (p % pixelsOf)] ?? 0) *
          ((versions[Math.floor(p / pixelsOf)] ?? 0) % 2 === 1 ? -1 : 1),
      ),
  };
}

/** z = x·W + b: its gradients can be written down. */
const linearModel: Model = chained(
  [
    {
      name: headName,
      stage: headName,
      parameters: [
        {
          name: 'fc.weight',
          kind: 'linear',
          ...shaped([pixelsOf, classes]),
          role: 'trainable',
          initial: { kind: 'uniform', bound: 0.05 },
        },
        {
          name: 'fc.bias',
          kind: 'vector',
          ...shaped([classes]),
          role: 'trainable',
          initial: { kind: 'uniform', bound: 0.5 },
        },
      ],
      run: (parameters, images) =>
        tidy(() =>
          add<Tensor2D>(
            matMul(reshape(images, [-1, pixelsOf]), named<Tensor2D>(parameters, 'fc.weight')),
            named<Tensor1D>(parameters, 'fc.bias'),
          ),
        ),
    },
  ],
  { classes },
);

const norm = (values: readonly number[]) => Math.hypot(...values);
const dot = (a: readonly number[], b: readonly number[]) => a.reduce((all, x, i) => all + x * (b[i] ?? 0), 0);

function softmax(logits: readonly number[], temperature: number): number[] {
  const most = Math.max(...logits);
  const powers = logits.map((z) => Math.exp((z - most) / temperature));
  const total = powers.reduce((all, power) => all + power, 0);
  return powers.map((power) => power / total);
}

beforeAll(async () => {
  registerKernels('cpu');
  await setBackend('cpu');
  await ready();
});

/** A student at its first weights on an executor whose probe is all of 13 images, in batches of 5. */
function atStart(model: Model, similarity: SimilarityName, temperature: number) {
  const source = noise(13, 1);
  const stream = random(2);
  const teacherTable = Float32Array.from({ length: 13 * classes }, () => 2 * stream.normal());
  const probe = holdOut(source, classes, [teacherTable], 5);
  const executor = hostExecutor({ source, classes, validation: probe, probe, teachers: [] });
  const store = executor.createStore(model.parameters, initialise(model.parameters, random(3)));
  const optimizer = optimizers.sgd({ momentum: 0, weightDecay: 0 });
  const objective = distillationObjective({ alpha: 0.5, similarity, temperature });
  const learner: Learner = { model, store, optimizer, objective };
  return {
    ...{ source, teacherTable, learner, store },
    measure: () =>
      executor.stepperFor(learner).gradients(lossTerms({ similarity, temperature }), freeRunning),
    async free() {
      store.dispose();
      optimizer.dispose();
      await executor.dispose();
      probe.dispose();
    },
  };
}

/** One batch of a probe as tensors. */
function batchOf(source: BatchSource, teacherTable: Float32Array, count: number) {
  const indices = Int32Array.from({ length: count }, (_, i) => i);
  const labels = new Float32Array(count * classes);
  indices.forEach((i) => {
    labels[i * classes + (source.labels[i] ?? 0)] = 1;
  });
  return {
    images: tensor4d(source.fill(indices, new Uint32Array(count)), [count, size, size, 3]),
    labels: tensor2d(labels, [count, classes]),
    teachers: [{ logits: tensor2d(teacherTable.slice(0, count * classes), [count, classes]), taps: {} }],
  };
}

describe('the gradients of the two terms', () => {
  it('are x·(p − y)ᵀ and T·x·(p_T − q_T)ᵀ of a linear student, over all batches', async () => {
    const temperature = 4;
    const before = memory().numTensors;
    const { source, teacherTable, store, measure, free } = atStart(linearModel, 'kl', temperature);
    const weight = Array.from(await store.get('fc.weight').data());
    const bias = Array.from(await store.get('fc.bias').data());
    const hard = new Array<number>((pixelsOf + 1) * classes).fill(0);
    const soft = [...hard];
    for (let n = 0; n < source.count; n++) {
      const x = [...source.fill(Int32Array.of(n), new Uint32Array(1)), 1];
      const columns = [0, 1, 2];
      const logits = columns.map(
        (k) =>
          (bias[k] ?? 0) +
          dot(
            x.slice(0, -1),
            weight.filter((_, i) => i % classes === k),
          ),
      );
      const teacher = Array.from(teacherTable.subarray(n * classes, (n + 1) * classes));
      const p = softmax(logits, 1);
      const [student, taught] = [softmax(logits, temperature), softmax(teacher, temperature)];
      x.forEach((value, i) => {
        for (const k of columns) {
          const at = i * classes + k;
          const label = source.labels[n] === k ? 1 : 0;
          hard[at] = (hard[at] ?? 0) + (value * ((p[k] ?? 0) - label)) / source.count;
          soft[at] =
            (soft[at] ?? 0) + (temperature * value * ((student[k] ?? 0) - (taught[k] ?? 0))) / source.count;
        }
      });
    }
    const measured = await measure();
    expect(measured?.hard).toBeCloseTo(norm(hard), 5);
    expect(measured?.soft).toBeCloseTo(norm(soft), 5);
    expect(measured?.cosine).toBeCloseTo(dot(hard, soft) / (norm(hard) * norm(soft)), 5);
    // They are not the trivial ones.
    expect(Math.abs(measured?.cosine ?? 1)).toBeLessThan(0.95);
    await free();
    expect(memory().numTensors).toBe(before);
  });

  it('are the slopes that finite differences give, through batch norm', () => {
    const model = catalogue.resnet8.build({ classes, imageSize: size, width: 0.25 });
    const { source, teacherTable, learner, store } = atStart(model, 'kl', 3);
    const batch = batchOf(source, teacherTable, 13);
    const terms = lossTerms({ similarity: 'kl', temperature: 3 });
    const pulls = Array.from(termGradientsOf(learner, terms, batch, 1).dataSync());
    const n = pulls.length / 2;
    const [hard, soft] = [pulls.slice(0, n), pulls.slice(n)];
    const lossAt = (term: 'hard' | 'soft', direction: readonly number[], step: number) =>
      tidy(() => {
        const moved: Record<string, Tensor> = { ...store.parameters };
        let from = 0;
        for (const name of store.trainable) {
          const weight = store.get(name);
          const part = direction.slice(from, from + weight.size).map((d) => d * step);
          moved[name] = add(weight, reshape(tensor2d(part, [1, part.length]), weight.shape));
          from += weight.size;
        }
        const logits = model.forward(moved, batch.images, { training: true });
        const seen = { ...batch, student: { logits, taps: {} }, peers: [] };
        return terms[term].loss(seen, {}).total.dataSync()[0] ?? 0;
      });
    const slope = (term: 'hard' | 'soft', direction: readonly number[]) => {
      const unit = direction.map((d) => d / norm(direction));
      const central = (step: number) => (lossAt(term, unit, step) - lossAt(term, unit, -step)) / (2 * step);
      // Richardson: removes the error of order step².
      return (4 * central(0.005) - central(0.01)) / 3;
    };
    const moments = momentsOf(termGradientsOf(learner, terms, batch, 1)).dataSync();
    const measured = gradientsFrom(moments) ?? { hard: 0, soft: 0, cosine: 0 };
    expect(measured.hard / slope('hard', hard)).toBeCloseTo(1, 2);
    expect(measured.soft / slope('soft', soft)).toBeCloseTo(1, 2);
    // Along the teacher's direction the labels' loss changes by the part of its gradient that lies in it.
    expect(slope('hard', soft) / measured.hard).toBeCloseTo(measured.cosine, 2);
  });

  it.each(logitSimilarities)('add up to the gradient of the combined loss: %s', (similarity) => {
    const { source, teacherTable, learner } = atStart(linearModel, similarity, 2);
    const batch = batchOf(source, teacherTable, 13);
    const terms = lossTerms({ similarity, temperature: 2 });
    const pulls = termGradientsOf(learner, terms, batch, 1);
    const { hard, soft, cosine } = gradientsFrom(momentsOf(pulls).dataSync()) ?? {
      hard: 0,
      soft: 0,
      cosine: 0,
    };
    for (const alpha of [0, 0.3, 1]) {
      const objective = distillationObjective({ alpha, similarity, temperature: 2 });
      const squares = gradientsOf({ ...learner, objective }, batch).map(
        (gradient) => sum(mul(gradient, gradient)).dataSync()[0] ?? 0,
      );
      const combined = Math.sqrt(squares.reduce((all, square) => all + square, 0));
      const [a, b] = [alpha * hard, (1 - alpha) * soft];
      expect(Math.sqrt(a * a + b * b + 2 * a * b * cosine)).toBeCloseTo(combined, 4);
    }
  });

  it('have no direction where one is zero or not finite', () => {
    expect(gradientsFrom([4, 9, 3])).toEqual({ hard: 2, soft: 3, cosine: 0.5 });
    expect(gradientsFrom([4, 9, 6.0001])?.cosine).toBe(1);
    expect(gradientsFrom([4, 0, 0])).toBeUndefined();
    expect(gradientsFrom([Number.NaN, 9, 3])).toBeUndefined();
    expect(gradientsFrom([4, Number.POSITIVE_INFINITY, 3])).toBeUndefined();
  });
});

describe('a sweep that keeps the ledger', () => {
  const settings: Experiment = {
    ...defaultExperiment,
    imageSize: size,
    student: 'resnet8',
    studentWidth: 0.125,
    alphas: [0.5, 1],
    runs: 2,
    epochs: 2,
    batchSize: 8,
    learningRate: 0.05,
    optimizer: 'adam',
  };
  const model = catalogue.resnet8.build({ classes, imageSize: size, width: 0.125 });
  const teacherModel = catalogue.mlp.build({ classes, imageSize: size, width: 0.125 });

  async function run(ledger: boolean, control: TrainingControl = freeRunning) {
    const before = memory().numTensors;
    const source = noise(20, 1);
    const frozen = { model: teacherModel, parameters: initialise(teacherModel.parameters, random(4)) };
    const held = noise(9, 2);
    const validation = holdOut(held, classes, [new Float32Array(27).map((_, i) => Math.sin(i))], 5);
    const answers = emptyMemory(source, classes);
    const teacher = rememberingTeacher(frozen, source, classes, answers);
    const events: SweepEvent[] = [];
    const weights: Record<string, number[]>[] = [];
    for await (const event of sweep({
      ...{ experiment: settings, assignments: assignmentsOf(settings), model, classes, source },
      ...{ validation, teachers: [teacher], control, ledger },
      onStep: () => undefined,
      async onTrained(_, parameters) {
        const all: Record<string, number[]> = {};
        for (const [name, held] of Object.entries(parameters)) all[name] = Array.from(await held.data());
        weights.push(all);
      },
    })) {
      events.push(event);
    }
    await teacher.settle?.();
    validation.dispose();
    dispose({ ...frozen.parameters });
    const records = events.flatMap((event) =>
      event.type === 'epoch' ? [{ ...event.assignment, ...event.record, seconds: 0 }] : [],
    );
    return { records, weights, computed: teacher.computed, answers, leaked: memory().numTensors - before };
  }

  it('trains the same weights, running statistics and curves, and asks as much of the teacher', async () => {
    const [kept, without] = [await run(true), await run(false)];
    expect(kept.weights).toHaveLength(4);
    expect(Object.keys(kept.weights[0] ?? {}).some((name) => name.endsWith('running_var'))).toBe(true);
    expect(kept.weights).toEqual(without.weights);
    expect(kept.records.map(({ gradients, ...record }) => record)).toEqual(without.records);
    expect(kept.computed).toBe(without.computed);
    expect(kept.answers).toEqual(without.answers);
    expect(without.records.every(({ gradients }) => gradients === undefined)).toBe(true);
    expect([kept.leaked, without.leaked]).toEqual([0, 0]);
  });

  it('measures run 1 of every alpha after every epoch, and the same again', async () => {
    const [first, second] = [await run(true), await run(true)];
    const measured = first.records.filter(({ gradients }) => gradients);
    expect(measured.map((one) => [alphaOf(one), one.run, one.epoch])).toEqual([
      [0.5, 1, 1],
      [0.5, 1, 2],
      [1, 1, 1],
      [1, 1, 2],
    ]);
    expect(second.records).toEqual(first.records);
  });

  it('leaks nothing when it is stopped while measuring', async () => {
    let asked = 0;
    let measuring = 0;
    const counting: TrainingControl = {
      stopped: false,
      async checkpoint(at) {
        asked++;
        if (at === 'epoch' && measuring === 0) measuring = asked - 1;
        return 'go';
      },
    };
    await run(true, counting);
    asked = 0;
    const { leaked, records } = await run(true, {
      stopped: false,
      checkpoint: async () => (++asked >= measuring ? 'stop' : 'go'),
    });
    expect(leaked).toBe(0);
    // The epoch itself was whole.
    expect(records).toHaveLength(1);
    expect(records[0]?.gradients).toBeUndefined();
  });
});
