/**
 * A tfjs model, opened: what both formats come to.
 */
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { type ProblemError, problem } from '../../../lang/problem.ts';
import { type SentenceValue, words } from '../../../lang/sentence.ts';

/** Something that a network is asked for. */
export interface Head {
  /** Numbers for an image. */
  readonly outputs: number;
  /** Names of the weights that it does not need. */
  readonly unused: ReadonlySet<string>;
  /**
   * @param images [B, S, S, 3] in the network's own scale; the caller's
   * @returns B × `outputs` numbers in a shape of any rank; the caller disposes it.
   */
  run(images: Tensor4D): Tensor | Promise<Tensor>;
}

export interface Network {
  /** Undefined where it takes any. */
  readonly imageSize: number | undefined;
  /** The number of images that it takes at a time; undefined where it takes any. */
  readonly batch: number | undefined;
  /** Whether it scales pixels itself, and so takes 0 … 255. */
  readonly takesBytes: boolean;
  readonly logits?: Head;
  /** What `logits` are: before a softmax or sigmoid that was taken off, or where that is impossible ln of its probabilities. */
  readonly logitsAre: 'logits' | 'log-probabilities';
  readonly features?: Head;
  dispose(): void;
}

/** ln of probabilities goes down to ln 1e-30 = −69, so that one that has underflowed to 0 stays a number. */
export const leastProbability = 1e-30;

/** A dimension that is left open is null, undefined or −1. */
export type OpenShape = readonly (number | null | undefined)[];

const fixed = (length: number | null | undefined): length is number =>
  typeof length === 'number' && length > 0;

/** The K of [B, K], [B, 1, K], [B, 1, 1, K], …: of shapes with one row of numbers for an image. */
export function rowLength(shape: OpenShape): number | undefined {
  const last = shape.at(-1);
  if (shape.length < 2 || !fixed(last)) return undefined;
  return shape.slice(1, -1).every((length) => length === 1) ? last : undefined;
}

/**
 * Image size and batch size from an input's shape.
 *
 * @throws ProblemError `teacher-mismatch` where it takes something else than square images with three colours
 */
export function imageInput(
  shapes: readonly (OpenShape | undefined)[],
  name: string,
): Pick<Network, 'imageSize' | 'batch'> {
  if (shapes.length !== 1) throw noImages(name, words`${shapes.length} inputs`);
  const shape = shapes[0];
  // A GraphModel need not say what it takes.
  if (shape === undefined) return { imageSize: undefined, batch: undefined };
  const [batch, height, width, channels] = shape;
  const square = fixed(height) === fixed(width) && (!fixed(height) || height === width);
  if (shape.length !== 4 || !square || (fixed(channels) && channels !== 3)) {
    throw noImages(name, `[${shape.map((length) => (fixed(length) ? length : '?')).join(', ')}]`);
  }
  return { imageSize: fixed(height) ? height : undefined, batch: fixed(batch) ? batch : undefined };
}

function noImages(name: string, input: SentenceValue): ProblemError {
  return problem(
    'teacher-mismatch',
    words`${name} does not take the lab’s images: its input is ${input}.`,
    'Use a network with one input of square images, with the three colours last: [batch, size, size, 3].',
  );
}
