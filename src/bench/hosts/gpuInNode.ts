/**
 * WebGPU in Node: Dawn, from the npm package `webgpu`, made what a browser's page finds.
 */
import { create, globals } from 'webgpu';

/**
 * Where nothing is computed, what is read back is whatever lay in memory. Ones stand for it, because a trainer stops at a
 * loss that is no number; also for what that adapter had no memory for, so that such a step can be counted.
 */
function readOnes(): void {
  const { getMappedRange, mapAsync } = GPUBuffer.prototype;
  const isRead = ({ usage }: GPUBuffer) => (usage & GPUBufferUsage.MAP_READ) !== 0;
  GPUBuffer.prototype.mapAsync = function (...given) {
    const mapped = mapAsync.apply(this, given);
    return isRead(this) ? mapped.catch(() => undefined) : mapped;
  };
  GPUBuffer.prototype.getMappedRange = function (offset = 0, size) {
    if (!isRead(this)) return getMappedRange.call(this, offset, size);
    const ones = new ArrayBuffer(size ?? this.size - offset);
    new Float32Array(ones, 0, Math.floor(ones.byteLength / 4)).fill(1);
    return ones;
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
