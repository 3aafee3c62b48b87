import type { GpuBackend } from './gpuBackend.ts';

/** Names by which software adapters go: Google's, Mesa's two, Microsoft's. */
export const softwareAdapters = /swiftshader|llvmpipe|lavapipe|softpipe|\bwarp\b|basic render|software/i;

/**
 * Whether the adapter computes on the CPU, as Chromium's own does: there a load costs as much as dozens of multiplications, where on a
 * GPU what counts is that there are threads enough.
 */
export function isSoftware(backend: GpuBackend): boolean {
  const { vendor = '', architecture = '' } = backend.adapterInfo ?? {};
  return softwareAdapters.test(vendor) || softwareAdapters.test(architecture);
}
