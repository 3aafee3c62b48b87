/**
 * Students that are trained with losses of features and relations on a WebGPU device: captured steps are those that are run one by one.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { type SimilarityName, similarityNames } from '../../../spec/choices.ts';
import { objectiveOf } from '../../../spec/objectives/catalogue.ts';
import { chooseBackend } from '../../runtime/chooseBackend.ts';
import { type HintedRun, hintedRun } from './hintedRun.ts';

/** What compares features or relations, and the loss of logits that has a parameter. */
const names: readonly SimilarityName[] = [
  ...similarityNames.filter((name) => objectiveOf(name).features && name !== 'fsp'),
  'ctkd',
];

const gentle = { featureWeight: 1e-3, learningRate: 0.001 } as const;

const unlike = { size: 8, teachers: ['mobilenet'] } as const;
const transformers = { size: 16, student: 'vit-tiny', width: 0.34, teachers: ['vit-tiny'] } as const;

describe('on WebGPU, a student', () => {
  beforeAll(async () => {
    await chooseBackend('webgpu', { wasmPaths: '' });
  });

  it.each(names)('learns by %s the same captured and not, and leaves nothing', async (similarity) => {
    const given: HintedRun = {
      similarity,
      // Attention is compared with attention.
      ...(similarity === 'attention' ? transformers : unlike),
      hintWeight: 1,
      features: gentle,
    };
    const captured = await hintedRun({ ...given, epochs: 2 });
    const direct = await hintedRun({ ...given, epochs: 2, capture: false });
    expect(captured.weights).toEqual(direct.weights);
    expect(captured.epochs).toEqual(direct.epochs);
    expect([captured.leaked, direct.leaked]).toEqual([0, 0]);
    expect(captured.epochs.every(({ train }) => Number.isFinite(train.loss))).toBe(true);
  });
});
