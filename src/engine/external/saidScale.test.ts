import '@tensorflow/tfjs-backend-cpu';
import { setBackend, type Tensor4D, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { channelDeviation, channelMean } from '../../base/imageSet.ts';
import { random } from '../../base/random.ts';
import { catalogue } from '../families/catalogue.ts';
import { weightsFile, writeGraphModel } from '../graph/graphModel.ts';
import { writeOnnx } from '../graph/onnx/writeOnnx.ts';
import { recordNetwork } from '../graph/record.ts';
import { initialise } from '../layers/initialise.ts';
import { registerKernels } from '../ops/registerKernels.ts';
import { frozenLogits } from '../training/teacherLogits.ts';
import { randomImages } from '../transfer/randomImages.ts';
import type { ForeignModel } from './externalModel.ts';
import { openOnnx } from './onnx/onnxExternal.ts';
import { loadRuntimeInNode } from './onnx/runtimeInNode.ts';
import { saidScale } from './saidScale.ts';
import { openTfjsModel } from './tfjs/openTfjsModel.ts';

/** As `worker/metadata.ts` writes it. */
const about = { mean: JSON.stringify(channelMean), std: JSON.stringify(channelDeviation) };
/** What the form says while nobody has chosen. */
const scale = 'minus-one-to-one';

beforeAll(async () => {
  await setBackend('cpu');
  registerKernels('cpu');
  await loadRuntimeInNode();
});

describe('a file of the lab', () => {
  it.each(['tfjs', 'onnx'])('written as %s is given the pixels that it says it takes', async (format) => {
    const model = catalogue.cnn.build({ classes: 3, imageSize: 16, width: 0.25 });
    const parameters = initialise(model.parameters, random(3));
    const recording = await recordNetwork(model, parameters, { imageSize: undefined });
    const open = async (metadata: Record<string, string>): Promise<ForeignModel> => {
      if (format === 'onnx') {
        return openOnnx(Uint8Array.from(writeOnnx(recording, metadata)), { name: 'net.onnx', scale });
      }
      const { modelJson, weights } = writeGraphModel(recording, metadata);
      const manifest = new TextDecoder().decode(modelJson);
      const shard = async (path: string) => {
        expect(path).toBe(weightsFile);
        return weights;
      };
      return openTfjsModel({ manifest, name: 'model.json', shard }, { scale });
    };
    const source = randomImages({ count: 2, size: 16, classes: 3 });
    const indices = Int32Array.of(0, 1);
    const images = source.fill(indices, new Uint32Array(2));
    const expected = tidy(() =>
      frozenLogits({ model, parameters }, source.batch(indices) as Tensor4D)
        .dataSync<'float32'>()
        .slice(),
    );
    const answered = await (await open(about)).logits?.predict(images, 2, 16);
    expect(answered).toHaveLength(expected.length);
    expected.forEach((logit, i) => {
      expect(answered?.[i]).toBeCloseTo(logit, 4);
    });
    // Without a word of it the form's choice counts, and the answers are others.
    const unsaid = await (await open({})).logits?.predict(images, 2, 16);
    expect(Math.abs((unsaid?.[0] ?? 0) - (expected[0] ?? 0))).toBeGreaterThan(1e-3);
  });
});

it('is nothing where a file names other numbers, or none', () => {
  expect(saidScale(about)).toBe('imagenet');
  for (const other of [undefined, null, 'mean', {}, { ...about, mean: '[0.5,0.5,0.5]' }]) {
    expect(saidScale(other)).toBeUndefined();
  }
});
