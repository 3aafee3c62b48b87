/**
 * The ranks of layers against the decompositions that have them.
 */
import { dispose } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { factoringNames } from '../../../spec/network/layerFactors.ts';
import { build, catalogue } from '../../families/catalogue.ts';
import { drawnParameters } from '../../graph/drawnNetwork.ts';
import { toHost } from '../../layers/hostParameters.ts';
import { startWasmInNode } from '../../ops/wasmInNode.ts';
import type { Checkpoint } from '../../transfer/checkpoint.ts';
import { type FactoriseSettings, factorable, factorise } from './factorise.ts';
import { ownFactors, ranksChosen, ranksItHas } from './layerRanks.ts';

beforeAll(startWasmInNode);

const settings: FactoriseSettings = {
  ...{ method: 'auto', ranks: 'energy', keep: 0.5, of: 'multiplyAdds', energy: 0.8 },
};

async function drawn(name: 'resnet8' | 'mlp' = 'resnet8'): Promise<Checkpoint> {
  const architecture = catalogue[name].architecture({ classes: 3, imageSize: 8, width: 0.5 });
  const parameters = drawnParameters(build(architecture).parameters);
  const tensors = await toHost(parameters);
  dispose({ ...parameters });
  return { architecture, tensors };
}

describe('the ranks of a layer', () => {
  it.each(factoringNames)(
    'of %s factors come with their product’s error and the energy they hold',
    async (method) => {
      const dense = await drawn(method === 'svd' ? 'mlp' : 'resnet8');
      const { checkpoint, report } = await factorise(dense, { ...settings, method, energy: 0.5 });
      const made = report.layers.filter(({ factors }) => factors?.method === method);
      expect(made.length).toBeGreaterThan(0);
      for (const { layer, factors, error } of made) {
        const own = ownFactors(checkpoint.architecture, `${layer}.0`);
        expect(own).toEqual({ layer, factors });
        if (!own) continue;
        const ranks = await ranksItHas(checkpoint, own, dense);
        // Factors are float32.
        expect(ranks.error).toBeCloseTo(error, 5);
        expect(ranks.unfoldings.map(({ rank }) => rank)).toEqual(method === 'cp' ? [] : factors?.ranks);
        for (const { held, singular } of ranks.unfoldings) {
          if (method !== 'tucker') expect(Math.sqrt(1 - held)).toBeCloseTo(error, 5);
          expect(held).toBeGreaterThanOrEqual(0.5);
          expect(singular.toSorted((a, b) => b - a)).toEqual(singular);
        }
        const alone = await ranksItHas(checkpoint, own, undefined);
        expect(alone.error).toBeUndefined();
        // A product of that rank has nothing beyond it.
        if (method !== 'cp') for (const { held } of alone.unfoldings) expect(held).toBeCloseTo(1, 6);
      }
    },
  );

  it.each(['energy', 'evbmf', 'budget'] as const)('by %s are those that the stage takes', async (ranks) => {
    const dense = await drawn();
    const own = { ...settings, ranks };
    const { report } = await factorise(dense, own);
    const of = await factorable(dense);
    for (const { layer, factors, left } of report.layers) {
      expect(ranksChosen(of, layer, own)).toMatchObject({ layer, isOwn: false, factors, left });
    }
    expect(ranksChosen(of, 'no', own)).toBeUndefined();
  });

  it('are of no layer that runs as one', async () => {
    const { architecture } = await drawn();
    expect(ownFactors(architecture, 'conv1')).toBeUndefined();
    const factored = { ...architecture, factors: { conv1: { method: 'tucker', ranks: [2, 2] } } } as const;
    expect(ownFactors(factored, 'conv1.2')?.layer).toBe('conv1');
    expect(ownFactors(factored, 'conv1.3')).toBeUndefined();
  });
});
