/**
 * Students that are trained with every loss of features and relations, beside networks that are unlike them, on the processor.
 */
import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, it } from 'vitest';
import { type SimilarityName, similarityNames } from '../../../spec/choices.ts';
import { objectiveOf } from '../../../spec/objectives/catalogue.ts';
import { reversalAt } from '../../objectives/logits/ctkd.ts';
import { startWasmInNode } from '../../ops/wasmInNode.ts';
import { type HintedRun, hintedRun } from './hintedRun.ts';

const mimicries = similarityNames.filter((name) => objectiveOf(name).features);
/** Compares channel by channel, so that it needs a teacher of the student's width. */
const alike: readonly SimilarityName[] = ['fsp'];
/** Compares what tokens attend to. */
const ofTokens: readonly SimilarityName[] = ['attention'];

const unlike = { student: 'resnet8', teachers: ['mobilenet'] } as const;
const transformers = { student: 'vit-tiny', width: 0.34, teachers: ['vit-tiny'] } as const;
const oneWidth = { student: 'resnet8', width: 0.5, teachers: ['resnet8'] } as const;

const run = (similarity: SimilarityName, features: HintedRun['features'] = {}) =>
  hintedRun({
    ...{ similarity, size: 16, epochs: 1, hintWeight: 1 },
    ...(ofTokens.includes(similarity) ? transformers : alike.includes(similarity) ? oneWidth : unlike),
    features: { featureWeighting: 'fixed', featureWeight: 1e-3, learningRate: 0.001, ...features },
  });

describe('a student with features or relations', () => {
  beforeAll(startWasmInNode);

  it.each(mimicries)(
    'learns by %s, without its adapters in what is kept, and leaves no tensor',
    async (name) => {
      const { weights, epochs, leaked } = await run(name);
      expect(leaked).toBe(0);
      expect(Number.isFinite(epochs[0]?.validation.loss)).toBe(true);
      expect(Object.keys(weights).filter((key) => key.startsWith('loss'))).toEqual([]);
      if (![...alike, ...ofTokens].includes(name)) expect(weights).not.toEqual((await run('kl')).weights);
    },
  );

  it.each(['attention', 'cls', 'patches'] as const)(
    'learns a transformer’s %s to the same bits where activations are computed again',
    async (what) => {
      const given = { size: 16, epochs: 1, ...transformers } as const;
      const features = { featureWeight: 1, learningRate: 0.001 };
      const similarity = what === 'patches' ? 'tokens' : what;
      const [kept, again, plain] = [
        await hintedRun({ ...given, similarity, features }),
        await hintedRun({ ...given, similarity, features, kept: 'recompute' }),
        await hintedRun({ ...given, similarity: 'kl', features }),
      ];
      expect(again.weights).toEqual(kept.weights);
      expect(again.epochs).toEqual(kept.epochs);
      expect([kept.leaked, again.leaked]).toEqual([0, 0]);
      expect(kept.weights).not.toEqual(plain.weights);
    },
  );

  it('asks each teacher’s last layers about its features, by CA-MKD', async () => {
    const given = { similarity: 'ca-mkd', size: 16, epochs: 1, student: 'resnet8' } as const;
    const features = { featureWeight: 1, learningRate: 0.001 };
    const two = await hintedRun({ ...given, teachers: ['mobilenet', 'resnet8'], features });
    const again = await hintedRun({
      ...given,
      teachers: ['mobilenet', 'resnet8'],
      features,
      kept: 'recompute',
    });
    expect(two.leaked).toBe(0);
    expect(again.weights).toEqual(two.weights);
    const fixed = await hintedRun({ ...given, teachers: ['mobilenet'], features });
    expect(fixed.weights).not.toEqual(two.weights);
    const random = { ...features, featureControl: 'random-teacher' } as const;
    await expect(hintedRun({ ...given, teachers: ['mobilenet'], features: random })).rejects.toThrow(
      /own last layer/,
    );
  });

  it('is refused attention of networks that have none', async () => {
    await expect(hintedRun({ similarity: 'attention', size: 16, ...unlike })).rejects.toThrow(
      /between transformers/,
    );
  });

  it('is refused FSP where the widths differ, with what to do', async () => {
    await expect(hintedRun({ similarity: 'fsp', size: 16, ...unlike })).rejects.toThrow(
      /channel by channel.*one width/,
    );
  });

  it('is refused a definition that no library has, with those that there are', async () => {
    await expect(run('sp', { featureForm: 'kd-lib' })).rejects.toThrow(
      /no definition of kd-lib.*default, repdistiller, mdistiller, torchdistill, paper/,
    );
  });

  it('learns other weights by another definition', async () => {
    const [one, other] = [await run('rkd'), await run('rkd', { featureForm: 'torchdistill' })];
    expect(one.weights).not.toEqual(other.weights);
  });

  it('hears nothing of adapters that learn alone: it learns as with the KL beside them', async () => {
    const { weights } = await run('vid', { featureControl: 'adapter-alone' });
    const plain = await run('kl');
    for (const [key, values] of Object.entries(weights)) {
      values.forEach((value, i) => {
        expect(Math.abs(value - (plain.weights[key]?.[i] ?? Number.NaN)), key).toBeLessThan(1e-5);
      });
    }
  });

  it('hears other things of shuffled pairs', async () => {
    const [one, other] = [await run('sp'), await run('sp', { featureControl: 'shuffled-pairs' })];
    expect(one.weights).not.toEqual(other.weights);
    expect(other.leaked).toBe(0);
  });

  it('hears other things of a teacher that learned nothing, whose logits stay', async () => {
    const random = { featureControl: 'random-teacher' } as const;
    const [one, other] = [await run('sp'), await run('sp', random)];
    expect(one.weights).not.toEqual(other.weights);
    expect(other.leaked).toBe(0);
    const nothing = { featureWeight: 0 };
    expect((await run('sp', { ...random, ...nothing })).weights).toEqual((await run('sp', nothing)).weights);
  });

  it('weighs features so that their gradient is as long as the labels’, whatever β was published', async () => {
    const measuredBy = async (similarity: SimilarityName, features: HintedRun['features'] = {}) => {
      const told = {
        featureWeighting: 'as-long-as-labels',
        featureWeight: 1,
        featureBeside: 'alone',
      } as const;
      const all = { ...{ similarity, size: 16, epochs: 1, ledger: true }, ...unlike };
      return hintedRun({ ...all, features: { ...told, learningRate: 1e-6, optimizer: 'sgd', ...features } });
    };
    for (const similarity of ['at', 'sp', 'vid', 'fitnet'] as const) {
      const { epochs, leaked } = await measuredBy(similarity);
      const { featureWeight = Number.NaN, gradients } = epochs[0] ?? {};
      expect(featureWeight, similarity).toBeGreaterThan(0);
      expect(leaked).toBe(0);
      // Measured after an epoch in which nothing moved far.
      expect((gradients?.soft ?? Number.NaN) / (gradients?.hard ?? Number.NaN), similarity).toBeCloseTo(1, 1);
    }
    const twice = await measuredBy('at', { featureWeight: 2 });
    const { gradients } = twice.epochs[0] ?? {};
    expect((gradients?.soft ?? Number.NaN) / (gradients?.hard ?? Number.NaN)).toBeCloseTo(2, 1);
  });

  it('is refused a random teacher where the teacher’s logits are compared', async () => {
    await expect(run('ofa', { featureControl: 'random-teacher' })).rejects.toThrow(
      /OFA compares with.*shuffled/,
    );
  });

  it('learns with the temperature of CTKD, which moves, and is told λ before each epoch', async () => {
    const { left, leaked, weights } = await hintedRun({
      ...{ similarity: 'ctkd', size: 8, epochs: 2 },
      ...unlike,
    });
    expect(leaked).toBe(0);
    const told = left?.point.tensors;
    expect(told?.['loss.ctkd.lambda']?.values[0]).toBeCloseTo(reversalAt(2), 5);
    expect(told?.['loss.ctkd.theta']?.values[0]).not.toBe(1);
    expect(Object.keys(weights).filter((key) => key.startsWith('loss'))).toEqual([]);
  });

  it('learns by OFA from a table of logits, of which no other loss of features can', async () => {
    const told = { ...{ size: 16, epochs: 1, fromTables: true }, ...unlike };
    const { leaked, epochs } = await hintedRun({ similarity: 'ofa', ...told });
    expect(leaked).toBe(0);
    expect(Number.isFinite(epochs[0]?.validation.loss)).toBe(true);
    await expect(hintedRun({ similarity: 'tokens', ...told })).rejects.toThrow(/there are only logits/);
  });

  it('hears ReviewKD more from epoch to epoch where it is mdistiller’s', async () => {
    const warm = { featureForm: 'mdistiller', featureBeside: 'alone', learningRate: 1e-6 } as const;
    const told = { ...{ similarity: 'review' as const, size: 16, epochs: 2 }, ...unlike };
    const { left, leaked, epochs } = await hintedRun({ ...told, features: warm });
    const whole = await hintedRun({ ...told, features: { ...warm, featureForm: 'paper' } });
    expect(leaked).toBe(0);
    expect(left?.point.tensors['loss.warm_up0']?.values[0]).toBeCloseTo(2 / 20, 6);
    const share = (epoch: number) =>
      (epochs[epoch]?.train.terms.soft ?? Number.NaN) / (whole.epochs[epoch]?.train.terms.soft ?? Number.NaN);
    expect(share(0)).toBeCloseTo(1 / 20, 3);
    expect(share(1)).toBeCloseTo(2 / 20, 3);
  });

  it.each(['fitnet', 'at', 'nst', 'review', 'tokens', 'manifold', 'ofa', 'sp', 'rkd', 'crd'] as const)(
    'that is a transformer learns by %s from a network of involutions, and one of convolutions from a transformer',
    async (similarity) => {
      const gentle = { featureWeight: 1e-3, learningRate: 0.001 };
      const given = { ...{ similarity, size: 16, epochs: 1, hintWeight: 1 }, features: gentle };
      for (const networks of [
        { student: 'vit-tiny', teachers: ['rednet-cifar'] },
        { student: 'resnet8', teachers: ['cct-2'] },
      ] as const) {
        const { leaked, epochs } = await hintedRun({ ...given, ...networks });
        expect(leaked).toBe(0);
        expect(Number.isFinite(epochs[0]?.validation.loss)).toBe(true);
      }
    },
  );
});
