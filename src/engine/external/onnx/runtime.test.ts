import { env } from 'onnxruntime-web/wasm';
import { afterEach, expect, it, vi } from 'vitest';
import { ProblemError } from '../../../lang/problem.ts';
import { loadRuntime } from './runtime.ts';
import { installedBinary } from './runtimeInNode.ts';

afterEach(() => vi.unstubAllGlobals());

it.each([
  ['without a network', () => Promise.reject(new TypeError('Failed to fetch'))],
  ['where the file is missing', async () => new Response('Not found', { status: 404 })],
])('%s it is said that it did not load', async (_, answer) => {
  vi.stubGlobal('fetch', answer);
  const thrown: unknown = await loadRuntime().catch((reason: unknown) => reason);
  expect((thrown as ProblemError).problem.code).toBe('backend-failed');
  expect(thrown).toBeInstanceOf(ProblemError);
});

it('loads when it is asked for again and the network is back, and its binary comes once', async () => {
  const addresses: string[] = [];
  vi.stubGlobal('fetch', async (address: URL) => {
    addresses.push(address.pathname);
    return new Response(installedBinary());
  });
  const runtime = await loadRuntime();
  expect(await loadRuntime()).toBe(runtime);
  expect(addresses).toEqual([expect.stringContaining('ort-wasm-simd-threaded.wasm')]);
  expect(env.wasm.numThreads).toBe(1);
  await expect(runtime.InferenceSession.create(new Uint8Array(3))).rejects.toThrow(
    /protobuf parsing failed/i,
  );
});
