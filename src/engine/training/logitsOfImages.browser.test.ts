/**
 * What a teacher says of an image is the same to the last digit whatever other images stand beside it, and wherever its weights
 * lay: so a run learns the same whether logits were stored before it or not, and by whom.
 */
import {
  backend,
  dispose,
  gather,
  type Tensor4D,
  tensor1d,
  tensor4d,
  tensor as tensorOf,
} from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { random } from '../../base/random.ts';
import { catalogue } from '../families/catalogue.ts';
import { foldBatchNorm } from '../layers/foldBatchNorm.ts';
import { initialise } from '../layers/initialise.ts';
import type { GpuBackend } from '../ops/webgpu/gpuBackend.ts';
import { gpuIsHere } from '../ops/webgpu/startGpuInBrowser.ts';
import { chooseBackend } from '../runtime/chooseBackend.ts';
import { frozenLogits } from './teacherLogits.ts';

const [classes, count, size] = [3, 24, 8];
const wasmPaths = '/node_modules/@tensorflow/tfjs-backend-wasm/dist/';

describe.each(['webgpu', 'wasm', 'cpu'] as const)('on %s', (name) => {
  it.skipIf(name === 'webgpu' && !gpuIsHere).each(['cnn', 'resnet8', 'mobilenet', 'mlp'] as const)(
    'logits of %s do not depend on the rest of the batch',
    async (family) => {
      await chooseBackend(name, { wasmPaths });
      const model = catalogue[family].build({ classes, imageSize: size, width: 0.25 });
      const given = initialise(model.parameters, random(4));
      const parameters = name === 'webgpu' ? foldBatchNorm(model.parameters, given) : given;
      const stream = random(9);
      const pixels = Float32Array.from({ length: count * size * size * 3 }, () => stream.normal());
      const images: Tensor4D = tensor4d(pixels, [count, size, size, 3]);
      const say = async (places: readonly number[]) => {
        const batch = gather(images, tensor1d(Int32Array.from(places), 'int32'));
        const logits = frozenLogits({ model, parameters }, batch);
        const values = (await logits.data()) as Float32Array;
        dispose([batch, logits]);
        return values;
      };
      const all = [...Array(count).keys()];
      const whole = await say(all);
      expect(new Set(whole).size).toBeGreaterThan(count);
      const row = (place: number) => Array.from(whole.subarray(place * classes, (place + 1) * classes));
      for (const length of [1, 5, 12, 23]) {
        const some = Array.from({ length }, (_, i) => (i * 7 + 3) % count);
        expect(Array.from(await say(some)), `${length} of them`).toEqual(some.flatMap(row));
      }
      const backwards = all.toReversed();
      expect(Array.from(await say(backwards))).toEqual(backwards.flatMap(row));
      dispose([images, ...Object.values(given), ...Object.values(parameters)]);
    },
  );
});

describe.skipIf(!gpuIsHere)('on webgpu (skipped without an adapter)', () => {
  it('a norm is folded to the same numbers whether its parameters are on the device yet or not', async () => {
    await chooseBackend('webgpu', { wasmPaths });
    const model = catalogue.cnn.build({ classes, imageSize: size, width: 0.5 });
    const drawn = () => {
      const stream = random(5);
      return Object.fromEntries(
        Object.entries(initialise(model.parameters, random(4))).map(([name, tensor]) => {
          const values = Float32Array.from({ length: tensor.size }, () => 0.5 + stream.uniform());
          const other = tensorOf(values, tensor.shape);
          tensor.dispose();
          return [name, other];
        }),
      );
    };
    const [here, there] = [drawn(), drawn()];
    const gpu = backend() as GpuBackend;
    for (const { dataId } of Object.values(there)) gpu.uploadToGPU(dataId);
    const [one, other] = [here, there].map((parameters) => foldBatchNorm(model.parameters, parameters));
    for (const [name, tensor] of Object.entries(one ?? {})) {
      expect(Array.from(await tensor.data()), name).toEqual(Array.from((await other?.[name]?.data()) ?? []));
    }
    dispose([here, there, one ?? {}, other ?? {}].flatMap((parameters) => Object.values(parameters)));
  });
});
