/**
 * `auto` where WebGPU reaches a GPU. Here that is the software adapter under a GPU's name.
 */
import plainWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import { backend, getBackend, memory, ones } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { inEnglish } from '../../lang/sentence.ts';
import type { BackendName } from '../../spec/choices.ts';
import { chooseBackend } from './chooseBackend.ts';
import type { MeasurementCache } from './paces.ts';

const wasmPaths = {
  'tfjs-backend-wasm.wasm': plainWasm,
  'tfjs-backend-wasm-simd.wasm': simdWasm,
};

/** What `navigator.gpu` would be if it reached a GPU; an adapter gives one device only. */
const disguised = {
  async requestAdapter() {
    const adapter = await navigator.gpu.requestAdapter();
    return (
      adapter && {
        info: { vendor: 'some', architecture: '', device: '', description: 'Some GPU' },
        features: adapter.features,
        limits: adapter.limits,
        requestDevice: (wanted: GPUDeviceDescriptor) => adapter.requestDevice(wanted),
      }
    );
  },
} as unknown as GPU;
const reaches = Boolean(await navigator.gpu?.requestAdapter());

function memoryCache(): MeasurementCache & { readonly kept: Map<string, unknown> } {
  const kept = new Map<string, unknown>();
  return {
    kept,
    get: async (key) => kept.get(key),
    set: async (key, value) => {
      kept.set(key, value);
    },
  };
}

/** Paces that are given, and what was measured. */
function measuring(paces: Readonly<Partial<Record<BackendName, number>>>) {
  const measured: string[] = [];
  const measure = async () => {
    measured.push(getBackend());
    return paces[getBackend() as BackendName] ?? Number.NaN;
  };
  return { measure, measured };
}

describe.skipIf(!reaches)('auto, where WebGPU reaches a GPU', () => {
  it('measures both backends, takes WebGPU where it is faster, and remembers', async () => {
    const measurements = memoryCache();
    const { measure, measured } = measuring({ webgpu: 2, wasm: 14.6 });
    const environment = { wasmPaths, gpu: disguised, measurements, measure };
    for (let visit = 0; visit < 2; visit++) {
      const { card, lost } = await chooseBackend('auto', environment);
      expect(card.name).toBe('webgpu');
      expect(inEnglish(card.label)).toBe('WebGPU, Some GPU');
      expect(inEnglish(card.reason)).toBe('WebGPU measured 7.3× faster than WebAssembly here.');
      expect(getBackend()).toBe('webgpu');
      expect(lost).toBeDefined();
      expect([...measured].sort()).toEqual(['wasm', 'webgpu']);
    }
    expect([...measurements.kept.values()]).toEqual([{ webgpu: 2, wasm: 14.6 }]);
    await chooseBackend('auto', environment, { kernels: 'stock' });
    expect(measured).toHaveLength(4);
  });

  it('takes WebAssembly where that is faster', async () => {
    const measurements = memoryCache();
    const { measure, measured } = measuring({ webgpu: 30, wasm: 20 });
    const environment = { wasmPaths, gpu: disguised, measurements, measure };
    for (let visit = 0; visit < 2; visit++) {
      const { card, lost } = await chooseBackend('auto', environment);
      expect(card.name).toBe('wasm');
      expect(inEnglish(card.reason)).toBe('WebAssembly measured 1.5× faster than WebGPU here.');
      expect(getBackend()).toBe('wasm');
      expect(lost).toBeUndefined();
      expect(measured).toHaveLength(2);
    }
  });

  it('says that a device is lost that somebody else destroyed, and opens another', async () => {
    const { lost } = await chooseBackend('webgpu', { wasmPaths });
    (backend() as unknown as { readonly device: GPUDevice }).device.destroy();
    expect(await lost).toMatchObject({ code: 'device-lost' });
    const again = await chooseBackend('webgpu', { wasmPaths });
    expect(again.card.name).toBe('webgpu');
    expect((await ones([2]).data())[0]).toBe(1);
  });

  it('measures anew where what was remembered is nonsense', async () => {
    const measurements = memoryCache();
    const { measure, measured } = measuring({ webgpu: 1, wasm: 3 });
    const environment = { wasmPaths, gpu: disguised, measurements, measure };
    await chooseBackend('auto', environment);
    for (const key of measurements.kept.keys()) measurements.kept.set(key, 'fast');
    await chooseBackend('auto', environment);
    expect(measured).toHaveLength(4);
  });

  it('finds by its own measurement that this GPU is none', async () => {
    const before = memory().numTensors;
    const { card } = await chooseBackend('auto', { wasmPaths, gpu: disguised });
    expect(card.name).toBe('wasm');
    expect(inEnglish(card.reason)).toMatch(/^WebAssembly measured \d+(\.\d)?× faster than WebGPU here\.$/);
    expect(memory().numTensors).toBe(before);
  });
});
