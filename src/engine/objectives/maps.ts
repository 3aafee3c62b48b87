/**
 * Maps of features: which of a network's taps is compared, and how maps of two sizes become one.
 */
import {
  avgPool,
  reshape,
  type Tensor,
  type Tensor2D,
  type Tensor4D,
  tensor2d,
  tidy,
  transpose,
} from '@tensorflow/tfjs-core';
import { type ProblemError, problem } from '../../lang/problem.ts';
import { words } from '../../lang/sentence.ts';
import type { SimilarityName } from '../../spec/choices.ts';
import { objectiveOf } from '../../spec/objectives/catalogue.ts';
import { withGradient } from '../layers/withGradient.ts';
import { weighed } from './features/pixelMap.ts';
import type { TapShapes } from './term.ts';

export interface FeatureMap {
  readonly name: string;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/**
 * The middle one of a network's maps, as the hint of Romero et al. 2015 (section 2.2): of an odd number the middle itself, of an even
 * one the earlier of two. A network without maps has vectors, which are maps of one pixel. Undefined where nothing is tapped.
 */
export function middleMap(shapes: TapShapes): FeatureMap | undefined {
  const maps = Object.entries(shapes).flatMap(([name, shape]): readonly FeatureMap[] => {
    // Tokens of a transformer are tapped as maps too; logits of heads are no features.
    if (shape.length === 2 || /^head|attn$/.test(name)) return [];
    const [height, width, channels] = shape.length === 3 ? shape : [1, 1, shape[0]];
    return [{ name, height: height ?? 1, width: width ?? 1, channels: channels ?? 1 }];
  });
  const wide = maps.filter(({ height, width }) => height * width > 1);
  const among = wide.length > 0 ? wide : maps;
  return among[Math.floor((among.length - 1) / 2)];
}

/** [B, H, W, C] as it is, [B, F] → [B, 1, 1, F]. */
export function asMap(activation: Tensor): Tensor4D {
  const [batch = 0, features = 0] = activation.shape;
  return activation.rank === 4 ? (activation as Tensor4D) : reshape(activation, [batch, 1, 1, features]);
}

/**
 * Each pixel the mean of those of its window, [B, H, W, C] → [B, height, width, C] with height ≤ H and width ≤ W: windows from
 * ⌊i·H/height⌋ to ⌈(i + 1)·H/height⌉. Equals `torch.nn.functional.adaptive_avg_pool2d`.
 */
export function averagedTo(map: Tensor4D, height: number, width: number): Tensor4D {
  const [, from, across] = map.shape;
  if (from === height && across === width) return map;
  if (from % height === 0 && across % width === 0) {
    const window: [number, number] = [from / height, across / width];
    return avgPool(map, window, window, 'valid');
  }
  const size = { from: [from, across], to: [height, width] } as const;
  return withGradient<Tensor4D>(
    [map],
    () => tidy(() => weighed(map, averages(size), [height, width])),
    (dy) => [tidy(() => weighed(dy, transpose(averages(size)), [from, across]))],
  );
}

interface Resized {
  readonly from: readonly [height: number, width: number];
  readonly to: readonly [height: number, width: number];
}

/** What each pixel of the smaller map takes of each of the larger one, [h·w, H·W]. */
function averages({ from, to }: Resized): Tensor2D {
  const [rows, columns] = [0, 1].map((axis) => shares(from[axis] ?? 1, to[axis] ?? 1));
  const weights = (rows ?? []).flatMap((row) =>
    (columns ?? []).map((column) => row.flatMap((r) => column.map((c) => r * c))),
  );
  return tensor2d(weights);
}

/** Along one axis, a row for each place of the shorter one. */
function shares(from: number, to: number): readonly (readonly number[])[] {
  return Array.from({ length: to }, (_, i) => {
    const [begin, end] = [Math.floor((i * from) / to), Math.ceil(((i + 1) * from) / to)];
    return Array.from({ length: from }, (_, k) => (k >= begin && k < end ? 1 / (end - begin) : 0));
  });
}

const short = (similarity: SimilarityName) => objectiveOf(similarity).acronym ?? similarity;

/** Only logits are there of the teacher: other software runs it, or it is a table. */
export const teacherWithoutMaps = (similarity: SimilarityName): ProblemError =>
  problem(
    'teacher-mismatch',
    words`${short(similarity)} compares maps of features inside student and teacher, and of this teacher there are only logits.`,
    'Choose a teacher that is a network of the lab (trained here, shipped, or from a file of weights), or a similarity that compares logits, such as KL.',
  );

/** The student is a head alone. */
export const studentWithoutMaps = (similarity: SimilarityName): ProblemError =>
  problem(
    'student-start',
    words`${short(similarity)} compares maps of features inside student and teacher, and of this student only the head is trained, on features that stay as they are.`,
    'Let more of the student be trained (Student freezing: stage or none), or choose a similarity that compares logits, such as KL.',
  );
