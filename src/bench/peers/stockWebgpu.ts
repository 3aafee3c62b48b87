import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { version } from '@tensorflow/tfjs-backend-webgpu/dist/version';
import { enableProdMode, findBackendFactory, registerBackend, setBackend } from '@tensorflow/tfjs-core';
import { plainTfjs } from './plainTfjs.ts';

/** As tfjs asks for its device in a browser; in Node its package registers no backend by itself. */
async function backendAsInBrowsers(gpu: GPU): Promise<WebGPUBackend> {
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw new Error('WebGPU finds no adapter');
  const limits = [
    'maxComputeWorkgroupStorageSize',
    'maxComputeWorkgroupsPerDimension',
    'maxStorageBufferBindingSize',
    'maxBufferSize',
    'maxComputeWorkgroupSizeX',
    'maxComputeInvocationsPerWorkgroup',
  ] as const;
  const device = await adapter.requestDevice({
    requiredFeatures: adapter.features.has('timestamp-query') ? ['timestamp-query'] : [],
    requiredLimits: Object.fromEntries(limits.map((name) => [name, adapter.limits[name]])),
  });
  return new WebGPUBackend(device, adapter.info);
}

export const stockWebgpu = plainTfjs('Its momentum optimiser never frees one tensor.', async ({ gpu }) => {
  enableProdMode();
  if (!gpu) throw new Error('There is no WebGPU here.');
  if (!findBackendFactory('webgpu')) registerBackend('webgpu', () => backendAsInBrowsers(gpu), 3);
  if (!(await setBackend('webgpu'))) throw new Error('The WebGPU backend did not start.');
  return `tfjs-backend-webgpu ${version}`;
});
