/**
 * Whole published networks, opened by their shapes alone from weights by the reference's formula.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dispose } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { startWasmInNode } from '../../ops/wasmInNode.ts';
import { signalsOf } from '../../training/signals/signals.ts';
import { torchShape } from '../../weights/layout.ts';
import { recognise } from '../../weights/recognise.ts';
import { fromStateDict } from '../../weights/stateDict.ts';
import type { StoredTensors } from '../../weights/storedTensor.ts';
import { torchvisionsName } from '../../weights/vitKeys.ts';
import { build, catalogue } from '../catalogue.ts';
import { relativeGap } from '../relativeGap.ts';
import { formulaTensors } from '../torchvisionReference.ts';
import { formulaImages } from './vitReference.ts';

const folder = `${process.env.LAB_DATA ?? '../shared/data'}/vit_reference`;
const given = existsSync(folder);
const read = (file: string) => (given ? JSON.parse(readFileSync(`${folder}/${file}.json`, 'utf8')) : {});
const options = { classes: 1000, imageSize: 224, width: 1 };

/** By published names. */
function stateOf(
  name: 'deit-tiny' | 'vit-b-16',
  distillationTokens: number,
  published = (key: string) => key,
) {
  const { parameters } = catalogue[name].build({ ...options, distillationTokens });
  return formulaTensors(
    parameters.map((spec) => [published(spec.name), torchShape(spec.kind, spec.shape)] as const),
  );
}

async function answersOf(state: StoredTensors, imageSize = 224) {
  const found = recognise(state);
  const model = build({ ...found.architecture, imageSize });
  const parameters = await fromStateDict(model.parameters, state, 'the reference');
  const images = formulaImages(imageSize, 1);
  const heads = model.parts.at(-1)?.inside ?? [];
  const { logits, taps } = signalsOf({ model, parameters }, images, heads);
  const values = await Promise.all([logits, ...heads.map((name) => taps[name])].map((one) => one?.data()));
  dispose([images, logits, ...Object.values(taps), ...Object.values(parameters)]);
  return { found, values: values.map((one) => [...(one ?? [])]) };
}

describe.skipIf(!given)('published weights on wasm (skipped without the shared data)', () => {
  beforeAll(startWasmInNode);

  it('of DeiT-tiny with its distillation token give both tokens’ logits', async () => {
    const [, , one] = read('deit').cases;
    const { found, values } = await answersOf(stateOf('deit-tiny', 1));
    expect(found).toMatchObject({ name: 'deit-tiny', options: { distillationTokens: 1, imageSize: 224 } });
    expect(found.remarks).toBeUndefined();
    const told = [one.logits, one.class_token_logits, one.distillation_token_logits];
    for (const [i, expected] of told.entries()) {
      const first: readonly number[] = expected.flat();
      expect(relativeGap((values[i] ?? []).slice(0, first.length), first)).toBeLessThan(1e-4);
    }
  });

  it('of DeiT-tiny answer at another size of images, with positions between those that were learned', async () => {
    const { values } = await answersOf(stateOf('deit-tiny', 1), 96);
    expect(values.map((one) => one.length)).toEqual([1000, 1000, 1000]);
    expect(values.flat().every(Number.isFinite)).toBe(true);
  });

  // 86 million weights take a while to be made.
  it.skipIf(process.env.LAB_LONG === undefined)(
    'of ViT-B/16 in torchvision’s spelling give its logits (skipped unless LAB_LONG is set)',
    async () => {
      const told = read('vit_b_16');
      const { found, values } = await answersOf(
        stateOf('vit-b-16', 0, (key) => torchvisionsName(key) ?? key),
      );
      expect(found.name).toBe('vit-b-16');
      const [logits = []] = values;
      expect(relativeGap(logits.slice(0, 16), told.logits_first_16)).toBeLessThan(1e-4);
      expect(logits.indexOf(Math.max(...logits))).toBe(told.argmax);
    },
  );
});
