/**
 * A transformer's block: differentiated, its memory told, recorded, and written in both formats.
 */
import '@tensorflow/tfjs-backend-cpu';
import {
  grad,
  memory,
  setBackend,
  sum,
  type Tensor,
  type Tensor4D,
  tensor4d,
  tidy,
} from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { random } from '../../base/random.ts';
import { loadRuntimeInNode } from '../external/onnx/runtimeInNode.ts';
import type { Network } from '../families/model.ts';
import { relativeGap } from '../families/relativeGap.ts';
import { opened } from '../graph/drawnNetwork.ts';
import { writeGraphModel } from '../graph/graphModel.ts';
import { writeOnnx } from '../graph/onnx/writeOnnx.ts';
import { recordNetwork } from '../graph/record.ts';
import { gradientGaps } from '../layers/finiteDifferences.ts';
import { livesOnMetaBackend } from '../training/memory/metaBackend.ts';
import { peakBytes } from '../training/memory/peakBytes.ts';
import { attentionCase } from './attentionCase.ts';
import { registerKernels } from './registerKernels.ts';
import { startWasmInNode } from './wasmInNode.ts';

async function onCpu(): Promise<void> {
  await setBackend('cpu');
  registerKernels('cpu');
}

const stream = random(8, 'attention');
const values = Float32Array.from({ length: 2 * 8 * 8 * 3 }, () => stream.normal());
const images = (): Tensor4D => tensor4d(values, [2, 8, 8, 3]);
const network: Network = {
  classes: 6,
  parameters: [],
  multiplyAdds: 0,
  forward: (_, given) => attentionCase(given),
};

describe('a transformer’s block', () => {
  it('has the gradient of finite differences', async () => {
    await onCpu();
    const [gap] = gradientGaps(
      (x) => attentionCase(x as Tensor4D),
      [{ shape: [2, 8, 8, 3], values: [...values] }],
    );
    expect(gap?.gap).toBeLessThan(5e-3);
  });

  it('has the same gradient on wasm, and leaves nothing there', async () => {
    const slopes = () => {
      const before = memory().numTensors;
      const found = tidy(() =>
        Array.from(grad((x: Tensor) => sum(attentionCase(x as Tensor4D)))(images()).dataSync()),
      );
      expect(memory().numTensors).toBe(before);
      return found;
    };
    await onCpu();
    const expected = slopes();
    await startWasmInNode();
    expect(relativeGap(slopes(), expected)).toBeLessThan(1e-4);
  });

  it('has a memory that is told before it runs', async () => {
    await startWasmInNode();
    const x = images();
    const measured = peakBytes(() => {
      tidy(() => attentionCase(x)).dispose();
    });
    x.dispose();
    const lives = livesOnMetaBackend(false, (meta) => [attentionCase(meta([2, 8, 8, 3]) as Tensor4D)]);
    const told = Math.max(
      ...lives.map(({ born: now }) =>
        lives
          .filter(({ born, freed }) => born <= now && now <= freed)
          .reduce((total, { bytes }) => total + bytes, 0),
      ),
    );
    expect(told / measured).toBeGreaterThan(0.75);
    expect(told / measured).toBeLessThan(1.25);
  });

  it('is recorded for any number of images and means the same in both formats', async () => {
    await onCpu();
    const recording = await recordNetwork(network, {}, { imageSize: 8 });
    const kernels = new Set(recording.steps.map(({ kernel }) => kernel));
    for (const kernel of ['BatchMatMul', 'Softmax', 'Concat', 'Slice', 'Sub', 'Mean', 'Rsqrt', 'Erf']) {
      expect(kernels).toContain(kernel);
    }
    const x = images();
    const expected = Array.from(await attentionCase(x).data());

    const model = await opened(writeGraphModel(recording, {}));
    const predicted = model.predict(x) as Tensor;
    expect(relativeGap(await predicted.data(), expected)).toBeLessThan(1e-5);
    model.dispose();

    const runtime = await loadRuntimeInNode();
    const bytes = writeOnnx(recording, {});
    const session = await runtime.InferenceSession.create(bytes, { executionProviders: ['wasm'] });
    const planes = values.map((_, to) => {
      const [image, channel, pixel] = [Math.floor(to / 192), Math.floor(to / 64) % 3, to % 64];
      return values[(image * 64 + pixel) * 3 + channel] ?? 0;
    });
    const { logits } = await session.run({ images: new runtime.Tensor('float32', planes, [2, 3, 8, 8]) });
    await session.release();
    expect(relativeGap(logits?.data as Float32Array, expected)).toBeLessThan(1e-5);
  });
});
