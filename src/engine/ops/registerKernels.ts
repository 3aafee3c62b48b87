/**
 * Gradients for every backend, and kernels over the stock ones where a backend lacks them or is slow.
 *
 * With `stock`, the operations that tfjs has run on its own kernels, and ours are composed of those.
 */
import { getKernel, type KernelConfig, registerKernel, unregisterKernel } from '@tensorflow/tfjs-core';
import type { BackendName, KernelsChoice } from '../../spec/choices.ts';
import { accumulateKernel } from './accumulate/accumulate.ts';
import { adamStepKernels } from './adamStep/adamStep.ts';
import { packedAdamStepKernel } from './adamStep/packedAdamStep.ts';
import { batchNormGradientKernels, batchNormTrainingKernels } from './batchNorm/batchNorm.ts';
import { channelAffineKernels } from './channelAffine/channelAffine.ts';
import { channelSumsKernels } from './channelSums/channelSums.ts';
import { codebookGradientKernels, codebookKernels } from './codebook/codebook.ts';
import { conv2dKernel } from './conv2d/conv2d.ts';
import { conv2dWasmKernel } from './conv2d/wasm.ts';
import { convAffineKernels } from './convAffine/convAffine.ts';
import { convFilterGradientKernel } from './convFilterGradient/convFilterGradient.ts';
import { convFilterGradientWebgpuKernel } from './convFilterGradient/webgpu.ts';
import { convInputGradientKernel } from './convInputGradient/convInputGradient.ts';
import { convInputGradientWebgpuKernel } from './convInputGradient/webgpu.ts';
import { depthwiseAffineKernels } from './depthwiseAffine/depthwiseAffine.ts';
import { depthwiseConvKernels } from './depthwiseConv/depthwiseConv.ts';
import { distillationLossKernels } from './distillationLoss/distillationLoss.ts';
import { fakeQuantiseGradientKernels, fakeQuantiseKernels } from './fakeQuantise/fakeQuantise.ts';
import { gatherImagesKernel } from './gatherImages/gatherImages.ts';
import { globalAverageGradientKernels, globalAverageKernels } from './globalAveragePool/globalAveragePool.ts';
import { registerGradients } from './gradients.ts';
import { identityKernel } from './identity/identity.ts';
import { linearGradientKernels, linearKernels } from './linear/linear.ts';
import { maxPoolGradientKernels } from './maxPoolGradient/maxPoolGradient.ts';
import { moveTowardsKernel } from './moveTowards/moveTowards.ts';
import { copyIntoKernel, packPartsKernel } from './packParts/packParts.ts';
import { runningAffineKernels } from './runningAffine/runningAffine.ts';
import { packedSgdStepKernel } from './sgdStep/packedSgdStep.ts';
import { sgdStepKernels } from './sgdStep/sgdStep.ts';
import { shortcutGradientKernels, shortcutKernels } from './shortcut/shortcut.ts';
import { keepStock, stockOf } from './stockKernels.ts';
import { gatherRowsKernels, oneHotRowsKernels, scatterRowsKernel } from './tableRows/tableRows.ts';

/** Operations that only we have, composed of stock ones: what `stock` runs, and any backend without its own. */
const composed: readonly ((backend: BackendName) => KernelConfig)[] = [
  adamStepKernels.composed,
  gatherRowsKernels.composed,
  oneHotRowsKernels.composed,
  batchNormTrainingKernels.composed,
  batchNormGradientKernels.composed,
  channelAffineKernels.composed,
  channelSumsKernels.composed,
  codebookKernels.composed,
  codebookGradientKernels.composed,
  convAffineKernels.composed,
  depthwiseAffineKernels.composed,
  fakeQuantiseKernels.composed,
  fakeQuantiseGradientKernels.composed,
  globalAverageKernels.composed,
  globalAverageGradientKernels.composed,
  linearKernels.composed,
  linearGradientKernels.composed,
  runningAffineKernels.composed,
  shortcutKernels.composed,
  shortcutGradientKernels.composed,
  sgdStepKernels.composed,
];

/** What stands over the composed and the stock kernels. */
const ours: Readonly<Record<BackendName, readonly KernelConfig[]>> = {
  webgpu: [
    batchNormTrainingKernels.webgpu,
    batchNormGradientKernels.webgpu,
    channelSumsKernels.webgpu,
    codebookKernels.webgpu,
    codebookGradientKernels.webgpu,
    conv2dKernel,
    convAffineKernels.webgpu,
    convFilterGradientWebgpuKernel,
    convInputGradientWebgpuKernel,
    depthwiseAffineKernels.webgpu,
    depthwiseConvKernels.webgpu.forward,
    ...depthwiseConvKernels.webgpu.gradients,
    maxPoolGradientKernels.webgpu,
    globalAverageKernels.webgpu,
    globalAverageGradientKernels.webgpu,
    linearKernels.webgpu,
    linearGradientKernels.webgpu,
    runningAffineKernels.webgpu,
    shortcutKernels.webgpu,
    shortcutGradientKernels.webgpu,
    accumulateKernel,
    copyIntoKernel,
    distillationLossKernels.webgpu,
    fakeQuantiseKernels.webgpu,
    fakeQuantiseGradientKernels.webgpu,
    gatherImagesKernel,
    gatherRowsKernels.webgpu,
    moveTowardsKernel,
    oneHotRowsKernels.webgpu,
    packPartsKernel,
    packedAdamStepKernel,
    packedSgdStepKernel,
    scatterRowsKernel,
  ],
  wasm: [
    adamStepKernels.wasm,
    batchNormTrainingKernels.wasm,
    batchNormGradientKernels.wasm,
    conv2dWasmKernel,
    distillationLossKernels.wasm,
    fakeQuantiseKernels.wasm,
    fakeQuantiseGradientKernels.wasm,
    channelAffineKernels.wasm,
    channelSumsKernels.wasm,
    codebookKernels.wasm,
    codebookGradientKernels.wasm,
    sgdStepKernels.wasm,
    convFilterGradientKernel,
    convInputGradientKernel,
    identityKernel,
    depthwiseAffineKernels.wasm,
    depthwiseConvKernels.wasm.forward,
    ...depthwiseConvKernels.wasm.gradients,
    maxPoolGradientKernels.wasm,
    shortcutKernels.wasm,
    shortcutGradientKernels.wasm,
  ],
  cpu: [
    adamStepKernels.cpu,
    codebookKernels.cpu,
    codebookGradientKernels.cpu,
    distillationLossKernels.cpu,
    fakeQuantiseKernels.cpu,
    fakeQuantiseGradientKernels.cpu,
    sgdStepKernels.cpu,
  ],
};

/** Those that the wasm backend lacks: `stock` has them too, or nothing would train. */
const missing: Readonly<Record<BackendName, readonly KernelConfig[]>> = {
  webgpu: [],
  wasm: [convFilterGradientKernel, ...depthwiseConvKernels.wasm.gradients, maxPoolGradientKernels.wasm],
  cpu: [],
};

/** Call once the backend's package is loaded; again, with another choice too, is harmless. */
export function registerKernels(backend: BackendName, choice: KernelsChoice = 'ours'): void {
  registerGradients();
  for (const [name, config] of stockOf(backend)) {
    if (config) register(config);
    else withdraw(name, backend);
  }
  for (const kernel of composed) register(kernel(backend));
  for (const kernel of choice === 'ours' ? ours[backend] : missing[backend]) {
    keepStock(kernel.kernelName, backend, getKernel(kernel.kernelName, backend));
    register(kernel);
  }
}

function register(kernel: KernelConfig): void {
  withdraw(kernel.kernelName, kernel.backendName);
  registerKernel(kernel);
}

function withdraw(kernelName: string, backendName: string): void {
  if (getKernel(kernelName, backendName)) unregisterKernel(kernelName, backendName);
}
