/**
 * The peers' code, each loaded only in its own worker or process.
 */
import type { PeerName } from './catalogue.ts';
import type { Peer } from './peer.ts';

export const loaders: Readonly<Record<PeerName, () => Promise<Peer>>> = {
  'stock-webgpu': async () => (await import('./stockWebgpu.ts')).stockWebgpu,
  ours: async () => (await import('./oursVariants.ts')).oursWebgpu,
  'ours-no-capture': async () => (await import('./oursVariants.ts')).oursUncaptured,
  'ours-stock-kernels': async () => (await import('./oursVariants.ts')).oursStockKernels,
  'stock-webgl': async () => (await import('./stockWebgl.ts')).stockWebgl,
  'jax-js': async () => (await import('./jaxJs.ts')).jaxJs,
  'stock-wasm': async () => (await import('./stockWasm.ts')).stockWasm,
  'ours-wasm': async () => (await import('./oursVariants.ts')).oursWasm,
};
