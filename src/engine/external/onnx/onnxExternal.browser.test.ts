/**
 * ONNX Runtime in a browser: it comes from the page's own address, and answers.
 */
import { expect, it } from 'vitest';
import { modelProto } from '../../graph/onnx/onnxProto.ts';
import { joined } from '../../graph/onnx/protobuf.ts';
import { openOnnx } from './onnxExternal.ts';

it('loads its binary from our own origin, and the network answers', async () => {
  const model = joined(
    modelProto(
      {
        name: 'made',
        nodes: [
          { operator: 'Conv', inputs: ['images', 'filter'], output: 'map' },
          { operator: 'GlobalAveragePool', inputs: ['map'], output: 'pooled' },
          { operator: 'Flatten', inputs: ['pooled'], output: 'scores' },
          { operator: 'Softmax', inputs: ['scores'], output: 'shares' },
        ],
        initialisers: [{ name: 'filter', shape: [2, 3, 1, 1], values: Float32Array.of(1, 2, 3, 0, 0, -1) }],
        inputs: [{ name: 'images', shape: ['N', 3, 8, 8] }],
        outputs: [{ name: 'shares', shape: ['N', 2] }],
      },
      { producer: 'a test', metadata: {} },
    ),
  );
  const { logits, features } = await openOnnx(model, { name: 'made.onnx', scale: 'imagenet' });
  // Every pixel is 1, 10, 100.
  const images = Float32Array.from({ length: 8 * 8 * 3 }, (_, i) => 10 ** (i % 3));
  const answers = await logits?.predict(images, 1, 8);
  expect(answers?.[0]).toBeCloseTo(321, 3);
  expect(answers?.[1]).toBeCloseTo(-100, 3);
  logits?.dispose();
  expect(features).toBeUndefined();

  const binaries = performance.getEntriesByType('resource').filter(({ name }) => /\.wasm(\?|$)/.test(name));
  expect([...new Set(binaries.map(({ name }) => new URL(name).origin))]).toEqual([location.origin]);
});
