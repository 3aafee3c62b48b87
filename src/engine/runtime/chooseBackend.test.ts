/**
 * The choice, with stand-ins for the browser's WebGPU; the real one is met in `backends.browser.test.ts`.
 */
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { add, env, getBackend, scalar } from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ProblemError } from '../../lang/problem.ts';
import { inEnglish } from '../../lang/sentence.ts';
import { chooseBackend } from './chooseBackend.ts';
import { askForAdapter } from './gpuAdapter.ts';

const wasmPaths = `${dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm'))}/`;

/** WebGPU that answers with this adapter; a device cannot be had from it. */
function gpuWith(adapter: object | null): GPU {
  const stand = {
    requestAdapter: async () =>
      adapter && {
        features: new Set(),
        limits: {},
        requestDevice: async () => {
          throw new Error('no device today');
        },
        ...adapter,
      },
  };
  return stand as unknown as GPU;
}

const hardware = { info: { vendor: 'apple', architecture: 'metal-3', description: '', device: '' } };

async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'none',
    (thrown: unknown) => (thrown instanceof ProblemError ? thrown.problem.code : 'unexpected'),
  );
}

describe('an adapter', () => {
  it.each([
    [{ vendor: 'google', architecture: 'swiftshader', description: '' }, true],
    [{ vendor: 'mesa', architecture: '', description: 'llvmpipe (LLVM 17.0.6, 256 bits)' }, true],
    [{ vendor: 'microsoft', architecture: 'warp', description: '' }, true],
    [{ vendor: 'microsoft', architecture: '', description: 'Microsoft Basic Render Driver' }, true],
    [{ vendor: 'nvidia', architecture: 'ampere', description: '', isFallbackAdapter: true }, true],
    [{ vendor: 'nvidia', architecture: 'ampere', description: '' }, false],
    [{ vendor: 'intel', architecture: 'gen-12lp', description: '' }, false],
    [{ vendor: '', architecture: '', description: '' }, false],
  ])('%o is software: %s', async (info, software) => {
    expect(await askForAdapter(gpuWith({ info }))).toMatchObject({ kind: 'adapter', software });
  });

  it('marked the older way is software too', async () => {
    expect(await askForAdapter(gpuWith({ isFallbackAdapter: true }))).toMatchObject({ software: true });
  });

  it('that is refused by throwing is no adapter', async () => {
    const gpu = { requestAdapter: async () => Promise.reject(new Error('blocked')) } as unknown as GPU;
    expect(await askForAdapter(gpu)).toEqual({ kind: 'no-adapter' });
  });
});

describe('auto', () => {
  it.each([
    ['no WebGPU', null, 'missing', 'offers no WebGPU'],
    ['no adapter', gpuWith(null), 'no-adapter', 'finds no GPU'],
    [
      'a software adapter',
      gpuWith({ info: { architecture: 'swiftshader' } }),
      'software',
      'software adapter',
    ],
    ['a GPU that gives no device', gpuWith(hardware), 'failed', 'did not start'],
  ])('with %s takes wasm and says why', async (_, gpu, refusal, words) => {
    const { card, lost } = await chooseBackend('auto', { wasmPaths, gpu });
    expect(card).toMatchObject({ name: 'wasm', threads: 1, simd: true, refusal });
    expect(inEnglish(card.label)).toBe('WebAssembly, SIMD, 1 thread');
    expect(inEnglish(card.reason)).toContain(words);
    expect(lost).toBeUndefined();
    expect(getBackend()).toBe('wasm');
    expect(add(scalar(1), scalar(2)).dataSync()[0]).toBe(3);
  });
});

describe('a browser that never answers', () => {
  afterEach(() => vi.useRealTimers());

  const never = () => new Promise<never>(() => undefined);
  const silentGpu = { requestAdapter: never } as unknown as GPU;

  it.each([
    ['for an adapter', silentGpu, 11, 'gave no answer within 10 seconds'],
    ['for a device', gpuWith({ ...hardware, requestDevice: never }), 31, 'no answer within 30 seconds'],
  ])('when asked %s does not hold up the start', async (_, gpu, seconds, words) => {
    vi.useFakeTimers();
    const opening = chooseBackend('auto', { wasmPaths, gpu });
    await vi.advanceTimersByTimeAsync(seconds * 1000);
    vi.useRealTimers();
    const { card } = await opening;
    expect(card).toMatchObject({ name: 'wasm', refusal: 'failed' });
    expect(inEnglish(card.reason)).toContain(words);
    expect(getBackend()).toBe('wasm');
  });

  it('is a problem where WebGPU was asked for by name', async () => {
    vi.useFakeTimers();
    const code = codeOf(chooseBackend('webgpu', { wasmPaths, gpu: silentGpu }));
    await vi.advanceTimersByTimeAsync(11_000);
    expect(await code).toBe('backend-failed');
  });
});

it('WebAssembly starts without threads, also where the page might have them', async () => {
  // What the platform says; in Node it has no threads of the kind that tfjs asks for.
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', true);
  const { card } = await chooseBackend('wasm', { wasmPaths });
  expect(card.threads).toBe(1);
  expect(await env().getAsync('WASM_HAS_MULTITHREAD_SUPPORT')).toBe(false);
});

describe('a choice by name', () => {
  it('is honoured for cpu', async () => {
    const { card } = await chooseBackend('cpu', { wasmPaths, gpu: gpuWith(hardware) });
    expect(card.name).toBe('cpu');
    expect(card.refusal).toBeUndefined();
    expect(getBackend()).toBe('cpu');
  });

  it('fails differently without WebGPU, without an adapter and without a device', async () => {
    expect(await codeOf(chooseBackend('webgpu', { wasmPaths, gpu: null }))).toBe('webgpu-missing');
    expect(await codeOf(chooseBackend('webgpu', { wasmPaths, gpu: gpuWith(null) }))).toBe(
      'webgpu-no-adapter',
    );
    expect(await codeOf(chooseBackend('webgpu', { wasmPaths, gpu: gpuWith(hardware) }))).toBe(
      'backend-failed',
    );
  });
});
