import { ours } from './ours.ts';

const more = 'A step also sums up the accuracy and the teacher–student difference, which stock leaves out.';

export const oursWebgpu = ours({
  backend: 'webgpu',
  kernels: 'ours',
  capture: true,
  note: `The page's trainer with its kernels and the captured step. ${more}`,
});

export const oursUncaptured = ours({
  backend: 'webgpu',
  kernels: 'ours',
  capture: false,
  note: 'The same, each step run anew.',
});

export const oursStockKernels = ours({
  backend: 'webgpu',
  kernels: 'stock',
  capture: false,
  note: "The same trainer and gradients on tfjs's own kernels, each batch handed over and each step run anew.",
});

export const oursWasm = ours({
  backend: 'wasm',
  kernels: 'ours',
  capture: false,
  note: `The page's trainer with its kernels for WebAssembly. ${more}`,
});
