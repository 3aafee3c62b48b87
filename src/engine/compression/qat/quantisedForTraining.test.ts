/**
 * Networks that begin to be quantised in training: where their steps start, which layers get which grids, what they take, and that
 * they learn.
 */
import { dispose, type Tensor4D, tensor2d, tensor4d, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../../base/random.ts';
import type { ModelName } from '../../../spec/choices.ts';
import { qatMethods } from '../../../spec/recipe/qat.ts';
import { build, catalogue } from '../../families/catalogue.ts';
import { storedSize } from '../../families/storedSize.ts';
import { layersOf } from '../../families/withForms.ts';
import { drawnParameters } from '../../graph/drawnNetwork.ts';
import { lossAwareScale } from '../../layers/forms/quantised/lossAware.ts';
import { toDevice, toHost } from '../../layers/hostParameters.ts';
import { distillationObjective } from '../../objectives/batchLoss.ts';
import { measuresOf } from '../../objectives/measures.ts';
import { startWasmInNode } from '../../ops/wasmInNode.ts';
import { learn } from '../../training/learner.ts';
import { optimizers } from '../../training/optimizers.ts';
import { createParameterStore } from '../../training/parameterStore.ts';
import type { LearnerState } from '../../training/trainState.ts';
import type { Checkpoint } from '../../transfer/checkpoint.ts';
import { held } from '../quantising/folded.ts';
import { lossAwareHooks } from './lossAwareHook.ts';
import { type QatSettings, qatReport, quantisedForTraining } from './quantisedForTraining.ts';

beforeAll(startWasmInNode);

const side = 8;
const classes = 3;
const settings: QatSettings = { method: 'lsq', bits: 4, activations: 8, ends: '8', per: 'channel' };

async function drawn(name: ModelName): Promise<Checkpoint> {
  const architecture = catalogue[name].architecture({ classes, imageSize: side, width: 0.25 });
  const parameters = drawnParameters(build(architecture).parameters);
  const tensors = await toHost(parameters);
  dispose({ ...parameters });
  return { architecture, tensors };
}

function pictures(count = 4): Tensor4D {
  const stream = random(3, 'pictures');
  const values = Float32Array.from({ length: count * side * side * 3 }, () => stream.normal());
  return tensor4d(values, [count, side, side, 3]);
}

const begun = async (from: Checkpoint, changes: Partial<QatSettings> = {}) =>
  quantisedForTraining(from, { ...settings, ...changes }, { images: [pictures()] });

const formOf = ({ architecture }: Checkpoint, layer: string) => {
  const form = architecture.forms[layer];
  if (form?.kind !== 'quantised') throw new Error(`${layer} is not quantised`);
  return form;
};
const meanSize = (values: Float32Array) =>
  values.reduce((sum, value) => sum + Math.abs(value), 0) / values.length;

describe('a network that begins', () => {
  it('has steps of 2·mean|w|/√Q_p, eight bits at its ends, and grids below 0 where inputs are', async () => {
    const from = await drawn('mobilenetv2');
    const network = await begun(from, { per: 'tensor' });
    const layers = layersOf(build({ ...from.architecture, forms: {} }).parameters);
    const [first, second] = layers;
    const last = layers.at(-1);
    for (const end of [first, last]) {
      expect(formOf(network, end?.name ?? '').weights).toEqual({ method: 'lsq', bits: 8, per: 'channel' });
    }
    expect(formOf(network, second?.name ?? '').weights).toEqual({ method: 'lsq', bits: 4, per: 'tensor' });
    const weight = held(from.tensors, second?.weight.name ?? '').values;
    const step = held(network.tensors, `${second?.name}.weight_step`).values[0] ?? 0;
    expect(step).toBeCloseTo((2 * meanSize(weight)) / Math.sqrt(7), 6);
    // Pictures and what a linear bottleneck gives have both signs, what a ReLU gives has not.
    const signs = layers.map(({ name }) => formOf(network, name).activations?.signed);
    expect(signs[0]).toBe(true);
    expect(new Set(signs)).toEqual(new Set([true, false]));
    for (const { name } of layers) {
      const zero = held(network.tensors, `${name}.input_zero_point`).values[0];
      expect(zero).toBe(formOf(network, name).activations?.signed ? 128 : 0);
    }
    const same = await begun(from, { ends: 'same' });
    expect(formOf(same, first?.name ?? '').weights?.bits).toBe(4);
    const float = await begun(from, { activations: 32 });
    expect(layers.some(({ name }) => formOf(float, name).activations)).toBe(false);
    expect(qatReport(float).activations).toBe(32);
  });

  it('computes with 8 bits nearly what it computed', async () => {
    const from = await drawn('resnet8');
    const network = await begun(from, { bits: 8 });
    const images = pictures();
    const logits = ({ architecture, tensors }: Checkpoint) =>
      tidy(() =>
        Array.from(build(architecture).forward(toDevice(tensors), images, { training: false }).dataSync()),
      );
    const [before, after] = [logits(from), logits(network)];
    const most = Math.max(...before.map(Math.abs));
    before.forEach((value, i) => {
      expect(Math.abs(value - (after[i] ?? Number.NaN)) / most).toBeLessThan(0.1);
    });
    expect(after).not.toEqual(before);
    images.dispose();
  });

  it('takes the bits of its method, and begins anew after another one', async () => {
    const from = await drawn('resnet8');
    const layers = layersOf(build({ ...from.architecture, forms: {} }).parameters);
    const bytesOf = ({ architecture, tensors }: Checkpoint) =>
      storedSize(layers, architecture.forms, tensors).bytes;
    const found = Object.fromEntries(
      await Promise.all(
        qatMethods.map(async (method) => [method, await begun(from, { method, ends: 'same' })] as const),
      ),
    );
    const bits = Object.fromEntries(Object.entries(found).map(([name, one]) => [name, qatReport(one).bits]));
    const four = { lsq: 4, dorefa: 4, pact: 4, plain: 4, apot: 4, pot: 4 };
    expect(bits).toEqual({ ...four, bwn: 1, xnor: 1, lab: 1, twn: 2, ttq: 2 });
    expect(bytesOf(found.lsq as Checkpoint)).toBeLessThan(bytesOf(from) / 5);
    const again = await begun(found.twn as Checkpoint, { method: 'ttq' });
    expect(formOf(again, layers[1]?.name ?? '').weights?.method).toBe('ttq');
    expect(Object.keys(again.tensors).sort()).toEqual(
      build(again.architecture)
        .parameters.map(({ name }) => name)
        .sort(),
    );
  });

  it('keeps the sign of inputs of one bit, and learned steps where a clip would cut what is below 0', async () => {
    const from = await drawn('resnet8');
    const layers = layersOf(build({ ...from.architecture, forms: {} }).parameters).map(({ name }) => name);
    const methods = async (changes: Partial<QatSettings>) => {
      const network = await begun(from, { ends: 'same', ...changes });
      return layers.map((name) => formOf(network, name).activations?.method);
    };
    expect((await methods({ method: 'xnor', activations: 1 }))[0]).toBe('sign');
    expect(new Set((await methods({ method: 'xnor', activations: 1 })).slice(1))).toEqual(new Set(['lsq']));
    const pact = await methods({ method: 'pact', activations: 4 });
    expect(pact[0]).toBe('lsq');
    expect(pact.slice(1)).toEqual(pact.slice(1).fill('pact'));
    expect((await methods({ method: 'apot', activations: 4 })).at(-1)).toBe('apot');
    expect((await methods({ method: 'apot', activations: 8 })).at(-1)).toBe('lsq');
  });
});

describe('steps of training', () => {
  it.each(
    qatMethods.flatMap((method) =>
      (['resnet8', 'mobilenet'] as const).map((name) => [method, name] as const),
    ),
  )('by %s lower the loss of %s', async (method, name) => {
    const { architecture, tensors } = await begun(await drawn(name), { method, bits: 3, activations: 4 });
    const model = build(architecture);
    const store = createParameterStore(model.parameters, toDevice(tensors));
    const optimizer = optimizers.adam({ momentum: 0.9, weightDecay: 0 });
    const objective = distillationObjective({ alpha: 1, similarity: 'kl', temperature: 1 });
    const images = pictures(6);
    const labels = tensor2d([0, 1, 2, 0, 1, 2].map((at) => [0, 1, 2].map((one) => Number(one === at))));
    const losses: number[] = [];
    for (let step = 0; step < 25; step++) {
      optimizer.prepare(store, 0.01);
      const sums = learn({ model, store, optimizer, objective }, { images, labels, teachers: [] });
      losses.push(measuresOf((await sums.data()) as Float32Array, objective.termNames).loss);
      sums.dispose();
    }
    expect(losses.every(Number.isFinite)).toBe(true);
    // Few levels make the way down uneven.
    expect(Math.min(...losses.slice(-8))).toBeLessThan(losses[0] ?? 0);
    store.dispose();
    optimizer.dispose();
    dispose([images, labels]);
  });

  it('keep the scale of loss-aware weights by Adam’s curvature', async () => {
    const network = await begun(await drawn('resnet8'), { method: 'lab' });
    const layer = layersOf(build({ ...network.architecture, forms: {} }).parameters)[1]?.name ?? '';
    const written: Record<string, Float32Array> = {};
    const weight = held(network.tensors, `${layer}.weight`);
    const second = weight.values.map((_, i) => i ** 2);
    const learner: Pick<LearnerState, 'read' | 'readOptimiser' | 'write'> = {
      read: async () => network.tensors,
      readOptimiser: async () => ({ [`${layer}.weight.exp_avg_sq`]: { ...weight, values: second } }),
      write: (changed) => {
        for (const [name, { values }] of Object.entries(changed)) written[name] = values;
      },
    };
    const hooks = lossAwareHooks(network.architecture.forms);
    const about = { step: 5, epoch: 1, epochs: 1, stepsPerEpoch: 8 };
    for (const hook of hooks)
      if (hook.at === 'step') await hook.run({ learners: [learner as LearnerState] }, about);
    expect(written).toEqual({});
    for (const hook of hooks)
      if (hook.at === 'end') await hook.run({ learners: [learner as LearnerState] }, about);
    const expected = lossAwareScale(weight.values, second);
    expect(written[`${layer}.weight_scale`]?.[0]).toBeCloseTo(expected, 6);
    expect(expected).not.toBeCloseTo(meanSize(weight.values), 4);
    expect(lossAwareHooks((await begun(await drawn('resnet8'))).architecture.forms)).toEqual([]);
  });
});
