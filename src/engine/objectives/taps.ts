/**
 * Which activations of two networks are compared.
 */
import { problem } from '../../lang/problem.ts';
import { words } from '../../lang/sentence.ts';
import type { SimilarityName } from '../../spec/choices.ts';
import { objectiveOf } from '../../spec/objectives/catalogue.ts';
import type { FeatureMap } from './maps.ts';
import type { TapShapes } from './term.ts';

/** What one network gives to the other to compare, in the order in which it is reached. */
export interface Tapped {
  readonly mine: readonly FeatureMap[];
  readonly theirs: readonly FeatureMap[];
}

/** A rule that finds both; undefined where a network lacks what it takes. */
export type Pairing = (student: TapShapes, teacher: TapShapes) => Tapped | undefined;

/** Of a block, [H, N, N], which is no map. */
export const isAttention = (name: string): boolean => /attn$/.test(name);

/** Maps of more than one pixel, and of patches of a transformer, where they were in the picture. */
const mapsOf = (shapes: TapShapes): readonly FeatureMap[] =>
  Object.entries(shapes).flatMap(([name, shape]) => {
    const [height = 1, width = 1, channels = 1] = shape;
    return shape.length === 3 && height * width > 1 && !isAttention(name)
      ? [{ name, height, width, channels }]
      : [];
  });

/** The ends of stages, from the first; of networks of unlike depth the same shares of the way, the last with the last. */
export const stages: Pairing = (student, teacher) => {
  const [mine, theirs] = [mapsOf(student), mapsOf(teacher)];
  const count = Math.min(mine.length, theirs.length, mostStages);
  if (count === 0) return undefined;
  return { mine: evenly(mine, count), theirs: evenly(theirs, count) };
};

/** As many as a residual network has; transformers tap every block. */
const mostStages = 4;

const evenly = <T>(all: readonly T[], count: number): readonly T[] =>
  Array.from({ length: count }, (_, i) => all[Math.round(((i + 1) * all.length) / count) - 1] as T);

/** Two stages or more. */
export const severalStages: Pairing = (student, teacher) => {
  const found = stages(student, teacher);
  return found && found.mine.length > 1 ? found : undefined;
};

/** The end of the last stage. */
export const lastMaps: Pairing = (student, teacher) => {
  const found = stages(student, teacher);
  return found && { mine: found.mine.slice(-1), theirs: found.theirs.slice(-1) };
};

/** What the head takes, or where nothing is pooled the last activation, as one vector. */
export const vectors: Pairing = (student, teacher) => {
  const [mine, theirs] = [lastOf(student), lastOf(teacher)];
  return mine && theirs && { mine: [mine], theirs: [theirs] };
};

function lastOf(shapes: TapShapes): FeatureMap | undefined {
  const [name, shape] =
    Object.entries(shapes).findLast(([tap]) => !isAttention(tap) && !/^head/.test(tap)) ?? [];
  if (!name || !shape) return undefined;
  return { name, height: 1, width: 1, channels: shape.reduce((a, b) => a * b, 1) };
}

/** Whether every two maps have as many channels. */
export const areAlike = ({ mine, theirs }: Tapped): boolean =>
  mine.every(({ channels }, i) => channels === theirs[i]?.channels);

const short = (similarity: SimilarityName) => objectiveOf(similarity).acronym ?? similarity;

/** The networks run side by side, and have nothing of the kind. */
export const nothingToPair = (similarity: SimilarityName) =>
  problem(
    'setting-invalid',
    words`${short(similarity)} compares maps of features at the ends of stages, and student or teacher has too few of them.`,
    'Choose a student and a teacher with convolutions, or a similarity that compares vectors, such as RKD, or logits, such as KL.',
  );

/** Of a network that is to learn from itself. */
export const withoutStages = () =>
  problem(
    'student-start',
    'Self-distillation has earlier stages of the student learn from its last, and this student has one at most.',
    'Choose a student with several stages, such as a ResNet, or another similarity.',
  );

/** Of a loss without an adapter, where both networks have to be alike. */
export const unlikeChannels = (similarity: SimilarityName) =>
  problem(
    'setting-invalid',
    words`${short(similarity)} compares channel by channel, and student and teacher have other numbers of them.`,
    'Choose a student and a teacher of one width, another definition, or a similarity with an adapter, such as FitNet.',
  );

export const withoutForm = (similarity: SimilarityName, form: string, forms: readonly string[]) =>
  problem(
    'setting-invalid',
    words`${short(similarity)} has no definition of ${form}.`,
    words`Choose one of ${['default', ...forms].join(', ')}.`,
  );
