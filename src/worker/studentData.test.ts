/**
 * What students are shown, through a whole session: batches that are changed, labels that are hidden, images that are held out, noise.
 */
import { describe, expect, it } from 'vitest';
import type { ExternalModel } from '../engine/external/externalModel.ts';
import type { Experiment } from '../spec/experiment.ts';
import { linkOf } from '../spec/link.ts';
import { requireNetwork } from './resources/logits.ts';
import { memoryStore, open, tiny } from './sessionForTests.ts';

async function curvesOf(changes: Partial<Experiment>) {
  const session = open(memoryStore());
  const experiment: Experiment = { ...tiny, alphas: [0.5], runs: 1, ...changes };
  await session.obey({ type: 'run', experiment, finished: [] });
  expect(session.of('problem')).toEqual([]);
  const curve = session.of('epoch').map(({ record }) => ({ ...record, seconds: 0 }));
  expect(curve).toHaveLength(experiment.epochs);
  return { curve, use: session.of('teacher-use').at(-1)?.use };
}

describe('what students are shown', () => {
  it.each([
    { mixup: 0.8, cutmix: 1, erasing: 0.25, randAugment: 9 },
    { hiddenLabels: 0.75, similarity: 'pseudo-labels', confidence: 0.3 },
    { similarity: 'fixmatch', confidence: 0.2, randAugment: 9, erasing: 0.5 },
    { distilOn: 'held-out' },
    { distilOn: 'gaussian-noise', hiddenLabels: 1 },
  ] satisfies Partial<Experiment>[])(
    '%o gives the same curve again, and another than without',
    async (changes) => {
      const [first, again, plain] = [await curvesOf(changes), await curvesOf(changes), await curvesOf({})];
      expect(first.curve).toEqual(again.curve);
      expect(first.curve).not.toEqual(plain.curve);
      expect(linkOf({ ...tiny, ...changes })).not.toBe(linkOf(tiny));
    },
  );

  it('runs the teacher on every batch that is changed, though its logits of the images are known', async () => {
    const { use } = await curvesOf({ mixup: 1 });
    expect(use?.asked).toBe(use?.answers);
    const known = await curvesOf({});
    expect(known.use?.asked).toBeLessThan(known.use?.answers ?? 0);
  });

  it('have no cross entropy where all labels are hidden', async () => {
    const { curve } = await curvesOf({ hiddenLabels: 1 });
    for (const { train, validation } of curve) {
      expect(train.terms.hard).toBe(0);
      expect(validation.terms.hard).toBeGreaterThan(0);
      expect(train.terms.soft).toBeGreaterThan(0);
    }
  });

  it('cannot be changed in every batch where other software answers for the teacher', () => {
    const foreign: ExternalModel = {
      ...{ label: 'foreign', outputs: 3, parameters: 1, bytes: 4, imageSize: undefined, fingerprint: 'x' },
      predict: async () => new Float32Array(),
      dispose: () => undefined,
    };
    expect(() => requireNetwork(foreign)).toThrow(/Mixup/);
  });
});
