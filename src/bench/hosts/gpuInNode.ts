/**
 * WebGPU in Node: Dawn, from the npm package `webgpu`, made what a browser's page finds.
 */
import { create, globals } from 'webgpu';

/**
 * Where nothing is computed, what is read back is whatever lay in memory. Ones stand for it, because a trainer stops at a
 * loss that is no number.
 */
function readOnes(): void {
  const { getMappedRange } = GPUBuffer.prototype;
  GPUBuffer.prototype.getMappedRange = function (offset, size) {
    const range = getMappedRange.call(this, offset, size);
    if ((this.usage & GPUBufferUsage.MAP_READ) !== 0) {
      new Float32Array(range, 0, Math.floor(range.byteLength / 4)).fill(1);
    }
    return range;
  };
}

/**
 * @param kind `null` executes nothing, so that what a step costs is what JavaScript and the driver's front end cost;
 * `default` is the machine's own adapter.
 * @returns what `navigator.gpu` now is, too.
 */
export function startDawn(kind: 'default' | 'null'): GPU {
  Object.assign(globalThis, globals);
  const gpu = create(kind === 'null' ? ['backend=null'] : []);
  if (kind === 'null') readOnes();
  // Libraries also look there for which browser they are in.
  const navigator = { gpu, userAgent: `Node.js/${process.versions.node}` };
  Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true });
  return gpu;
}
