/**
 * What a file says of the pixels that its network takes. Of those that the lab writes each says it, so that a choice made for
 * another file does not feed them wrong numbers.
 */
import { type InputScale, inputScales } from '../../spec/choices.ts';
import { normalisationOf } from '../../spec/normalisation.ts';

/** @param about the file's metadata; `mean` and `std` are JSON arrays of three shares of full brightness, 0 … 1. */
export function saidScale(about: unknown): InputScale | undefined {
  if (typeof about !== 'object' || about === null) return undefined;
  const { mean, std }: { readonly mean?: unknown; readonly std?: unknown } = about;
  return inputScales.find((scale) => {
    const { mean: ours, deviation } = normalisationOf(scale);
    return mean === JSON.stringify(ours) && std === JSON.stringify(deviation);
  });
}
