/**
 * Every peer by name, each loaded only in its own worker or process. A new one is a file beside this and a line here.
 */
import type { Peer } from './peer.ts';

export interface PeerEntry {
  /** What it computes on. */
  readonly on: 'webgpu' | 'webgl' | 'wasm';
  /** Whose time its own is compared with. */
  readonly against: PeerName;
  /** A step of it on a software adapter may take minutes. */
  readonly slowInSoftware?: boolean;
  load(): Promise<Peer>;
}

export const peerNames = [
  'stock-webgpu',
  'ours',
  'ours-no-capture',
  'ours-stock-kernels',
  'stock-webgl',
  'jax-js',
  'stock-wasm',
  'ours-wasm',
] as const;
export type PeerName = (typeof peerNames)[number];

export const peers: Readonly<Record<PeerName, PeerEntry>> = {
  'stock-webgpu': {
    slowInSoftware: true,
    on: 'webgpu',
    against: 'stock-webgpu',
    load: async () => (await import('./stockWebgpu.ts')).stockWebgpu,
  },
  ours: {
    on: 'webgpu',
    against: 'stock-webgpu',
    load: async () => (await import('./oursVariants.ts')).oursWebgpu,
  },
  'ours-no-capture': {
    on: 'webgpu',
    against: 'stock-webgpu',
    load: async () => (await import('./oursVariants.ts')).oursUncaptured,
  },
  'ours-stock-kernels': {
    slowInSoftware: true,
    on: 'webgpu',
    against: 'stock-webgpu',
    load: async () => (await import('./oursVariants.ts')).oursStockKernels,
  },
  'stock-webgl': {
    slowInSoftware: true,
    on: 'webgl',
    against: 'stock-webgpu',
    load: async () => (await import('./stockWebgl.ts')).stockWebgl,
  },
  'jax-js': {
    slowInSoftware: true,
    on: 'webgpu',
    against: 'stock-webgpu',
    load: async () => (await import('./jaxJs.ts')).jaxJs,
  },
  'stock-wasm': {
    on: 'wasm',
    against: 'stock-wasm',
    load: async () => (await import('./stockWasm.ts')).stockWasm,
  },
  'ours-wasm': {
    on: 'wasm',
    against: 'stock-wasm',
    load: async () => (await import('./oursVariants.ts')).oursWasm,
  },
};
