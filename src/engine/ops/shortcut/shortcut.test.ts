/**
 * The shortcut and its gradient on the backends of Node, against the definition.
 */
import '@tensorflow/tfjs-backend-cpu';
import { memory, setBackend, type Tensor4D, tensor4d, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { registerKernels } from '../registerKernels.ts';
import { startWasmInNode } from '../wasmInNode.ts';
import { arrives, type ShortcutShape } from './shape.ts';
import { passBack, passOn } from './shortcut.ts';

/** All channels between zeros, half of these (rounded down) in front. */
const padded = (own: number, all: number) =>
  Array.from({ length: all }, (_, i) => {
    const channel = i - Math.floor((all - own) / 2);
    return channel >= 0 && channel < own ? channel : -1;
  });

const shapes: readonly ShortcutShape[] = [
  { from: [2, 4, 4, 2], stride: 2, sources: padded(2, 4) },
  { from: [1, 5, 3, 3], stride: 2, sources: padded(3, 6) },
  { from: [2, 3, 4, 1], stride: 1, sources: padded(1, 4) },
  { from: [1, 4, 2, 3], stride: 2, sources: padded(3, 3) },
  { from: [1, 1, 1, 2], stride: 2, sources: padded(2, 5) },
  // Of pruned networks.
  { from: [2, 4, 5, 3], stride: 2, sources: [2, -1, 0] },
  { from: [1, 3, 3, 4], stride: 2, sources: [-1, 3] },
  { from: [1, 2, 3, 2], stride: 1, sources: [1, -1, 0] },
  { from: [1, 2, 2, 2], stride: 2, sources: [-1, -1] },
];

const start = {
  cpu: async () => {
    await setBackend('cpu');
    registerKernels('cpu');
  },
  wasm: startWasmInNode,
};

describe.each(['cpu', 'wasm'] as const)('shortcut on %s', (backend) => {
  beforeAll(start[backend]);

  it.each(shapes)('passes on and back $from, stride $stride, by $sources', (shape) => {
    const { from, stride, sources } = shape;
    const size = from.reduce((product, length) => product * length, 1);
    const before = memory().numTensors;
    tidy(() => {
      const x = tensor4d(
        Float32Array.from({ length: size }, (_, i) => i + 1),
        [...from],
      );
      const y = passOn(x, shape);
      expect(y.shape).toEqual(arrives(shape));
      const [xs, ys] = [x.arraySync(), y.arraySync()];
      ys.forEach((image, b) => {
        image.forEach((row, p) => {
          row.forEach((pixel, q) => {
            pixel.forEach((value, c) => {
              expect(value).toBe(xs[b]?.[stride * p]?.[stride * q]?.[sources[c] ?? -1] ?? 0);
            });
          });
        });
      });
      // Back again, what was passed on is where it was, and zero is where nothing was.
      const back: Tensor4D = passBack(y, shape);
      expect(back.shape).toEqual([...from]);
      back.arraySync().forEach((image, b) => {
        image.forEach((row, p) => {
          const taken = (q: number) => p % stride === 0 && q % stride === 0;
          row.forEach((pixel, q) => {
            const own = xs[b]?.[p]?.[q]?.map((value, c) => (sources.includes(c) ? value : 0));
            expect(pixel).toEqual(taken(q) ? own : pixel.map(() => 0));
          });
        });
      });
    });
    expect(memory().numTensors).toBe(before);
  });
});
