import {
  add,
  concat,
  div,
  logSoftmax,
  mul,
  neg,
  reshape,
  type Scalar,
  slice,
  softmax,
  square,
  sub,
  sum,
  type Tensor,
  type Tensor2D,
  type Tensor4D,
  tidy,
} from '@tensorflow/tfjs-core';
import { problem } from '../../../lang/problem.ts';
import { lessIsMore } from '../../ensembles/weighted.ts';
import { withGradient } from '../../layers/withGradient.ts';
import { asMap } from '../maps.ts';
import { besideLogits, formOf, ofNext, shareOf, tapOf, tappedOf } from '../onFeatures.ts';
import { fixed, stopped } from '../primitives.ts';
import { isAttention, lastMaps, type Pairing, vectors } from '../taps.ts';
import type { Networks, Objective, ObjectiveSettings, Term } from '../term.ts';
import { adapterConv, adapterConvSpecs } from './adapters.ts';
import { sameSize } from './sameSize.ts';

/**
 * (1 − softmax over teachers of CE_m) / (M − 1) times the teacher's share, by image with the sum 1, CE_m the cross entropy with the labels
 * of what the m-th teacher's last layers say of the student's adapted features. One teacher weighs 1.
 *
 * @param logits of each, [B, K]
 * @param labels [B, K]
 * @returns [B, M]; nothing of it is differentiated
 */
export function confidenceWeights(
  logits: readonly Tensor2D[],
  labels: Tensor2D,
  shares: readonly number[] = logits.map(() => 1),
): Tensor2D {
  return tidy(() => {
    const entropies = logits.map((z) => neg<Tensor2D>(sum(mul(labels, logSoftmax(z)), 1, true)));
    const weights: Tensor2D =
      entropies.length === 1 ? softmax(concat(entropies, 1)) : lessIsMore(entropies, (all) => softmax(all));
    const shared = mul<Tensor2D>(weights, [[...shares]]);
    return div<Tensor2D>(shared, sum(shared, 1, true));
  });
}

/** 1/B Σ_n w_n · mean (x − target)² of an image; differentiable by x alone. @param weights [B, 1] */
export function weighedError(x: Tensor4D, target: Tensor4D, weights: Tensor2D): Scalar {
  return withGradient<Scalar>(
    [x],
    (save) =>
      tidy(() => {
        const error = sub(x, target);
        const weight = reshape(weights, [x.shape[0], 1, 1, 1]);
        save([mul(error, weight)]);
        return mul<Scalar>(sum(mul(square(error), weight)), 1 / x.size);
      }),
    (dy, [error]) => [tidy(() => mul(error as Tensor, mul(dy, 2 / x.size)))],
  );
}

/** The end of the last stage, after which convolutional teachers go on; of transformers what the head takes. */
const beforeHead: Pairing = (student, teacher) => {
  const isTransformer = Object.keys(teacher).some(isAttention);
  return (isTransformer ? undefined : lastMaps(student, teacher)) ?? vectors(student, teacher);
};

/**
 * Σ_m w_m·MSE(r_m(F_s), F_m), a 1×1 convolution r_m for each teacher, weighed image by image: Zhang et al. 2022, arXiv 2201.00007. The
 * authors' code divides by M once more.
 */
export const caMkd: Objective = {
  terms(settings, networks, shares) {
    formOf('ca-mkd', settings.featureForm);
    if (settings.featureControl === 'random-teacher') throw asksTeachers();
    const term = weighed(settings, networks, shares);
    return besideLogits(settings, [{ term, weight: settings.featureWeight, isFeature: true }]);
  },
};

function weighed(
  { featureControl }: Pick<ObjectiveSettings, 'featureControl'>,
  networks: Networks,
  shares: readonly number[] | undefined,
): Term {
  const pairs = networks.teachers.map((_, place) => tappedOf('ca-mkd', beforeHead, networks, place));
  const names = pairs.map(
    ({ mine: [mine], theirs: [theirs] }) => [mine?.name ?? '', theirs?.name ?? ''] as const,
  );
  const layer = (place: number) => `loss.ca-mkd${place}`;
  const all = networks.teachers.map((_, place) => shareOf(place, networks, shares));
  return {
    needs: {
      student: [...new Set(names.map(([mine]) => mine))],
      teachers: names.map(([, theirs]) => [theirs]),
    },
    parameters: pairs.flatMap(({ mine: [mine], theirs: [theirs] }, place) => {
      const channels = { inChannels: mine?.channels ?? 1, outChannels: theirs?.channels ?? 1 };
      return adapterConvSpecs(layer(place), { kernel: 1, ...channels });
    }),
    value(seen, own) {
      return tidy(() => {
        const adapted = names.map(([mine, theirs], place) => {
          const given = tapOf(seen.student, mine);
          const wanted = tapOf((seen.each ?? seen.teachers)[place], theirs);
          const heard = featureControl === 'adapter-alone' ? stopped(given) : given;
          const paired = featureControl === 'shuffled-pairs' ? ofNext(wanted) : wanted;
          const [sized, target] = sameSize(asMap(heard), asMap(paired));
          return { guess: adapterConv(own, layer(place), sized), target, like: wanted, tap: theirs };
        });
        const weights = fixed(
          adapted.map(({ guess }) => guess),
          () => {
            const answers = adapted.flatMap(({ guess, like, tap }, place) => {
              const classify = networks.classifiers?.[place];
              return classify ? [classify(tap, like.rank === 2 ? reshape(guess, like.shape) : guess)] : [];
            });
            const isAsked = answers.length === adapted.length;
            const alike = () => adapted.map(() => mul<Tensor2D>(seen.student.logits, 0));
            return confidenceWeights(isAsked ? answers : alike(), seen.labels, all);
          },
        );
        const parts = adapted.map(({ guess, target }, place) =>
          weighedError(guess, target, columnOf(weights, place)),
        );
        return parts.reduce((total, part) => add<Scalar>(total, part));
      });
    },
  };
}

const columnOf = (weights: Tensor2D, place: number): Tensor2D =>
  fixed([weights], () => slice(weights, [0, place], [-1, 1]));

const asksTeachers = () =>
  problem(
    'setting-invalid',
    'CA-MKD asks the teacher’s own last layer about the student’s features, and of a random teacher there is none that learned.',
    'Choose shuffled pairs or the adapter alone.',
  );
