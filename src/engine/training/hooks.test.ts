import '@tensorflow/tfjs-backend-cpu';
import { setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { registerKernels } from '../ops/registerKernels.ts';
import { startWasmInNode } from '../ops/wasmInNode.ts';
import { hookCases } from './hookCases.ts';
import { stepsPerEpoch, trainTiny } from './trainingForTests.ts';
import type { Hook, Progress } from './trainState.ts';

async function onCpu() {
  await setBackend('cpu');
  registerKernels('cpu');
}

describe('a training with a middle, in plain JavaScript', () => {
  beforeAll(onCpu);
  hookCases();
});

describe('a training with a middle, on WebAssembly', () => {
  beforeAll(startWasmInNode);
  hookCases();
});

describe('hooks', () => {
  beforeAll(onCpu);

  it('are called where they say, one after the other, and waited for', async () => {
    const told: string[] = [];
    const steps: number[] = [];
    const hook = (at: Hook['at'], name: string): Hook => ({
      at,
      async run(_, { step, epoch, records }) {
        told.push(`${name} begins`);
        await new Promise((resolve) => setTimeout(resolve));
        told.push(`${name} ${epoch}.${step}${records ? ` of ${records.length}` : ''}`);
      },
    });
    await trainTiny({
      epochs: 2,
      hooks: [
        ...[hook('end', 'end'), hook('start', 'start'), hook('epoch', 'a'), hook('epoch', 'b')],
        { at: 'step', run: (_, { step }) => void steps.push(step) },
      ],
    });
    expect(steps).toEqual(Array.from({ length: 2 * stepsPerEpoch }, (_, i) => i + 1));
    expect(told.filter((one) => !one.endsWith('begins'))).toEqual([
      'start 1.0',
      ...['a 1.3 of 1', 'b 1.3 of 1', 'a 2.6 of 1', 'b 2.6 of 1'],
      'end 2.6',
    ]);
    expect(told.map((one) => one.split(' ')[0])).toEqual(
      ['start', 'a', 'b', 'a', 'b', 'end'].flatMap((name) => [name, name]),
    );
  });

  it('are not called at an end that was not reached', async () => {
    const ends: Progress[] = [];
    let asked = 0;
    const { status, steps } = await trainTiny({
      hooks: [{ at: 'end', run: (_, about) => void ends.push(about) }],
      control: { stopped: false, checkpoint: async () => (++asked === 2 ? 'stop' : 'go') },
    });
    expect([status, steps]).toEqual(['stopped', 2]);
    expect(ends).toEqual([]);
  });

  it('change nothing that is not there, or is of another shape', async () => {
    const write = (changed: Parameters<Parameters<Hook['run']>[0]['learners'][number]['write']>[0]) =>
      trainTiny({
        hooks: [{ at: 'start', run: ({ learners }) => learners[0]?.write(changed) }],
      });
    const values = new Float32Array(3);
    await expect(write({ 'no.weight': { shape: [3], values } })).rejects.toThrow('no.weight');
    await expect(write({ 'linear.bias': { shape: [1, 3], values } })).rejects.toThrow(
      'linear.bias is of shape [1, 3] instead of [3]',
    );
  });
});

describe('an optimiser', () => {
  beforeAll(onCpu);

  it('keeps its state under PyTorch’s names', async () => {
    const [sgd] = (await trainTiny({ optimizer: 'sgd', epochs: 1 })).optimiser;
    expect(sgd?.['linear.weight.momentum_buffer']?.shape).toEqual([16, 3]);
    const [adam] = (await trainTiny({ optimizer: 'adam', epochs: 1 })).optimiser;
    expect(adam?.step).toEqual({ shape: [1], values: Float32Array.of(stepsPerEpoch) });
    expect(Object.keys(adam ?? {}).filter((name) => name.startsWith('linear.bias'))).toEqual([
      'linear.bias.exp_avg',
      'linear.bias.exp_avg_sq',
    ]);
  });

  it('refuses the state of another, and one of another shape', async () => {
    const restore = (
      state: Parameters<Parameters<Hook['run']>[0]['learners'][number]['writeOptimiser']>[0],
    ) =>
      trainTiny({
        optimizer: 'sgd',
        hooks: [{ at: 'start', run: ({ learners }) => learners[0]?.writeOptimiser(state) }],
      });
    const values = new Float32Array(3);
    await expect(restore({ 'linear.bias.exp_avg': { shape: [3], values } })).rejects.toThrow(
      'linear.bias.exp_avg',
    );
    await expect(restore({ 'linear.bias.momentum_buffer': { shape: [3, 1], values } })).rejects.toThrow(
      'instead of [3]',
    );
    await expect(restore({ step: { shape: [1], values: Float32Array.of(2) } })).rejects.toThrow('step');
  });
});
