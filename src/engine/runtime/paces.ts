/**
 * Paces of the backends on one device, and what follows from them. They are measured once and remembered.
 */

import { type Said, words } from '../../lang/sentence.ts';
import type { BackendName, KernelsChoice } from '../../spec/choices.ts';
import { paceVersion } from './trainingPace.ts';

/** Remembers values between visits; what it gives may be of any kind. Its failures are passed over. */
export interface MeasurementCache {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
}

/** Milliseconds of `trainingPace`. */
export type Paces = Readonly<Record<Extract<BackendName, 'webgpu' | 'wasm'>, number>>;

/** All that decides the paces: adapter, browser, kernels, and what is measured. */
export function paceKey(adapter: GPUAdapter, kernels: KernelsChoice): string {
  const { vendor, architecture, device, description } = adapter.info ?? {};
  const browser = globalThis.navigator?.userAgent?.match(/(Edg|Firefox|Version|Chrome)\/\d+/)?.[0];
  return JSON.stringify([paceVersion, vendor, architecture, device, description, browser, kernels]);
}

/** What was remembered, if it is a pair of paces. */
export async function recallPaces(
  cache: MeasurementCache | undefined,
  key: string,
): Promise<Paces | undefined> {
  const kept = await cache?.get(key).catch(() => undefined);
  if (typeof kept !== 'object' || kept === null) return undefined;
  const [webgpu, wasm] = ['webgpu', 'wasm'].map((name): unknown => Reflect.get(kept, name));
  return isPace(webgpu) && isPace(wasm) ? { webgpu, wasm } : undefined;
}

function isPace(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0;
}

/** "WebGPU measured 7.3× faster than WebAssembly here." */
export function verdictOn({ webgpu, wasm }: Paces): {
  readonly faster: keyof Paces;
  readonly reason: Said;
} {
  const times = (ratio: number) => (ratio < 10 ? Math.round(10 * ratio) / 10 : Math.round(ratio));
  return webgpu <= wasm
    ? {
        faster: 'webgpu',
        reason: words`WebGPU measured ${times(wasm / webgpu)}× faster than WebAssembly here.`,
      }
    : {
        faster: 'wasm',
        reason: words`WebAssembly measured ${times(webgpu / wasm)}× faster than WebGPU here.`,
      };
}
