/**
 * What the worker tells of a network's inside over one picture.
 */
import { useEffect, useState } from 'react';
import type { Sentence } from '../../lang/sentence.ts';
import type { SquarePicture } from '../../protocol/records.ts';
import type {
  AttentionSeen,
  KernelsSeen,
  SeeingNetwork,
  SeenInsideAsked,
} from '../../protocol/seen/seenInside.ts';
import { useLabActions } from '../../state/lab/useLab.ts';
import { listen } from '../temperature/useExample.ts';

export type SeenAnswer = AttentionSeen | KernelsSeen | undefined;

/** The last answer stays until the next one is there. */
export interface Heard {
  readonly answer?: SeenAnswer;
  readonly problem?: Sentence;
}

/**
 * @param of spelt as JSON, so that the same network is asked once
 * @param version asks again when it changes
 */
export function useSeenInside(
  of: string,
  picture: number | SquarePicture,
  version: unknown,
): Heard | undefined {
  const { seenInside } = useLabActions();
  const [heard, setHeard] = useState<Heard>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another version is another answer
  useEffect(
    () => listen(seenInside(JSON.parse(of) as SeeingNetwork, givenOf(picture)), setHeard),
    [of, picture, version, seenInside],
  );
  return heard;
}

/** What was cut out already is taken as it is. */
const givenOf = (picture: number | SquarePicture): SeenInsideAsked['picture'] =>
  typeof picture === 'number'
    ? picture
    : { width: picture.size, height: picture.size, rgba: picture.rgba, isCut: true };
