import type { GpuBackend } from './gpuBackend.ts';

/**
 * Whether the adapter computes on the CPU, as Chromium's own does: there a load costs as much as dozens of multiplications, where on a
 * GPU what counts is that there are threads enough.
 */
export function isSoftware(backend: GpuBackend): boolean {
  const { adapterInfo } = backend as GpuBackend & {
    readonly adapterInfo?: { readonly architecture?: string };
  };
  return adapterInfo?.architecture === 'swiftshader';
}
