/**
 * WebGPU in Node: Dawn, from the npm package `webgpu`, made what a browser's page finds.
 */
import { create, globals } from 'webgpu';

/**
 * @param kind `null` executes nothing, so that what a step costs is what JavaScript and the driver's front end cost;
 * `default` is the machine's own adapter.
 * @returns what `navigator.gpu` now is, too.
 */
export function startDawn(kind: 'default' | 'null'): GPU {
  Object.assign(globalThis, globals);
  const gpu = create(kind === 'null' ? ['backend=null'] : []);
  // Libraries also look there for which browser they are in.
  const navigator = { gpu, userAgent: `Node.js/${process.versions.node}` };
  Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true });
  return gpu;
}
