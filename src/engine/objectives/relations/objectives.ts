/**
 * Objectives that compare how the images of a batch stand to each other.
 */
import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import { linear, linearSpecs } from '../../layers/linear.ts';
import type { Parameters } from '../../layers/parameters.ts';
import { type FeatureGiven, onFeatures, overStages } from '../onFeatures.ts';
import { flat, normalised } from '../primitives.ts';
import { areAlike, lastMaps, type Pairing, severalStages, unlikeChannels, vectors } from '../taps.ts';
import type { Objective } from '../term.ts';
import { correlationCongruence, neighbouringDifferences } from './cc.ts';
import { contrastInBatch } from './crd.ts';
import { darkRank } from './darkRank.ts';
import { flowBetween, flowBetweenMaxima, type MapPair } from './fsp.ts';
import { probabilisticTransfer } from './pkt.ts';
import { relational } from './rkd.ts';
import { similarityPreserving } from './sp.ts';

/** Maps where there are some, else vectors. */
const lastOrVectors: Pairing = (student, teacher) => lastMaps(student, teacher) ?? vectors(student, teacher);

export const sp: Objective = onFeatures('sp', lastOrVectors, ({ form }) => ({
  value: ([s], [t]) => similarityPreserving(s as Tensor, t as Tensor, form === 'torchdistill' ? 'l1' : 'l2'),
}));

/** What distances and angles weigh, by whose recipe. */
const published: Readonly<Record<string, readonly [distance: number, angle: number]>> = {
  torchdistill: [1, 2],
  'kd-lib': [0.5, 0.5],
};

export const rkd: Objective = onFeatures('rkd', vectors, ({ form }) => {
  const [distance, angle] = published[form] ?? [25, 50];
  return { value: ([s], [t]) => relational(s as Tensor, t as Tensor, { distance, angle }) };
});

const ofOne = (similarity: 'rkd-distance' | 'rkd-angle', distance: number, angle: number) =>
  onFeatures(similarity, vectors, () => ({
    value: ([s], [t]) => relational(s as Tensor, t as Tensor, { distance, angle }),
  }));
export const rkdDistance: Objective = ofOne('rkd-distance', 1, 0);
export const rkdAngle: Objective = ofOne('rkd-angle', 0, 1);

export const ranked: Objective = onFeatures('dark-rank', vectors, () => ({
  value: ([s], [t]) => darkRank(s as Tensor, t as Tensor),
}));

export const pkt: Objective = onFeatures('pkt', vectors, () => ({
  value: ([s], [t]) => probabilisticTransfer(s as Tensor, t as Tensor),
}));

export const fsp: Objective = onFeatures('fsp', severalStages, ({ form, mine, theirs }) => {
  if (!areAlike({ mine, theirs })) throw unlikeChannels('fsp');
  const loss = form === 'torchdistill' ? flowBetweenMaxima : flowBetween;
  const pairs = (maps: readonly Tensor[]) =>
    maps.slice(1).map((map, i) => [maps[i], map] as unknown as MapPair);
  return {
    value(s, t) {
      const theirs = pairs(t);
      return overStages(s.slice(1), t.slice(1), (_, __, i) =>
        loss(pairs(s)[i] as MapPair, theirs[i] as MapPair),
      );
    },
  };
});

/** Numbers of an embedding, as in RepDistiller. */
const embedded = 128;

/** Linear layers from both networks' vectors to embeddings; both learn. */
function embeddings({ name, mine: [mine], theirs: [theirs] }: FeatureGiven) {
  const layer = (side: 's' | 't') => `${name}.embed_${side}`;
  return {
    parameters: [
      ...linearSpecs(layer('s'), mine?.channels ?? 1, embedded),
      ...linearSpecs(layer('t'), theirs?.channels ?? 1, embedded),
    ],
    of: (side: 's' | 't', x: Tensor | undefined, own: Parameters): Tensor2D =>
      linear(own, layer(side), flat(x as Tensor)),
  };
}

/** `repdistiller`: differences of neighbours; `torchdistill`: the Gaussian kernel's series; `paper`: the same of rows of length 1; `bilinear`: products of rows. */
export const cc: Objective = onFeatures('cc', vectors, (given) => {
  const { parameters, of } = embeddings(given);
  return {
    parameters,
    value([s], [t], own) {
      const [student, teacher] = [of('s', s, own), of('t', t, own)];
      if (given.form === 'repdistiller') return neighbouringDifferences(student, teacher);
      const kernel = given.form === 'bilinear' ? 'bilinear' : 'gaussian';
      return correlationCongruence(student, teacher, kernel, given.form === 'paper');
    },
  };
});

export const crd: Objective = onFeatures('crd', vectors, (given) => {
  const { parameters, of } = embeddings(given);
  return {
    parameters,
    value: ([s], [t], own) => contrastInBatch(normalised(of('s', s, own), 1), normalised(of('t', t, own), 1)),
  };
});
