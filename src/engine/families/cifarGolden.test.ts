import '@tensorflow/tfjs-backend-cpu';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { memory, setBackend } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { registerKernels } from '../ops/registerKernels.ts';
import { startWasmInNode } from '../ops/wasmInNode.ts';
import { bytesInMemory } from '../weights/byteSource.ts';
import {
  type GoldenLogits,
  publishedFiles,
  publishedLogits,
  publishedNames,
  syntheticInput,
  syntheticNames,
} from './cifarReference.ts';
import { relativeGap } from './relativeGap.ts';

const folder = join(process.env.LAB_DATA ?? '../shared/data', 'cifar_resnets');
const given = existsSync(folder);

const start = {
  cpu: async () => {
    await setBackend('cpu');
    registerKernels('cpu');
  },
  wasm: startWasmInNode,
};

/** The pictures are decoded in a browser: see `cifarGolden.browser.test.ts`. */
describe.skipIf(!given)(
  'published CIFAR-10 networks give PyTorch’s logits (skipped without the shared data)',
  () => {
    const golden: GoldenLogits | undefined = given
      ? JSON.parse(readFileSync(join(folder, 'golden_logits.json'), 'utf8'))
      : undefined;
    const runs = (['cpu', 'wasm'] as const).flatMap((backend) =>
      publishedNames.flatMap((network) =>
        [publishedFiles[network], ...(network === 'resnet20' ? ['resnet20.safetensors'] : [])].map(
          (file) => [network, file, backend] as const,
        ),
      ),
    );

    it.each(runs)('%s of %s, on %s', async (network, file, backend) => {
      await start[backend]();
      const before = memory().numTensors;
      const source = bytesInMemory(readFileSync(join(folder, file)));
      for (const name of syntheticNames) {
        const expected = golden?.models[network].synthetic[name] ?? [];
        expect(expected).toHaveLength(10);
        const found = await publishedLogits(network, source, syntheticInput(name));
        expect(relativeGap(found, expected), name).toBeLessThan(1e-4);
      }
      expect(memory().numTensors).toBe(before);
    });
  },
);
