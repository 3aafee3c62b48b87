import { dispose } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../base/random.ts';
import { energyOf } from '../../engine/compression/energy.ts';
import { type ShareSettings, share } from '../../engine/compression/sharing/share.ts';
import { build, catalogue } from '../../engine/families/catalogue.ts';
import { hostBytes, toHost } from '../../engine/layers/hostParameters.ts';
import { initialise } from '../../engine/layers/initialise.ts';
import { startWasmInNode } from '../../engine/ops/wasmInNode.ts';
import type { Checkpoint } from '../../engine/transfer/checkpoint.ts';
import type { ModelName } from '../../spec/choices.ts';
import type { LayerForm } from '../../spec/network/layerForms.ts';
import { sizeOf } from '../students/networkSize.ts';
import { priceOf } from './price.ts';

beforeAll(startWasmInNode);

async function checkpointOf(family: ModelName, form?: LayerForm): Promise<Checkpoint> {
  const dense = catalogue[family].architecture({ classes: 4, imageSize: 16, width: 0.5 });
  const layers = build(dense).parameters.flatMap(({ name, kind }) =>
    kind === 'vector' ? [] : [name.slice(0, -'.weight'.length)],
  );
  const forms = Object.fromEntries(form ? layers.map((layer) => [layer, form]) : []);
  const architecture = { ...dense, forms };
  const parameters = initialise(build(architecture).parameters, random(3));
  const tensors = await toHost(parameters);
  dispose({ ...parameters });
  return { architecture, tensors };
}

const settings: ShareSettings = {
  ...{ method: 'codebook', entries: 16, init: 'linear', scope: 'layer', ratio: 0.125, seed: 1 },
};

describe('what a network costs', () => {
  it('is coded where it has indices: fewer bytes than packed, and not fewer than their entropy', async () => {
    const dense = await checkpointOf('resnet8');
    expect(await priceOf(dense)).not.toHaveProperty('huffmanBytes');
    const { checkpoint } = await share(dense, settings);
    const [{ huffmanBytes = 0, zippedBytes = 0 }, { bytes = 0 }] = [
      await priceOf(checkpoint),
      sizeOf(checkpoint),
    ];
    expect(huffmanBytes).toBeLessThan(bytes);
    expect(huffmanBytes).toBeGreaterThan(bytes / 2);
    expect(zippedBytes).toBeLessThan(hostBytes(dense.tensors) / 3);
    expect((await priceOf(dense)).zippedBytes).toBeGreaterThan(0.8 * hostBytes(dense.tensors));
  });

  it('is of the levels that are written, of what was quantised in training', async () => {
    const dense = await checkpointOf('resnet8');
    const trained = await checkpointOf('resnet8', {
      kind: 'quantised',
      weights: { method: 'plain', bits: 2, per: 'channel' },
      activations: { method: 'plain', bits: 8, signed: true },
    });
    const { zippedBytes = 0, huffmanBytes = 0 } = await priceOf(trained);
    expect(zippedBytes).toBeLessThan(hostBytes(dense.tensors) / 4);
    expect(huffmanBytes).toBeLessThan(hostBytes(dense.tensors) / 4);
  });

  it('is coded where it has levels', async () => {
    const quantised = await checkpointOf('mlp', { kind: 'fakeQuantised', bits: 8, activationBits: 8 });
    const { huffmanBytes = 0 } = await priceOf(quantised);
    const { bytes = 0 } = sizeOf(quantised);
    // Scales of 1 have all weights at level 0, of one bit each; the table of 256 lengths of 5 bits is 160 bytes.
    const layers = Object.entries(quantised.tensors).filter(([name]) => name.endsWith('.weight'));
    const coded = layers.reduce(
      (sum, [, { values }]) => sum + Math.min(values.length, Math.ceil(values.length / 8) + 160),
      0,
    );
    const packed = layers.reduce((sum, [, { values }]) => sum + values.length, 0);
    expect(huffmanBytes).toBe(bytes - packed + coded);
  });

  it('is a forward pass’s activations: at the least the image and what the first layer gives', async () => {
    const { activationBytes = 0 } = await priceOf(await checkpointOf('resnet8'));
    const image = 4 * 3 * 16 ** 2;
    const first = 4 * 8 * 16 ** 2;
    expect(activationBytes).toBeGreaterThanOrEqual(image + first);
    expect(activationBytes).toBeLessThan(image + 6 * first);
  });

  it('is energy by Horowitz’s table', async () => {
    const mlp = await checkpointOf('mlp');
    const layers = build(mlp.architecture).parameters.filter(({ kind }) => kind === 'linear');
    const numbers = layers.reduce((sum, { shape: [a = 0, b = 0] }) => sum + a * b, 0);
    const given = layers.reduce((sum, { shape: [, b = 0] }) => sum + b, 0);
    // By hand, in pJ: a multiply-add of floats 4.6; 4 bytes from DRAM 650; 4 bytes to a cache and back 20.
    const floats = numbers * 4.6 + (hostBytes(mlp.tensors) / 4) * 650 + given * 20;
    expect(energyOf(mlp)).toBeCloseTo(floats / 1e6, 9);
    const bytes = await checkpointOf('mlp', { kind: 'fakeQuantised', bits: 8, activationBits: 8 });
    const whole = numbers * 0.3 + (sizeOf(bytes).bytes ?? 0) * 162.5 + given * 5;
    expect(energyOf(bytes)).toBeCloseTo(whole / 1e6, 9);
  });
});
