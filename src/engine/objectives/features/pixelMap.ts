/**
 * Maps whose pixels are sums of another map's: enlarged by repetition, or with zeros in between.
 */
import {
  matMul,
  reshape,
  type Tensor2D,
  type Tensor4D,
  tensor2d,
  tidy,
  transpose,
} from '@tensorflow/tfjs-core';
import { withGradient } from '../../layers/withGradient.ts';

type Size = readonly [height: number, width: number];

/** For each place of an axis, the one that it repeats; undefined where it is 0. */
type Source = (place: number) => number | undefined;

/** Each pixel the nearest one's, [B, H, W, C] → [B, height, width, C]. Equals `interpolate(mode='nearest')` of torch. */
export function nearest(map: Tensor4D, height: number, width: number): Tensor4D {
  const [, from, across] = map.shape;
  if (from === height && across === width) return map;
  return drawn(
    map,
    [height, width],
    [(place) => Math.floor((place * from) / height), (place) => Math.floor((place * across) / width)],
  );
}

/** Pixels a step apart with zeros between and `border` of them around, [B, H, W, C] → [B, (H − 1)·step + 1 + 2·border, …, C]. */
export function spreadApart(map: Tensor4D, step: number, border: number): Tensor4D {
  const [, height, width] = map.shape;
  const source: Source = (place) => {
    const inner = place - border;
    return inner >= 0 && inner % step === 0 ? inner / step : undefined;
  };
  const lengthOf = (length: number) => (length - 1) * step + 1 + 2 * border;
  return drawn(map, [lengthOf(height), lengthOf(width)], [source, source]);
}

function drawn(map: Tensor4D, to: Size, sources: readonly [Source, Source]): Tensor4D {
  const [, height, width] = map.shape;
  const from: Size = [height, width];
  const chosen = () => choice(from, to, sources);
  return withGradient<Tensor4D>(
    [map],
    () => tidy(() => weighed(map, chosen(), to)),
    (dy) => [tidy(() => weighed(dy, transpose(chosen()), from))],
  );
}

/** [pixels of the new map, pixels of the old], 1 where one is taken from the other. */
function choice([height, width]: Size, to: Size, [row, column]: readonly [Source, Source]): Tensor2D {
  const [pixels, taken] = [to[0] * to[1], new Float32Array(to[0] * to[1] * height * width)];
  for (let place = 0; place < pixels; place++) {
    const [y, x] = [row(Math.floor(place / to[1])), column(place % to[1])];
    if (y === undefined || x === undefined || y >= height || x >= width) continue;
    taken[place * height * width + y * width + x] = 1;
  }
  return tensor2d(taken, [pixels, height * width]);
}

/** Σ over the pixels q of weights[p, q] · map[q], for each pixel p of a map of another size. */
export function weighed(map: Tensor4D, weights: Tensor2D, [height, width]: Size): Tensor4D {
  const [batch, rows, columns, channels] = map.shape;
  const byPixel = transpose(reshape(map, [batch, rows * columns, channels]), [1, 0, 2]);
  const pixels: Tensor2D = reshape(byPixel, [rows * columns, batch * channels]);
  const sums = reshape(matMul(weights, pixels), [height * width, batch, channels]);
  return reshape(transpose(sums, [1, 0, 2]), [batch, height, width, channels]);
}
