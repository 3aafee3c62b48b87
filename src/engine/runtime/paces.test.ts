import { describe, expect, it } from 'vitest';
import { inEnglish } from '../../lang/sentence.ts';
import { type Paces, paceKey, recallPaces, verdictOn } from './paces.ts';

function inWords(paces: Paces) {
  const { faster, reason } = verdictOn(paces);
  return { faster, reason: inEnglish(reason) };
}

const adapter = (description: string) =>
  ({ info: { vendor: 'apple', architecture: 'metal-3', device: '', description } }) as unknown as GPUAdapter;

describe('paces', () => {
  it('say which backend is faster, and by how much', () => {
    expect(inWords({ webgpu: 2, wasm: 14.6 })).toEqual({
      faster: 'webgpu',
      reason: 'WebGPU measured 7.3× faster than WebAssembly here.',
    });
    expect(inWords({ webgpu: 5000, wasm: 33.9 })).toEqual({
      faster: 'wasm',
      reason: 'WebAssembly measured 147× faster than WebGPU here.',
    });
  });

  it('are remembered for a device and what it runs', () => {
    const keys = [
      paceKey(adapter('Apple M2'), 'ours'),
      paceKey(adapter('Apple M3'), 'ours'),
      paceKey(adapter('Apple M2'), 'stock'),
    ];
    expect(new Set(keys).size).toBe(3);
    expect(paceKey(adapter('Apple M2'), 'ours')).toBe(keys[0]);
  });

  it.each([
    ['nothing', undefined],
    ['text', 'fast'],
    ['one of two', { webgpu: 1 }],
    ['what is no pace', { webgpu: 1, wasm: '2' }],
    ['noughts', { webgpu: 0, wasm: 2 }],
    ['what is not finite', { webgpu: 1, wasm: Number.POSITIVE_INFINITY }],
  ])('are not recalled from %s', async (_, kept) => {
    const cache = { get: async () => kept, set: async () => undefined };
    expect(await recallPaces(cache, 'a')).toBeUndefined();
  });

  it('are recalled where they can be, and measured where the cache fails', async () => {
    const kept = { webgpu: 1, wasm: 2 };
    expect(await recallPaces({ get: async () => kept, set: async () => undefined }, 'a')).toEqual(kept);
    const refusing = { get: () => Promise.reject(new Error('no')), set: async () => undefined };
    expect(await recallPaces(refusing, 'a')).toBeUndefined();
    expect(await recallPaces(undefined, 'a')).toBeUndefined();
  });
});
