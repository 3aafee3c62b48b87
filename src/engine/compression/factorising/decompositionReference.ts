/**
 * What `compression_reference/decomposition.json` holds, for tests: decompositions of weights that are made by a formula.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from '../../../base/zip/crc32.ts';
import { type Filter, filterOf } from './filter.ts';
import { type Matrix, product } from './matrix.ts';

const file = join(process.env.LAB_DATA ?? '../shared/data', 'compression_reference', 'decomposition.json');
export const decompositionsAreHere = existsSync(file);

export type WeightName = 'low' | 'noisy' | 'hashed';
interface OfRank {
  readonly weight: WeightName;
  readonly rank: number;
  readonly relative_error: number;
}
interface EvbmfOf {
  readonly ranks_out_in: readonly [number, number];
  readonly shrunk_singular_values_mode0: readonly number[];
  readonly shrunk_singular_values_mode1: readonly number[];
  readonly sigma2_mode0: number;
  readonly sigma2_mode1: number;
}

export interface Decompositions {
  readonly svd_linear: {
    readonly singular_values: readonly number[];
    readonly evbmf_rank: number;
    readonly ranks: readonly (Omit<OfRank, 'weight'> & { readonly output_row0: readonly number[] })[];
  };
  readonly evbmf: Readonly<Record<WeightName, EvbmfOf>>;
  readonly tucker2: readonly {
    readonly weight: WeightName;
    readonly ranks_out_in: readonly [number, number];
    readonly relative_error: number;
    readonly relative_error_hosvd: number;
    readonly core_norm: number;
    readonly output_channel0_row0: readonly number[];
  }[];
  readonly cp: readonly (OfRank & { readonly best_of_5_random_starts?: number })[];
  readonly spatial: readonly (OfRank & {
    readonly output_channel0_row0_stride2_padding1: readonly number[];
  })[];
  readonly channel: readonly OfRank[];
}

export const decompositions = (): Decompositions => JSON.parse(readFileSync(file, 'utf8'));

function mixed(x: number): number {
  let h = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** In [−1, 1), row-major. */
export function drawn(key: string, length: number): Float64Array {
  const start = crc32(new TextEncoder().encode(key));
  return Float64Array.from({ length }, (_, i) => mixed((i + start) >>> 0) / 2 ** 31 - 1);
}

const drawnMatrix = (key: string, rows: number, columns: number): Matrix => ({
  ...{ rows, columns },
  values: drawn(key, rows * columns),
});

/** [64, 128]: outputs by inputs, as PyTorch has it. */
export function referenceMatrix(): Matrix {
  const noise = drawn('decomp.linear.noise', 64 * 128);
  const low = product(drawnMatrix('decomp.linear.a', 64, 12), drawnMatrix('decomp.linear.b', 12, 128));
  return { ...low, values: low.values.map((value, i) => value / 4 + 0.05 * (noise[i] as number)) };
}

const shares = { low: 0.1, noisy: 0.6 };
const [outputs, inputs, side] = [32, 16, 3];

/** A 3×3 filter from 16 to 32 channels, in our layout. */
export function referenceFilter(name: WeightName): Filter {
  const noise = drawn('decomp.conv.noise', outputs * inputs * side * side);
  const [out, into, core] = [
    drawn('decomp.conv.out', outputs * 6),
    drawn('decomp.conv.in', inputs * 4),
    drawn('decomp.conv.core', 6 * 4 * side * side),
  ];
  const values = new Float64Array(noise.length);
  for (let at = 0; at < values.length; at++) {
    const o = at % outputs;
    const i = Math.floor(at / outputs) % inputs;
    const place = Math.floor(at / (outputs * inputs));
    const random = noise[(o * inputs + i) * side * side + place] as number;
    if (name === 'hashed') {
      values[at] = random;
      continue;
    }
    let sum = 0;
    for (let a = 0; a < 6; a++) {
      for (let b = 0; b < 4; b++) {
        const inner = core[(a * 4 + b) * side * side + place] as number;
        sum += (out[o * 6 + a] as number) * (into[i * 4 + b] as number) * inner;
      }
    }
    values[at] = sum / 3 + shares[name] * random;
  }
  return filterOf([side, side, inputs, outputs], values);
}
