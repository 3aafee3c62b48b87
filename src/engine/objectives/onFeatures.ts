/**
 * Objectives that compare what is inside of two networks: the KL of the logits, and β times a loss of what was tapped.
 */
import { add, concat, mul, reshape, type Scalar, slice, type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { FeatureControl, SimilarityName } from '../../spec/choices.ts';
import { objectiveOf } from '../../spec/objectives/catalogue.ts';
import { named, type ParameterSpec, type Parameters } from '../layers/parameters.ts';
import { klDivergence } from './klDivergence.ts';
import { studentWithoutMaps, teacherWithoutMaps } from './maps.ts';
import { logitTerm } from './onLogits.ts';
import { fixed, stopped } from './primitives.ts';
import { nothingToPair, type Pairing, type Tapped, withoutForm } from './taps.ts';
import type { Networks, Objective, ObjectiveSettings, Seen, Term, WeightedTerm } from './term.ts';

/** A loss of what was tapped of the student and of one teacher. */
export interface FeatureLoss {
  readonly parameters?: readonly ParameterSpec[];
  /** Epochs over which it comes to its weight, a share more in each; from the first unless given. */
  readonly warmUp?: number;
  /**
   * @param mine of the student, in the order of `Tapped.mine`
   * @param theirs of the teacher; never differentiated
   */
  value(mine: readonly Tensor[], theirs: readonly Tensor[], own: Parameters): Scalar;
  /** A loss by which adapters of the teacher learn, whatever the weight. */
  readonly beside?: Pick<FeatureLoss, 'value'>;
}

export interface FeatureGiven extends Tapped {
  /** What its parameters' names begin with. */
  readonly name: string;
  /** One of the objective's own. */
  readonly form: string;
}

/**
 * @param make the loss of one pair of networks
 */
export function onFeatures(
  similarity: SimilarityName,
  pairing: Pairing,
  make: (given: FeatureGiven) => FeatureLoss,
): Objective {
  return {
    terms(settings, networks, shares) {
      const form = formOf(similarity, settings.featureForm);
      const [added] = objectiveOf(similarity).also ?? [];
      const weight = settings.featureWeight * (added?.times ?? 1);
      const found = networks.teachers.flatMap((_, place) => {
        const tapped = tappedOf(similarity, pairing, networks, place);
        const name = `loss.${similarity}${place}`;
        const loss = make({ ...tapped, name, form });
        const term = featureTerm(
          loss,
          tapped,
          { place, of: networks.teachers.length },
          settings.featureControl,
        );
        const features = {
          term,
          weight: weight * shareOf(place, networks, shares),
          isFeature: true,
        } as const;
        if (!loss.beside) return [features];
        const learning = featureTerm(
          { ...loss.beside },
          tapped,
          { place, of: networks.teachers.length },
          'none',
        );
        return [features, { term: learning, weight: 1 }];
      });
      if (found.length === 0) throw teacherWithoutMaps(similarity);
      return besideLogits(settings, found);
    },
  };
}

/** What one teacher's features weigh among all. */
export const shareOf = (place: number, { teachers }: Networks, shares?: readonly number[]): number =>
  shares?.[place] ?? 1 / teachers.length;

/** With the KL of the logits before them, unless they stand alone. */
export const besideLogits = (
  { featureBeside, temperature }: Pick<ObjectiveSettings, 'featureBeside' | 'temperature'>,
  terms: readonly WeightedTerm[],
): readonly WeightedTerm[] =>
  featureBeside === 'alone'
    ? terms
    : [{ term: logitTerm(klDivergence, temperature, 'kl'), weight: 1 }, ...terms];

/** @throws ProblemError `setting-invalid` where the objective has no such definition */
export function formOf(similarity: SimilarityName, form: string): string {
  const { forms = [] } = objectiveOf(similarity);
  const found = form === 'default' ? forms[0] : form;
  if (!found || !forms.includes(found)) throw withoutForm(similarity, form, forms);
  return found;
}

export function tappedOf(
  similarity: SimilarityName,
  pairing: Pairing,
  { student, teachers }: Networks,
  place: number,
): Tapped {
  // First: where the student is a head on cached features, of the teacher there are logits alone as well.
  if (Object.keys(student).length === 0) throw studentWithoutMaps(similarity);
  const teacher = teachers[place];
  if (!teacher || Object.keys(teacher).length === 0) throw teacherWithoutMaps(similarity);
  const tapped = pairing(student, teacher);
  if (!tapped) throw nothingToPair(similarity);
  return tapped;
}

/** @param place of the teacher among all */
export function featureTerm(
  { value, parameters = [], warmUp }: FeatureLoss,
  { mine, theirs }: Tapped,
  { place, of }: { readonly place: number; readonly of: number },
  control: FeatureControl,
): Term {
  const name = `loss.warm_up${place}`;
  const share: ParameterSpec = {
    ...{ name, kind: 'vector', axes: [1], shape: [1], role: 'frozen' },
    // Whoever weighs the loss before training begins weighs all of it.
    initial: { kind: 'constant', value: 1 },
  };
  const warming = warmUp && {
    parameters: [...parameters, share],
    scheduled: [{ name, at: (epoch: number) => Math.min(1, epoch / warmUp) }],
  };
  return {
    needs: {
      student: mine.map((map) => map.name),
      teachers: Array.from({ length: of }, (_, other) =>
        other === place ? theirs.map((map) => map.name) : [],
      ),
    },
    ...(warming || { parameters }),
    value(seen, own) {
      return tidy(() => {
        const given = mine.map((map) => tapOf(seen.student, map.name));
        const wanted = theirs.map((map) => tapOf((seen.each ?? seen.teachers)[place], map.name));
        const whole = value(
          control === 'adapter-alone' ? given.map(stopped) : given,
          control === 'shuffled-pairs' ? wanted.map(ofNext) : wanted,
          own,
        );
        return warming ? mul<Scalar>(whole, reshape(stopped(named(own, name)), [])) : whole;
      });
    },
  };
}

export function tapOf(signals: Seen['student'] | undefined, name: string): Tensor {
  const tapped = signals?.taps[name];
  if (!tapped) throw new Error(`Nothing was tapped by the name of ${name}.`);
  return tapped;
}

/** Of each image what another image of the batch has: of the next one, the batch being drawn at random. */
export function ofNext<T extends Tensor>(x: T): T {
  const [batch = 0, ...rest] = x.shape;
  if (batch < 2) return x;
  const from = (begin: number, count: number) => slice(x, [begin, ...rest.map(() => 0)], [count, ...rest]);
  return fixed([x], () => concat([from(1, batch - 1), from(0, 1)]) as T);
}

/** Σ over pairs of stages of weight · loss. */
export function overStages<M extends Tensor>(
  mine: readonly Tensor[],
  theirs: readonly Tensor[],
  loss: (student: M, teacher: M, stage: number) => Scalar,
  weight: (stage: number, of: number) => number = () => 1,
): Scalar {
  const parts = mine.map((map, i) => {
    const share = weight(i, mine.length);
    const part = loss(map as M, theirs[i] as M, i);
    return share === 1 ? part : mul<Scalar>(part, share);
  });
  return parts.reduce((sum, part) => add<Scalar>(sum, part));
}
