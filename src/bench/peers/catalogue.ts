/**
 * Every peer by name. A new one is a file beside this, a line here and one in `loaders.ts`.
 */

export interface PeerEntry {
  /** For a visitor of the page. */
  readonly label: string;
  /** What it computes on. */
  readonly on: 'webgpu' | 'webgl' | 'wasm';
  /** Whose time its own is compared with. */
  readonly against: PeerName;
  /** A step of it on a software adapter may take minutes. */
  readonly slowInSoftware?: boolean;
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
    label: 'tfjs on WebGPU, as shipped',
    slowInSoftware: true,
    on: 'webgpu',
    against: 'stock-webgpu',
  },
  ours: {
    label: 'the lab on WebGPU',
    on: 'webgpu',
    against: 'stock-webgpu',
  },
  'ours-no-capture': {
    label: 'the lab on WebGPU, steps not captured',
    on: 'webgpu',
    against: 'stock-webgpu',
  },
  'ours-stock-kernels': {
    label: "the lab on WebGPU, with tfjs's kernels",
    slowInSoftware: true,
    on: 'webgpu',
    against: 'stock-webgpu',
  },
  'stock-webgl': {
    label: 'tfjs on WebGL',
    slowInSoftware: true,
    on: 'webgl',
    against: 'stock-webgpu',
  },
  'jax-js': {
    label: 'jax-js on WebGPU',
    slowInSoftware: true,
    on: 'webgpu',
    against: 'stock-webgpu',
  },
  'stock-wasm': {
    label: 'tfjs on WebAssembly',
    on: 'wasm',
    against: 'stock-wasm',
  },
  'ours-wasm': {
    label: 'the lab on WebAssembly',
    on: 'wasm',
    against: 'stock-wasm',
  },
};
