/**
 * How much memory tensors take at once, for tests: each buffer once, however many tensors share it, which tfjs's own
 * `memory().numBytes` does not say. What a kernel takes and gives back while it runs is not seen.
 */
import { engine } from '@tensorflow/tfjs-core';

type Known = ReturnType<typeof engine>['state']['tensorInfo'];

/** By how many bytes there is at most more than before, while `work` runs. */
export function peakBytes(work: () => void): number {
  const { state } = engine();
  const before = state.tensorInfo;
  let [bytes, peak] = [0, 0];
  const counting: Pick<Known, 'get' | 'has' | 'set' | 'delete'> = {
    get: (dataId) => before.get(dataId),
    has: (dataId) => before.has(dataId),
    set(dataId, info) {
      before.set(dataId, info);
      bytes += info.bytes ?? 0;
      peak = Math.max(peak, bytes);
      return counting as Known;
    },
    delete(dataId) {
      bytes -= before.get(dataId)?.bytes ?? 0;
      return before.delete(dataId);
    },
  };
  state.tensorInfo = counting as Known;
  try {
    work();
  } finally {
    state.tensorInfo = before;
  }
  return peak;
}
