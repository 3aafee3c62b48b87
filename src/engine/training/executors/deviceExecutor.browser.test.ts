/**
 * The captured step on a WebGPU device (a software adapter here, which is why all is tiny): it gives the very weights that
 * the same steps give one by one, and, but for rounding, those of stock kernels fed from the CPU.
 */
import { add, backend, memory, type Tensor3D, type Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../../base/random.ts';
import { inEnglish } from '../../../lang/sentence.ts';
import type { EpochRecord } from '../../../protocol/records.ts';
import type { InputScale, OptimizerName } from '../../../spec/choices.ts';
import { normalisingTables } from '../../../spec/normalisation.ts';
import { catalogue } from '../../families/catalogue.ts';
import type { Model } from '../../families/model.ts';
import { onScale } from '../../families/onScale.ts';
import { chained, headPart } from '../../families/parts.ts';
import { initialise } from '../../layers/initialise.ts';
import { layerNorm, layerNormSpecs } from '../../layers/layerNorm.ts';
import { linearSpecs } from '../../layers/linear.ts';
import { named, type ParameterSpec } from '../../layers/parameters.ts';
import { tappedAttention } from '../../layers/transformer/attention.ts';
import { embedTokens, linearTokens, sequencePool, tokensOfMap } from '../../layers/transformer/tokens.ts';
import { distillationObjective } from '../../objectives/batchLoss.ts';
import { gelu } from '../../ops/gelu/gelu.ts';
import { registerKernels } from '../../ops/registerKernels.ts';
import { chooseBackend } from '../../runtime/chooseBackend.ts';
import type { LabBackend } from '../../runtime/labBackend.ts';
import type { BatchSource } from '../batches.ts';
import { freeRunning, type TrainingControl } from '../control.ts';
import { openProbe } from '../gradients/probe.ts';
import { lossTerms } from '../gradients/termGradients.ts';
import { holdOut } from '../heldOut.ts';
import type { Learner } from '../learner.ts';
import { optimizers } from '../optimizers.ts';
import { emptyMemory, remember, rememberingTeacher, type TeacherMemory } from '../teacherLogits.ts';
import { train } from '../trainer.ts';
import { openExecutor } from './executor.ts';

const size = 6;
const classes = 3;

/** Random bytes, and their mirror images. */
function noise(count: number, seed: number): BatchSource {
  const stream = random(seed);
  const per = size * size * 3;
  const pixels = Uint8Array.from({ length: count * per }, () => stream.below(256));
  const tables = normalisingTables();
  const mirrored = (version: number) => version % 2 === 1;
  return {
    count,
    size,
    labels: Int32Array.from({ length: count }, () => stream.below(classes)),
    versions: 2,
    pixels,
    views(indices, versions, into) {
      indices.forEach((image, i) => {
        into.set([image, mirrored(versions[i] ?? 0) ? 1 : 0, 0, 0], 4 * i);
      });
    },
    fill(indices, versions) {
      const out = new Float32Array(indices.length * per);
      indices.forEach((image, i) => {
        for (let p = 0; p < per; p++) {
          const [row, x, channel] = [Math.floor(p / (3 * size)), Math.floor(p / 3) % size, p % 3];
          const from = mirrored(versions[i] ?? 0) ? size - 1 - x : x;
          const byte = pixels[image * per + (row * size + from) * 3 + channel] ?? 0;
          out[i * per + p] = tables[channel]?.[byte] ?? 0;
        }
      });
      return out;
    },
  };
}

/** Told to stop the n-th time that it is asked. */
function stoppedAfter(asks: number): TrainingControl {
  let asked = 0;
  return { stopped: false, checkpoint: async () => (++asked >= asks ? 'stop' : 'go') };
}

const teacherModel = catalogue.cnn.build({ classes, imageSize: size, width: 0.25 });
const model = catalogue.resnet8.build({ classes, imageSize: size, width: 0.25 });

/** A pixel a token, four heads' worth of attention and an MLP, sequence pooling. */
const width = 8;
const transformer: Model = chained(
  [
    {
      name: 'embed',
      stage: 'embed',
      parameters: [
        ...linearSpecs('proj', 3, width),
        vectorSpec('cls_token', [1, 1, width]),
        vectorSpec('pos_embed', [1, size * size + 1, width]),
      ],
      run: (weights, x, context) =>
        embedTokens(
          linearTokens(weights, 'proj', tokensOfMap(x as Tensor4D), context),
          [named(weights, 'cls_token')],
          named(weights, 'pos_embed'),
        ),
    },
    {
      name: 'block',
      stage: 'block',
      parameters: [
        ...layerNormSpecs('norm1', width),
        ...linearSpecs('qkv', width, 3 * width),
        ...layerNormSpecs('norm2', width),
        ...linearSpecs('fc1', width, 2 * width),
        ...linearSpecs('fc2', 2 * width, width),
      ],
      run(weights, given, context) {
        const x = given as Tensor3D;
        const normed = layerNorm(weights, 'norm1', x, context, 1e-6);
        const qkv = linearTokens(weights, 'qkv', normed, context);
        const attended = add(x, tappedAttention('attn', qkv, { heads: 2, width: width / 2 }, context));
        const next = layerNorm(weights, 'norm2', attended as Tensor3D, context, 1e-6);
        return add(
          attended,
          linearTokens(weights, 'fc2', gelu(linearTokens(weights, 'fc1', next, context)), context),
        );
      },
    },
    {
      name: 'pool',
      stage: 'pool',
      parameters: linearSpecs('pool', width, 1),
      run: (weights, x, context) => sequencePool(weights, 'pool', x as Tensor3D, context),
    },
    headPart('head', width, classes),
  ],
  { classes },
);

function vectorSpec(name: string, shape: readonly number[]): ParameterSpec {
  const initial = { kind: 'uniform', bound: 0.1 } as const;
  return { name, kind: 'vector', axes: shape, shape, role: 'trainable', initial };
}

async function run(options: {
  /** The student; a ResNet unless given. */
  student?: Model;
  capture: boolean;
  epochs: number;
  optimizer?: OptimizerName;
  control?: TrainingControl;
  ledger?: boolean;
  /** The teacher’s pixels. */
  takes?: InputScale;
  /** Images whose batches only the CPU can make. */
  withoutViews?: boolean;
  /** Logits of every third row that are known, by number of the row. */
  known?: (row: number) => number;
  /** Logits that an earlier run left. */
  stored?: TeacherMemory;
}) {
  const { student = model } = options;
  const before = memory().numTensors;
  // Three batches of which the last is smaller.
  const { views, ...told } = noise(14, 1);
  const source: BatchSource = { ...told, ...(options.withoutViews || !views ? {} : { views }) };
  const held = noise(5, 2);
  const validation = holdOut(held, classes, [Float32Array.from({ length: 15 }, (_, i) => Math.sin(i))]);
  const frozen = {
    model: onScale(teacherModel, options.takes ?? 'imagenet'),
    parameters: initialise(teacherModel.parameters, random(4)),
  };
  const answers = emptyMemory(source, classes);
  const { known, stored } = options;
  for (const [row, flag] of stored?.known.entries() ?? []) {
    if (flag === 1)
      remember(answers, row, stored?.table.slice(row * classes, (row + 1) * classes) ?? new Float32Array());
  }
  for (let row = 0; known && row < answers.known.length; row += 3) {
    remember(answers, row, new Float32Array(classes).fill(known(row)));
  }
  const teacher = rememberingTeacher(frozen, source, classes, answers);
  const prepared: number[] = [];
  const data = { source, classes, validation, teachers: [teacher], capture: options.capture };
  const probe = options.ledger
    ? await openProbe(data, { seed: 1, batchSize: 5 }, options.control ?? freeRunning)
    : undefined;
  const executor = openExecutor({ ...data, probe, onPreparing: (done) => prepared.push(done) });
  const store = executor.createStore(student.parameters, initialise(student.parameters, random(3)));
  const optimizer = optimizers[options.optimizer ?? 'sgd']({
    ...{ momentum: 0.9, weightDecay: 1e-3 },
    // Short enough that gradients are longer.
    clipNorm: options.optimizer === 'adamw' ? 0.1 : 0,
  });
  const epochs: EpochRecord[] = [];
  const learner: Learner = {
    ...{ model: student, store, optimizer },
    objective: distillationObjective({ alpha: 0.5, similarity: 'kl', temperature: 4 }),
  };
  for await (const [epoch] of train([learner], {
    executor,
    terms: options.ledger ? lossTerms({ similarity: 'kl', temperature: 4 }) : undefined,
    epochs: options.epochs,
    batchSize: 5,
    rate: (epoch) => 0.02 / epoch,
    random: random(1),
    control: options.control ?? freeRunning,
    onStep: () => undefined,
  })) {
    if (epoch) epochs.push({ ...epoch, seconds: 0 });
  }
  const weights: Record<string, number[]> = {};
  for (const [name, tensor] of Object.entries(store.parameters))
    weights[name] = Array.from(await tensor.data());
  store.dispose();
  optimizer.dispose();
  await executor.dispose();
  probe?.dispose();
  validation.dispose();
  for (const tensor of Object.values(frozen.parameters)) tensor.dispose();
  return {
    epochs,
    weights,
    prepared,
    known: answers.known.reduce((sum, known) => sum + known, 0),
    answers,
    leaked: memory().numTensors - before,
  };
}

describe('on WebGPU', () => {
  const refusals: string[] = [];

  beforeAll(async () => {
    const { lost } = await chooseBackend('webgpu', { wasmPaths: '' });
    void lost?.then(({ what }) => refusals.push(inEnglish(what)));
  });

  it.each(['sgd', 'adam', 'adamw'] as const)(
    'captured and uncaptured steps of %s give identical weights and curves, 51 and 12 of them, and leak nothing',
    async (optimizer) => {
      const epochs = optimizer === 'sgd' ? 17 : 4;
      const captured = await run({ capture: true, epochs, optimizer });
      const direct = await run({ capture: false, epochs, optimizer });
      expect(captured.weights).toEqual(direct.weights);
      expect(captured.epochs).toEqual(direct.epochs);
      expect(captured.epochs).toHaveLength(epochs);
      expect(captured.leaked).toBe(0);
      expect(direct.leaked).toBe(0);
      // The teacher is shown the versions that came up, and its logits are read back.
      expect(captured.known).toBe(direct.known);
      expect(captured.known).toBeGreaterThan(14);
    },
  );

  it('captured and uncaptured steps of a transformer give identical weights and curves, and leak nothing', async () => {
    const captured = await run({ student: transformer, capture: true, epochs: 6, optimizer: 'adam' });
    const direct = await run({ student: transformer, capture: false, epochs: 6, optimizer: 'adam' });
    expect(captured.weights).toEqual(direct.weights);
    expect(captured.epochs).toEqual(direct.epochs);
    expect(captured.epochs).toHaveLength(6);
    const start = initialise(transformer.parameters, random(3));
    for (const [name, tensor] of Object.entries(start)) {
      expect(captured.weights[name], name).not.toEqual(Array.from(await tensor.data()));
      tensor.dispose();
    }
    expect([captured.leaked, direct.leaked]).toEqual([0, 0]);
  });

  it('learns from the logits that are known already, beside images that the teacher is shown, and leaves them', async () => {
    // Nothing that the network would say: the logits of a row are all its number, and so say as much of each class.
    const known = (row: number) => row + 1;
    const captured = await run({ capture: true, epochs: 3, known });
    const direct = await run({ capture: false, epochs: 3, known });
    expect(captured.weights).toEqual(direct.weights);
    expect(captured.epochs).toEqual(direct.epochs);
    expect(captured.answers).toEqual(direct.answers);
    expect(captured.leaked).toBe(0);
    for (let row = 0; row < 28; row += 3) {
      const logits = captured.answers.table.subarray(row * classes, (row + 1) * classes);
      expect(Array.from(logits)).toEqual(new Array(classes).fill(row + 1));
    }
    expect(captured.known).toBeGreaterThan(10);
    // What they say is learned from, in batches that the teacher is shown for the sake of others too.
    const others = await run({ capture: true, epochs: 3 });
    expect(captured.epochs[0]?.train.terms).not.toEqual(others.epochs[0]?.train.terms);
    for (const [row, flag] of others.answers.known.entries()) {
      if (row % 3 === 0 || flag !== 1 || captured.answers.known[row] !== 1) continue;
      const of = ({ table }: typeof others.answers) =>
        Array.from(table.subarray(row * classes, (row + 1) * classes));
      expect(of(captured.answers)).toEqual(of(others.answers));
    }
  });

  it.each([true, false])(
    'learns the same from logits that are all unknown, partly known or known; captured: %s',
    async (capture) => {
      const first = await run({ capture, epochs: 3 });
      const { table } = first.answers;
      for (const share of [1, 2, 3]) {
        const again = await run({
          capture,
          epochs: 3,
          stored: { table, known: first.answers.known.map((flag, row) => (row % share === 0 ? flag : 0)) },
        });
        expect(again.weights).toEqual(first.weights);
        expect(again.epochs).toEqual(first.epochs);
        expect(again.answers).toEqual(first.answers);
      }
    },
  );

  it('asks a teacher that was trained on other pixels within a captured step', async () => {
    const captured = await run({ capture: true, epochs: 3, takes: 'zero-to-one' });
    const direct = await run({ capture: false, epochs: 3, takes: 'zero-to-one' });
    expect(captured.weights).toEqual(direct.weights);
    expect(captured.epochs).toEqual(direct.epochs);
    expect(captured.known).toBe(direct.known);
    expect(captured.leaked).toBe(0);
    const { epochs } = await run({ capture: true, epochs: 3 });
    expect(captured.epochs).not.toEqual(epochs);
  });

  it.each([
    ['captured', 'a step', true, 2],
    ['captured', 'its evaluation', true, 4],
    ['uncaptured', 'a step', false, 2],
    ['uncaptured', 'its evaluation', false, 4],
  ] as const)(
    'a %s run that is stopped in %s leaves nothing behind and the device in order',
    async (_, __, capture, asks) => {
      const { leaked, epochs } = await run({ capture, epochs: 2, control: stoppedAfter(asks) });
      expect(epochs).toHaveLength(0);
      expect(leaked).toBe(0);
      const device = (backend() as LabBackend).device;
      await device.queue.onSubmittedWorkDone();
      expect(refusals).toEqual([]);
    },
  );

  it.each([true, false])(
    'measures gradients for the ledger without changing a weight, a curve or an answer; captured: %s',
    async (capture) => {
      const measured = await run({ capture, epochs: 3, ledger: true });
      const plain = await run({ capture, epochs: 3 });
      expect(measured.weights).toEqual(plain.weights);
      expect(measured.epochs.map(({ gradients, ...epoch }) => epoch)).toEqual(plain.epochs);
      expect(measured.known).toBe(plain.known);
      expect(measured.leaked).toBe(0);
      // Each epoch has its own: no replay answers with what was measured before.
      expect(new Set(measured.epochs.map(({ gradients }) => gradients?.hard)).size).toBe(3);
    },
  );

  it('measures the same gradients captured, uncaptured and, but for rounding, with stock kernels', async () => {
    const captured = await run({ capture: true, epochs: 2, ledger: true });
    const direct = await run({ capture: false, epochs: 2, ledger: true });
    expect(captured.epochs).toEqual(direct.epochs);
    registerKernels('webgpu', 'stock');
    try {
      const stock = await run({ capture: true, epochs: 2, ledger: true });
      expect(stock.leaked).toBe(0);
      for (const name of ['hard', 'soft', 'cosine'] as const) {
        captured.epochs.forEach(({ gradients }, i) => {
          const other = stock.epochs[i]?.gradients?.[name] ?? Number.NaN;
          expect(Math.abs((gradients?.[name] ?? Number.NaN) - other), name).toBeLessThan(1e-3);
        });
      }
    } finally {
      registerKernels('webgpu', 'ours');
    }
  });

  it.each([true, false])(
    'trains on batches that the CPU makes as on its own, ledger and all; captured: %s',
    async (capture) => {
      const own = await run({ capture, epochs: 3, ledger: true });
      const given = await run({ capture, epochs: 3, ledger: true, withoutViews: true });
      expect(given.weights).toEqual(own.weights);
      const withoutGradients = ({ gradients, ...epoch }: EpochRecord) => epoch;
      expect(given.epochs.map(withoutGradients)).toEqual(own.epochs.map(withoutGradients));
      // The teacher's logits for the ledger's images are tabulated elsewhere, and rounded otherwise.
      given.epochs.forEach(({ gradients }, i) => {
        for (const name of ['hard', 'soft', 'cosine'] as const) {
          expect(gradients?.[name], name).toBeCloseTo(own.epochs[i]?.gradients?.[name] ?? Number.NaN, 5);
        }
      });
      expect(given.known).toBe(own.known);
      expect(given.leaked).toBe(0);
    },
  );

  it('files no answers of a teacher whose step could not be prepared', async () => {
    const device = (backend() as LabBackend).device;
    const compile = device.createComputePipelineAsync;
    device.createComputePipelineAsync = () => Promise.reject(new Error('no more'));
    const source = noise(7, 3);
    const answers = emptyMemory(source, classes);
    const frozen = { model: teacherModel, parameters: initialise(teacherModel.parameters, random(4)) };
    const executor = openExecutor({
      source,
      classes,
      validation: holdOut(source, classes, []),
      teachers: [rememberingTeacher(frozen, source, classes, answers)],
    });
    const store = executor.createStore(model.parameters, initialise(model.parameters, random(3)));
    const optimizer = optimizers.sgd({ momentum: 0.9, weightDecay: 0 });
    const objective = distillationObjective({ alpha: 0.5, similarity: 'kl', temperature: 4 });
    const stepper = executor.stepperFor({ model, store, optimizer, objective });
    try {
      // Seven images are a batch that nothing was compiled for.
      const step = stepper.learn(
        { indices: Int32Array.of(0, 1, 2, 3, 4, 5, 6), versions: new Uint32Array(7) },
        0.1,
      );
      await expect(step).rejects.toThrow('no more');
    } finally {
      device.createComputePipelineAsync = compile;
    }
    stepper.dispose();
    store.dispose();
    optimizer.dispose();
    await executor.dispose();
    for (const tensor of Object.values(frozen.parameters)) tensor.dispose();
    expect(answers.known.every((known) => known === 0)).toBe(true);
  });

  it('stock kernels, fed from the CPU, give the same but for rounding', async () => {
    const ours = await run({ capture: true, epochs: 2 });
    registerKernels('webgpu', 'stock');
    try {
      const stock = await run({ capture: true, epochs: 2 });
      for (const [name, values] of Object.entries(ours.weights)) {
        values.forEach((value, i) => {
          expect(Math.abs(value - (stock.weights[name]?.[i] ?? Number.NaN)), name).toBeLessThan(1e-4);
        });
      }
      expect(stock.epochs[1]?.validation.loss).toBeCloseTo(ours.epochs[1]?.validation.loss ?? 0, 4);
    } finally {
      registerKernels('webgpu', 'ours');
    }
  });
});
