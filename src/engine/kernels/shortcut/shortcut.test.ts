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

const shapes: readonly ShortcutShape[] = [
  { from: [2, 4, 4, 2], stride: 2, channels: 4 },
  { from: [1, 5, 3, 3], stride: 2, channels: 6 },
  { from: [2, 3, 4, 1], stride: 1, channels: 4 },
  { from: [1, 4, 2, 3], stride: 2, channels: 3 },
  { from: [1, 1, 1, 2], stride: 2, channels: 5 },
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

  it.each(shapes)('passes on and back $from, stride $stride, to $channels channels', (shape) => {
    const { from, stride, channels } = shape;
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
      const front = Math.floor((channels - from[3]) / 2);
      ys.forEach((image, b) => {
        image.forEach((row, p) => {
          row.forEach((pixel, q) => {
            pixel.forEach((value, c) => {
              expect(value).toBe(xs[b]?.[stride * p]?.[stride * q]?.[c - front] ?? 0);
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
            expect(pixel).toEqual(taken(q) ? xs[b]?.[p]?.[q] : pixel.map(() => 0));
          });
        });
      });
    });
    expect(memory().numTensors).toBe(before);
  });
});
