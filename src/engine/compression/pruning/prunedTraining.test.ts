/**
 * A network of option A that lost channels of its streams is trained as one in which they are zeroed: the gradients of what is
 * left are the same, on both backends of Node, and what it takes of memory can be told.
 */
import '@tensorflow/tfjs-backend-cpu';
import { dispose, memory, setBackend } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { build, catalogue } from '../../families/catalogue.ts';
import { relativeGap } from '../../families/relativeGap.ts';
import { type HostParameters, toDevice, toHost } from '../../layers/hostParameters.ts';
import { crossEntropy } from '../../objectives/crossEntropy.ts';
import { registerKernels } from '../../ops/registerKernels.ts';
import { startWasmInNode } from '../../ops/wasmInNode.ts';
import { gradientsThrough } from '../../training/backward.ts';
import { memoryNeeded } from '../../training/memory/memoryNeeded.ts';
import type { Checkpoint } from '../../transfer/checkpoint.ts';
import { channelGroups } from './channelGroups.ts';
import { cut, type KeptChannels } from './cut.ts';
import { masked } from './masked.ts';
import { referenceBatches, referenceCheckpoint } from './pruningReference.ts';

const size = 8;

/** ResNet-20 with every third channel gone from the first stream, every second from the second, and so on. */
function given(): { readonly whole: Checkpoint; readonly kept: KeptChannels } {
  const whole = referenceCheckpoint('cifar_resnet20_A', { weights: 'hashed', size });
  const spaces = channelGroups(build(whole.architecture)).map(({ space, channels }, g) => {
    const all = Array.from({ length: channels }, (_, i) => i);
    return [space, all.filter((channel) => channel % (2 + ((g + 1) % 3)) !== 1)] as const;
  });
  return { whole, kept: new Map(spaces) };
}

async function gradientsOf({ architecture, tensors }: Checkpoint): Promise<HostParameters> {
  const parameters = toDevice(tensors);
  const [batch] = referenceBatches(size);
  if (!batch) throw new Error('no batch');
  const { images, labels } = batch;
  const gradients = gradientsThrough({
    ...{ parts: build(architecture).parts, parameters, input: images, memory: 'keep' },
    loss: ({ logits: student }) => crossEntropy.value({ student, teacher: student, labels, temperature: 1 }),
  });
  const held = await toHost(gradients);
  dispose([images, labels, ...Object.values(parameters), ...Object.values(gradients)]);
  return held;
}

const start = {
  cpu: async () => {
    await setBackend('cpu');
    registerKernels('cpu');
  },
  wasm: startWasmInNode,
};

describe('a network without some channels', () => {
  it.each(['cpu', 'wasm'] as const)(
    'has the gradients of one in which they are zeroed, on %s',
    async (on) => {
      await start[on]();
      const before = memory().numTensors;
      const { whole, kept } = given();
      const small = cut(whole, kept);
      const found = await gradientsOf(small);
      const all = masked(whole, kept);
      const gradients = await gradientsOf(all);
      // Statistics have none.
      const expected = cut({ ...all, tensors: { ...all.tensors, ...gradients } }, kept).tensors;
      expect(Object.keys(found)).toHaveLength(Object.keys(gradients).length);
      for (const [name, { values, shape }] of Object.entries(found)) {
        expect(shape).toEqual(expected[name]?.shape);
        expect(relativeGap(values, [...(expected[name]?.values ?? [])]), name).toBeLessThan(1e-4);
      }
      expect(memory().numTensors).toBe(before);
    },
  );

  it('takes memory that can be told, and less than before', () => {
    const { whole, kept } = given();
    const asked = (architecture: Checkpoint['architecture']) =>
      memoryNeeded({
        student: build(architecture),
        ...{
          imageSize: size,
          batchSize: 4,
          memory: 'keep',
          optimizer: 'sgd',
          validationImages: 1,
          captured: true,
        },
      }).total;
    const [before, after] = [asked(whole.architecture), asked(cut(whole, kept).architecture)];
    expect(after).toBeGreaterThan(before / 4);
    expect(after).toBeLessThan(before);
  });

  it('has the shortcuts that were there, channel by channel', () => {
    const { whole, kept } = given();
    const { shortcuts } = cut(whole, kept).architecture;
    const [from, to] = [kept.get('layer1') ?? [], kept.get('layer2') ?? []];
    // q = planes/4 = 8 zeros in front of 16 channels.
    const expected = to.map((channel) => from.indexOf(channel - 8));
    expect(shortcuts?.['layer2.0']).toEqual(expected);
    expect(expected.filter((source) => source >= 0).length).toBeGreaterThan(4);
    expect(catalogue.resnet20.architecture({ classes: 10, imageSize: size, width: 1 })).not.toHaveProperty(
      'shortcuts',
    );
  });
});
