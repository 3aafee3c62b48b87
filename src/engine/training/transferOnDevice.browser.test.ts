/**
 * Frozen parts and recomputed activations on a WebGPU device (a software adapter here, which is why all is tiny): the
 * captured step gives what the same steps give one by one and, but for rounding, what the host executor gives, whose
 * weights have a tensor each.
 */
import { memory, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../base/random.ts';
import type { EpochRecord } from '../../protocol/records.ts';
import { type FreezeName, freezeNames, type MemoryName, type OptimizerName } from '../../spec/choices.ts';
import type { LayerFactors } from '../../spec/network/layerFactors.ts';
import type { LayerForm, LayerFormOf } from '../../spec/network/layerForms.ts';
import { normalisingTables } from '../../spec/normalisation.ts';
import { catalogue } from '../families/catalogue.ts';
import type { Model } from '../families/model.ts';
import { chained } from '../families/parts.ts';
import { withFactors } from '../families/withFactors.ts';
import { layersOf, withForms } from '../families/withForms.ts';
import { initialise } from '../layers/initialise.ts';
import type { Parameters } from '../layers/parameters.ts';
import { distillationObjective } from '../objectives/batchLoss.ts';
import { gpuIsHere, startGpuInBrowser } from '../ops/webgpu/startGpuInBrowser.ts';
import { freezing } from '../transfer/freezing.ts';
import type { BatchSource } from './batches.ts';
import { freeRunning } from './control.ts';
import { deviceExecutor } from './executors/deviceExecutor.ts';
import { hostExecutor } from './executors/hostExecutor.ts';
import { openProbe } from './gradients/probe.ts';
import { lossTerms } from './gradients/termGradients.ts';
import { holdOut } from './heldOut.ts';
import type { Learner } from './learner.ts';
import { optimizers } from './optimizers.ts';
import { roundingHooks } from './rounding/roundingHooks.ts';
import { keptTeacher } from './teacherLogits.ts';
import { train } from './trainer.ts';

const size = 6;
const classes = 3;
const whole = catalogue.resnet8.build({ classes, imageSize: size, width: 0.25 });

/** Random bytes, each image in one version. */
function noise(count: number, seed: number): BatchSource {
  const stream = random(seed);
  const per = size * size * 3;
  const pixels = Uint8Array.from({ length: count * per }, () => stream.below(256));
  const tables = normalisingTables();
  return {
    ...{ count, size, versions: 1, pixels },
    labels: Int32Array.from({ length: count }, () => stream.below(classes)),
    views(indices, _, into) {
      indices.forEach((image, i) => {
        into.set([image, 0, 0, 0], 4 * i);
      });
    },
    fill: (indices) =>
      Float32Array.from({ length: indices.length * per }, (_, p) => {
        const byte = pixels[(indices[Math.floor(p / per)] ?? 0) * per + (p % per)] ?? 0;
        return tables[p % 3]?.[byte] ?? Number.NaN;
      }),
  };
}

const waves = (length: number) => Float32Array.from({ length }, (_, i) => 2 * Math.sin(i));

interface Options {
  readonly executor: 'captured' | 'direct' | 'host';
  readonly freeze?: FreezeName;
  readonly memory?: MemoryName;
  /** Of every layer, of low rank the last two, of another's weights one. */
  readonly form?: LayerForm;
  /** Whether layers run as factors, by every method that there is. */
  readonly factored?: boolean;
  /** Whether the backbone learns at half the rate, and norms and biases without weight decay. */
  readonly several?: boolean;
  readonly optimizer?: OptimizerName;
}

const factors: Readonly<Record<string, LayerFactors>> = {
  'layer1.0.conv1': { method: 'channel', ranks: [2] },
  'layer2.0.conv1': { method: 'spatial', ranks: [3] },
  'layer3.0.conv1': { method: 'tucker', ranks: [3, 2] },
  'layer3.0.conv2': { method: 'cp', ranks: [3] },
};

/** The network as the options have it. */
function modelOf({ freeze = 'none', form, factored = false, several = false }: Options): Model {
  if (factored) return withFactors(whole, factors);
  const layers = layersOf(whole.parameters);
  // A software adapter takes seconds to compile the products of a layer.
  const some =
    form?.kind === 'lowRank'
      ? layers.slice(-2)
      : layers.filter(({ name }) => form?.kind !== 'sharedWith' || name === 'layer1.0.conv2');
  const formed = form ? withForms(whole, Object.fromEntries(some.map(({ name }) => [name, form]))) : whole;
  const model = freezing(formed, freeze, several ? 0.5 : 1);
  if (!several) return model;
  const parts = model.parts.map((part) => ({
    ...part,
    parameters: part.parameters.map((spec) => (spec.kind === 'vector' ? { ...spec, decay: 0 } : spec)),
  }));
  return chained(parts, model);
}

/** What a network starts from: scales of a tenth, masks of which every third number is 0, four shared values in turn. */
function startOf(model: Model): Parameters {
  const start: Record<string, Tensor> = { ...initialise(model.parameters, random(3)) };
  for (const { name, shape } of model.parameters) {
    const isMask = name.endsWith('_mask');
    const isIndex = name.endsWith('_index');
    if (!isMask && !isIndex && !name.endsWith('_scale')) continue;
    start[name]?.dispose();
    const size = shape.reduce((product, length) => product * length, 1);
    start[name] = tensor(
      Float32Array.from({ length: size }, (_, i) => (isMask ? Number(i % 3 > 0) : isIndex ? i % 4 : 0.1)),
      [...shape],
    );
  }
  return start;
}

/** Three epochs of three batches, the last of which is smaller, with the loss ledger. */
async function run(options: Options) {
  const { executor: kind, memory: kept = 'keep', several = false } = options;
  const before = memory().numTensors;
  const model = modelOf(options);
  const source = noise(14, 1);
  const validation = holdOut(noise(5, 2), classes, [waves(15)]);
  const teacher = keptTeacher(waves(14 * classes), source, classes);
  const data = { source, classes, validation, teachers: [teacher], capture: kind === 'captured' };
  const probe = await openProbe(data, { seed: 1, batchSize: 5 }, freeRunning);
  const executor = (kind === 'host' ? hostExecutor : deviceExecutor)({ ...data, probe });
  const store = executor.createStore(model.parameters, startOf(model));
  const weightDecay = several ? 0.5 : 1e-3;
  const optimizer = optimizers[options.optimizer ?? 'sgd']({ momentum: 0.9, weightDecay });
  const epochs: EpochRecord[] = [];
  const learner: Learner = {
    ...{ model, store, optimizer, memory: kept },
    objective: distillationObjective({ alpha: 0.5, similarity: 'kl', temperature: 4 }),
  };
  for await (const [epoch] of train([learner], {
    ...{ executor, epochs: 3, batchSize: 5 },
    terms: lossTerms({ similarity: 'kl', temperature: 4 }),
    rate: (epoch) => 0.02 / epoch,
    random: random(1),
    hooks: roundingHooks(model.parameters, random(1)),
    control: freeRunning,
    onStep: () => undefined,
  })) {
    if (epoch) epochs.push({ ...epoch, seconds: 0 });
  }
  const weights: Record<string, number[]> = {};
  for (const [name, held] of Object.entries(store.parameters)) weights[name] = Array.from(await held.data());
  store.dispose();
  optimizer.dispose();
  await executor.dispose();
  probe?.dispose();
  validation.dispose();
  return { epochs, weights, leaked: memory().numTensors - before };
}

type Quantised = LayerFormOf<'quantised'>;
const learned = (
  weights: NonNullable<Quantised['weights']>['method'],
  activations: NonNullable<Quantised['activations']>['method'],
  rounding?: 'stochastic',
): Quantised => ({
  kind: 'quantised',
  weights: { method: weights, bits: 4, per: 'channel', ...(rounding ? { rounding } : {}) },
  activations: { method: activations, bits: 4, signed: false },
});

type Run = Awaited<ReturnType<typeof run>>;

function expectClose(one: Run, other: Run): void {
  one.epochs.forEach(({ train, validation, gradients }, i) => {
    const expected = other.epochs[i];
    expect(train.loss).toBeCloseTo(expected?.train.loss ?? Number.NaN, 4);
    expect(validation.loss).toBeCloseTo(expected?.validation.loss ?? Number.NaN, 4);
    expect(gradients?.hard).toBeCloseTo(expected?.gradients?.hard ?? Number.NaN, 3);
  });
  for (const [name, values] of Object.entries(one.weights)) {
    values.forEach((value, i) => {
      expect(Math.abs(value - (other.weights[name]?.[i] ?? Number.NaN)), name).toBeLessThan(1e-4);
    });
  }
}

describe.skipIf(!gpuIsHere)('on WebGPU (skipped without an adapter)', () => {
  beforeAll(startGpuInBrowser);

  it.each(freezeNames.filter((name) => name !== 'none'))(
    'freezes %s: what does not learn stays as it is, the rest gets the weights that the host executor gives it',
    async (freeze) => {
      const captured = await run({ executor: 'captured', freeze });
      const direct = await run({ executor: 'direct', freeze });
      const host = await run({ executor: 'host', freeze });
      expect(captured.weights).toEqual(direct.weights);
      expect(captured.epochs).toEqual(direct.epochs);
      expectClose(captured, host);
      expect([captured.leaked, direct.leaked, host.leaked]).toEqual([0, 0, 0]);
      const start = initialise(whole.parameters, random(3));
      for (const { name, role } of freezing(whole, freeze).parameters) {
        const first = Array.from((await start[name]?.data()) ?? []);
        if (role === 'frozen') expect(captured.weights[name], name).toEqual(first);
        else expect(captured.weights[name], name).not.toEqual(first);
      }
      for (const tensor of Object.values(start)) tensor.dispose();
    },
  );

  it.each(['none', 'stage', 'head-batch-norm'] as const)(
    'recomputes with the very weights and curves of what is kept, captured and not; freezing %s',
    async (freeze) => {
      const kept = await run({ executor: 'captured', freeze });
      for (const executor of ['captured', 'direct'] as const) {
        const recomputed = await run({ executor, freeze, memory: 'recompute' });
        expect(recomputed.weights).toEqual(kept.weights);
        expect(recomputed.epochs).toEqual(kept.epochs);
        expect(recomputed.leaked).toBe(0);
      }
      expectClose(await run({ executor: 'host', freeze, memory: 'recompute' }), kept);
    },
  );

  it.each([
    { kind: 'masked' },
    { kind: 'lowRank', rank: 2 },
    { kind: 'codebook', entries: 4 },
    { kind: 'hashed', entries: 20, seed: 5 },
    { kind: 'sharedWith', layer: 'layer1.0.conv1' },
    { kind: 'fakeQuantised', bits: 4, activationBits: 8 },
    learned('lsq', 'lsq'),
    learned('dorefa', 'dorefa'),
    ...(['lsq', 'plain', 'dorefa'] as const).map((method) => learned(method, 'lsq', 'stochastic')),
    learned('plain', 'pact'),
    learned('xnor', 'plain'),
    learned('twn', 'sign'),
    learned('ttq', 'apot'),
    learned('apot', 'apot'),
    learned('lab', 'lsq'),
  ] as const)(
    'trains $kind layers captured as uncaptured, to the bit, and as the host executor does',
    async (form) => {
      const captured = await run({ executor: 'captured', form });
      const direct = await run({ executor: 'direct', form });
      const recomputed = await run({ executor: 'captured', form, memory: 'recompute' });
      expect(captured.weights).toEqual(direct.weights);
      expect(captured.epochs).toEqual(direct.epochs);
      expect(recomputed.weights).toEqual(captured.weights);
      expect([captured.leaked, direct.leaked]).toEqual([0, 0]);
      const host = await run({ executor: 'host', form });
      // A level more or less of one input is a jump, where rounding is not.
      if (form.kind !== 'fakeQuantised' && form.kind !== 'quantised') expectClose(captured, host);
      const losses = captured.epochs.map(({ train }) => train.loss);
      expect(new Set(losses).size).toBe(losses.length);
      const dense = await run({ executor: 'captured' });
      expect(losses).not.toEqual(dense.epochs.map(({ train }) => train.loss));
    },
  );

  it('trains layers that run as factors captured as uncaptured, to the bit, and as the host executor does', async () => {
    const captured = await run({ executor: 'captured', factored: true });
    const direct = await run({ executor: 'direct', factored: true });
    const recomputed = await run({ executor: 'captured', factored: true, memory: 'recompute' });
    expect(captured.weights).toEqual(direct.weights);
    expect(captured.epochs).toEqual(direct.epochs);
    expect(recomputed.weights).toEqual(captured.weights);
    expect([captured.leaked, direct.leaked]).toEqual([0, 0]);
    expectClose(captured, await run({ executor: 'host', factored: true }));
    const losses = captured.epochs.map(({ train }) => train.loss);
    expect(new Set(losses).size).toBe(losses.length);
  });

  it.each(['sgd', 'adam'] as const)(
    'trains with several learning rates and weight decays on the device, by %s: captured as uncaptured, and as the host',
    async (optimizer) => {
      const captured = await run({ executor: 'captured', several: true, optimizer });
      const direct = await run({ executor: 'direct', several: true, optimizer });
      expect(captured.weights).toEqual(direct.weights);
      expect(captured.epochs).toEqual(direct.epochs);
      expect(captured.leaked).toBe(0);
      expectClose(captured, await run({ executor: 'host', several: true, optimizer }));
      const plain = await run({ executor: 'captured', optimizer });
      expect(captured.weights).not.toEqual(plain.weights);
    },
  );
});
