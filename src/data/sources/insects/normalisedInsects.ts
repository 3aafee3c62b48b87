/**
 * Insects as networks are given them, for whoever asks a network outside a session.
 */
import { random } from '../../../base/random.ts';
import { normalisingTables } from '../../../spec/normalisation.ts';
import { renderInsects } from './renderInsects.ts';

export interface NormalisedPictures {
  readonly count: number;
  /** S */
  readonly side: number;
  /** [count] */
  readonly labels: Int32Array;
  /** [count, S, S, 3], normalised. */
  readonly pixels: Float32Array;
}

/** @param name of a stream: `train` is what networks are calibrated on, `validation` what they are asked about. */
export async function normalisedInsects(
  name: string,
  count: number,
  side: number,
): Promise<NormalisedPictures> {
  const drawn = await renderInsects({ stream: random(1).fork('data').fork(name), count, size: side });
  const tables = normalisingTables();
  const pixels = Float32Array.from(drawn.pixels, (byte, i) => tables[(i % 3) as 0 | 1 | 2][byte] ?? 0);
  return { count, side, labels: drawn.labels, pixels };
}
