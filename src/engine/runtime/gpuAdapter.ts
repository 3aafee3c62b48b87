/**
 * What WebGPU offers on this machine, found out without tfjs: its own factory does not survive a null adapter.
 */

import { within } from '../../base/timeLimit.ts';
import { type Said, words } from '../../lang/sentence.ts';
import { softwareAdapters } from '../ops/webgpu/isSoftware.ts';

export type GpuOffer =
  /** The browser has no WebGPU, or hides it (an insecure page, a setting). */
  | { readonly kind: 'missing' }
  /** The browser has WebGPU, but no adapter for us: a blocked driver, no GPU, a headless browser. */
  | { readonly kind: 'no-adapter' }
  /** The browser has WebGPU, and has not answered within `adapterLimit`. */
  | { readonly kind: 'silent' }
  | {
      readonly kind: 'adapter';
      readonly adapter: GPUAdapter;
      /** As a person would call it: "Apple M2", "SwiftShader". */
      readonly label: string | Said;
      /** It computes on the CPU. */
      readonly software: boolean;
    };

/** Seconds that a browser may take to look for an adapter; one that starts a process for the GPU takes one or two. */
export const adapterLimit = 10;

export async function askForAdapter(gpu: GPU | undefined): Promise<GpuOffer> {
  if (!gpu) return { kind: 'missing' };
  const asked = gpu
    .requestAdapter({ powerPreference: 'high-performance' })
    // A browser that refuses by throwing means the same as one that answers null.
    .catch(() => null);
  const adapter = await within(asked, adapterLimit, () => 'silent' as const);
  if (adapter === 'silent') return { kind: 'silent' };
  if (!adapter) return { kind: 'no-adapter' };
  const { vendor = '', architecture = '', device = '', description = '' } = adapter.info ?? {};
  const names = [description, device, vendor, architecture].filter((name) => name !== '');
  return {
    kind: 'adapter',
    adapter,
    label:
      description || [vendor, architecture].filter((name) => name !== '').join(' ') || words`an unnamed GPU`,
    software: isFallback(adapter) || names.some((name) => softwareAdapters.test(name)),
  };
}

/** Older browsers have the flag on the adapter, newer ones on its info. */
function isFallback(adapter: GPUAdapter & { readonly isFallbackAdapter?: boolean }): boolean {
  return adapter.isFallbackAdapter === true || adapter.info?.isFallbackAdapter === true;
}

const wantedFeatures: readonly GPUFeatureName[] = ['timestamp-query', 'shader-f16', 'subgroups'];

const wantedLimits = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxStorageBuffersPerShaderStage',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
  'maxComputeWorkgroupSizeY',
  'maxComputeWorkgroupSizeZ',
  'maxComputeWorkgroupsPerDimension',
] as const satisfies readonly (keyof GPUSupportedLimits)[];

/** A device with all that the adapter has of what we use: the defaults stop at 128 MiB for a tensor. */
export function openDevice(adapter: GPUAdapter): Promise<GPUDevice> {
  const limits = wantedLimits.flatMap((name) => {
    const value = adapter.limits[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return adapter.requestDevice({
    label: 'distillation-lab',
    requiredFeatures: wantedFeatures.filter((feature) => adapter.features.has(feature)),
    requiredLimits: Object.fromEntries(limits),
  });
}
