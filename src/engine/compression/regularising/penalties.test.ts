import '@tensorflow/tfjs-backend-cpu';
import { dispose, memory, setBackend, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../../base/random.ts';
import { catalogue } from '../../families/catalogue.ts';
import type { Model } from '../../families/model.ts';
import { type HostParameters, toDevice, toHost } from '../../layers/hostParameters.ts';
import { initialise } from '../../layers/initialise.ts';
import { registerKernels } from '../../ops/registerKernels.ts';
import { startWasmInNode } from '../../ops/wasmInNode.ts';
import type { Penalty } from '../../training/penalty.ts';
import { stepsPerEpoch, tinyNetwork, trainTiny } from '../../training/trainingForTests.ts';
import { channelGroups } from '../pruning/channelGroups.ts';
import { sumsOver } from '../pruning/importance.ts';
import {
  groupPenalty,
  growingPenalty,
  grownStrength,
  leastChannels,
  normPenalty,
  smallChannels,
} from './penalties.ts';

const start = {
  cpu: async () => {
    await setBackend('cpu');
    registerKernels('cpu');
  },
  wasm: startWasmInNode,
};

/** A flattened picture before its linear layer, so that channels lie in several places each. */
const networks: Readonly<Record<string, Model>> = {
  'a residual network': tinyNetwork,
  'a perceptron': catalogue.cnn.build({ classes: 3, imageSize: 8, width: 0.125 }),
  'depthwise filters': catalogue.mobilenetv2.build({
    classes: 3,
    imageSize: 16,
    width: 0.1,
    channelMultiple: 2,
  }),
};

async function drawn(model: Model, penalty: Penalty): Promise<HostParameters> {
  const specs = [...model.parameters, ...penalty.parameters];
  const parameters = initialise(specs, random(2));
  const tensors = await toHost(parameters);
  dispose({ ...parameters });
  const stream = random(8);
  return Object.fromEntries(
    Object.entries(tensors).map(([name, { shape, values }]) => [
      name,
      name.startsWith('penalty')
        ? { shape, values }
        : { shape, values: values.map((w) => w + stream.between(-0.2, 0.2)) },
    ]),
  );
}

async function gradientsOf(penalty: Penalty, tensors: HostParameters): Promise<HostParameters> {
  const parameters = toDevice(tensors);
  const gradients = tidy(() => ({ ...penalty.gradients(parameters) }));
  const held = await toHost(gradients);
  dispose([...Object.values(parameters), ...Object.values(gradients)]);
  return held;
}

const isScale = (name: string) => /(bn\d*|norm\d*|\.[0-9]+)\.weight$/.test(name);

/** λ·Σ √n·‖w_c‖, straight from its definition, in float64. */
function groupLasso(model: Model, tensors: HostParameters, strength: number): number {
  const scales = new Set(
    model.parameters.flatMap(({ normalisedBy }) => normalisedBy && `${normalisedBy}.weight`),
  );
  let total = 0;
  for (const { channels, members } of channelGroups(model)) {
    const squares = new Float64Array(channels);
    const numbers = new Float64Array(channels);
    for (const member of members) {
      if (member.spec.role !== 'trainable') continue;
      if (member.spec.kind === 'vector' && !scales.has(member.spec.name)) continue;
      const values = tensors[member.spec.name]?.values ?? new Float32Array(0);
      for (const [c, one] of sumsOver(member, (i) => (values[i] ?? 0) ** 2).entries())
        squares[c] = (squares[c] ?? 0) + one;
      for (const [c, one] of sumsOver(member, () => 1).entries()) numbers[c] = (numbers[c] ?? 0) + one;
    }
    squares.forEach((one, c) => {
      total += strength * Math.sqrt((numbers[c] ?? 0) * one);
    });
  }
  return total;
}

describe.each(['cpu', 'wasm'] as const)('penalties on %s', (on) => {
  beforeAll(() => start[on]());

  it.each(Object.entries(networks))('of groups have the gradient of their value: %s', async (_, model) => {
    const before = memory().numTensors;
    const penalty = groupPenalty(model, 0.01);
    const tensors = await drawn(model, penalty);
    const gradients = await gradientsOf(penalty, tensors);
    const stream = random(3);
    for (const [name, { values }] of Object.entries(gradients)) {
      const i = stream.below(values.length);
      const own = tensors[name];
      if (!own) throw new Error(name);
      const at = (by: number) => {
        const moved = Float64Array.from(own.values);
        moved[i] = (moved[i] ?? 0) + by;
        return groupLasso(
          model,
          { ...tensors, [name]: { shape: own.shape, values: moved as unknown as Float32Array } },
          0.01,
        );
      };
      const difference = (at(1e-5) - at(-1e-5)) / 2e-5;
      expect(Math.abs((values[i] ?? 0) - difference), name).toBeLessThan(
        1e-5 * Math.max(1, Math.abs(difference)),
      );
    }
    const trained = model.parameters.filter(({ role, kind }) => role === 'trainable' && kind !== 'vector');
    for (const { name } of trained) expect(gradients[name], name).toBeDefined();
    expect(memory().numTensors).toBe(before);
  });

  it('of batch norm’s scales is λ·sign(γ), and nothing else', async () => {
    const penalty = normPenalty(tinyNetwork, 0.25);
    if (!penalty) throw new Error('a network with batch norm');
    const tensors = { ...(await drawn(tinyNetwork, penalty)) };
    tensors['bn1.weight'] = { shape: [4], values: Float32Array.of(-2, 0, 1e-30, 3) };
    const gradients = await gradientsOf(penalty, tensors);
    expect(Array.from(gradients['bn1.weight']?.values ?? [])).toEqual([-0.25, 0, 0.25, 0.25]);
    expect(Object.keys(gradients).every(isScale)).toBe(true);
    expect(Object.keys(gradients)).toHaveLength(7);
    expect(normPenalty(catalogue.mlp.build({ classes: 3, imageSize: 8, width: 0.25 }), 1)).toBeUndefined();
  });

  it('of nothing are nothing', async () => {
    const penalty = groupPenalty(tinyNetwork, 1);
    const tensors = await drawn(tinyNetwork, penalty);
    const zero = Object.entries(tensors).map(([name, one]) => [
      name,
      name.startsWith('penalty') ? one : { ...one, values: one.values.map(() => 0) },
    ]);
    for (const { values } of Object.values(await gradientsOf(penalty, Object.fromEntries(zero)))) {
      expect(values.every((value) => value === 0)).toBe(true);
    }
  });

  it('grow for the channels that are to go, which end smaller than the others', async () => {
    const tensors = await toHost(initialise(tinyNetwork.parameters, random(3)));
    const chosen = leastChannels(tinyNetwork, tensors, 0.5);
    const growing = growingPenalty(tinyNetwork, chosen, { ceiling: 5, every: 2 });
    const run = (hooks = growing.hooks) =>
      trainTiny({ epochs: 8, learners: [{ penalty: growing.penalty }], hooks });
    const {
      tensors: [end = {}],
      leaked,
    } = await run();
    expect(leaked).toBe(0);
    const norms = (name: string) =>
      sumsOver(
        {
          spec: tinyNetwork.parameters.find((spec) => spec.name === name) ?? neverSpec(),
          axis: 3,
          side: 'out',
        },
        (i) => (end[name]?.values[i] ?? 0) ** 2,
      );
    for (const stage of [2, 3]) {
      const space = `layer${stage}.0.hidden`;
      const gone = chosen.get(space) ?? [];
      expect(gone.length).toBe(norms(`layer${stage}.0.conv1.weight`).length / 2);
      const all = [...norms(`layer${stage}.0.conv1.weight`)];
      const [small, large] = [
        all.filter((_, c) => gone.includes(c)),
        all.filter((_, c) => !gone.includes(c)),
      ];
      expect(Math.max(...small)).toBeLessThan(0.2 * Math.min(...large));
    }
    expect(smallChannels(tinyNetwork, { tensors: end })).toBeGreaterThanOrEqual(0);
    // Without strengths it is the training without it.
    const {
      tensors: [plain],
    } = await trainTiny({ epochs: 2 });
    const {
      tensors: [none],
    } = await trainTiny({ epochs: 2, learners: [{ penalty: growing.penalty }] });
    for (const [name, one] of Object.entries(plain ?? {})) expect(none?.[name], name).toEqual(one);
  });
});

function neverSpec(): never {
  throw new Error('no such parameter');
}

it('a growing strength ends at its ceiling, in equal steps', () => {
  const strengths = [0, 1, 2, 5, 6, 9, 10].map((taken) => grownStrength({ ceiling: 1, every: 2 }, taken, 10));
  expect(strengths).toEqual([0, 0, 0.2, 0.4, 0.6, 0.8, 1]);
  expect(grownStrength({ ceiling: 3, every: 50 }, 10, 10)).toBe(0);
  expect(stepsPerEpoch).toBeGreaterThan(1);
});
