/**
 * tfjs's own kernels that ours stand over, to be put back and to be asked for what ours do not do.
 */
import type { KernelConfig, KernelFunc } from '@tensorflow/tfjs-core';

const replaced = new Map<string, KernelConfig | undefined>();

/** Remembers what was registered under a name before ours; the first time counts. */
export function keepStock(kernelName: string, backendName: string, config: KernelConfig | undefined): void {
  const key = `${backendName}:${kernelName}`;
  if (!replaced.has(key)) replaced.set(key, config);
}

/** What was there before ours, of a backend: each name with its kernel, or with none. */
export function stockOf(backendName: string): readonly (readonly [string, KernelConfig | undefined])[] {
  const start = `${backendName}:`;
  return [...replaced].flatMap(([key, config]) =>
    key.startsWith(start) ? [[key.slice(start.length), config] as const] : [],
  );
}

/** @throws Error where tfjs has no such kernel. */
export function stockKernel(kernelName: string, backendName: string): KernelFunc {
  const config = replaced.get(`${backendName}:${kernelName}`);
  if (!config) throw new Error(`tfjs has no kernel ${kernelName} for ${backendName}.`);
  return config.kernelFunc;
}
