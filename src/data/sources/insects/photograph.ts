/**
 * One picture: a background, the insect and what covers it, their shadow, and the camera.
 */
import type { Random } from '../../../base/random.ts';
import type { Anatomy, Colour } from './anatomy.ts';
import { cosine, halfPi, sine } from './arithmetic.ts';
import { paintBackground } from './background.ts';
import { paintInsect } from './insect.ts';
import { type Layer, type Light, paintLimb, paintSegment } from './layer.ts';
import { tuning } from './tuning.ts';
import { paintWing } from './wing.ts';

/** The insect is painted on pixels this many times finer, per side. */
const fineness = 2;

/** The buffers of one picture size, used for picture after picture. */
export interface Camera {
  readonly size: number;
  readonly layer: Layer;
  /** [size, size, 3] */
  readonly picture: Float32Array;
  readonly spare: Float32Array;
  /** [size, size] */
  readonly shadow: Float32Array;
  readonly softened: Float32Array;
}

export function openCamera(size: number): Camera {
  const side = size * fineness;
  return {
    size,
    layer: { side, rgba: new Float32Array(side * side * 4) },
    picture: new Float32Array(size * size * 3),
    spare: new Float32Array(size * size * 3),
    shadow: new Float32Array(size * size),
    softened: new Float32Array(size * size),
  };
}

/** Writes [size, size, 3] bytes into `pixels` from `start`. */
export function photograph(
  camera: Camera,
  specimen: Anatomy,
  stream: Random,
  pixels: Uint8Array,
  start: number,
): void {
  const { layer, picture, size } = camera;
  const light = drawLight(stream.fork('light'));
  paintBackground(picture, size, stream.fork('background'));
  layer.rgba.fill(0);
  const pose = stream.fork('pose');
  const heading = pose.between(-tuning.turn, tuning.turn);
  const { bodyLength } = specimen.traits;
  paintInsect(
    layer,
    specimen,
    {
      place: {
        x: pose.between(-tuning.shift, tuning.shift),
        y: pose.between(-tuning.shift, tuning.shift),
        forwardX: sine(heading),
        forwardY: -cosine(heading),
      },
      length: bodyLength * pose.between(tuning.scale[0], tuning.scale[1]),
      neck: pose.between(-tuning.bend, tuning.bend),
      waist: pose.between(-tuning.bend, tuning.bend),
      light,
    },
    stream.fork('body'),
  );
  const cover = stream.fork('cover');
  if (cover.uniform() < tuning.occluded) paintCover(layer, light, cover);
  castShadow(camera, light);
  layOver(camera);
  const lens = stream.fork('lens');
  blur(camera, lens.uniform() * lens.uniform() * tuning.blur);
  develop(camera, lens, pixels, start);
}

/** From above and mostly from the upper left, as people expect light to fall. */
function drawLight(stream: Random): Light {
  const angle = stream.between(-1.3, 0.3);
  const x = 0.62 * sine(angle);
  const y = -0.62 * cosine(angle);
  return { x, y, z: 0.7846 };
}

/** A blade of grass, a leaf's corner or a pebble, somewhere near the rim of the insect. */
function paintCover(layer: Layer, light: Light, stream: Random): void {
  const colours: readonly Colour[] = [
    [112, 156, 72],
    [88, 132, 68],
    [156, 176, 92],
    [150, 128, 98],
    [168, 164, 156],
  ];
  const colour = colours[stream.below(colours.length)] ?? [112, 156, 72];
  const angle = stream.between(0, 4 * halfPi);
  const outX = sine(angle);
  const outY = cosine(angle);
  const from = stream.between(0.14, 0.34);
  const kind = stream.below(3);
  if (kind === 0) {
    const tilt = stream.between(-0.25, 0.25);
    const middle = { x: outX * from, y: outY * from };
    const alongX = outY + tilt * outX;
    const alongY = -outX + tilt * outY;
    const start = { x: middle.x - 0.8 * alongX, y: middle.y - 0.8 * alongY };
    const end = { x: middle.x + 0.5 * alongX, y: middle.y + 0.5 * alongY };
    paintLimb(layer, start, stream.between(0.03, 0.06), end, 0.006, { colour, alpha: 1 });
  } else if (kind === 1) {
    const tip = { x: outX * from * 0.8, y: outY * from * 0.8 };
    const wide = stream.between(0.15, 0.4);
    const corner = (side: number) => ({
      x: outX * 0.95 + side * wide * outY,
      y: outY * 0.95 - side * wide * outX,
    });
    paintWing(layer, tip, corner(-1), corner(1), 0.03, {
      colour,
      edge: [colour[0] * 0.75, colour[1] * 0.75, colour[2] * 0.75],
      spot: colour,
      alpha: 1,
      border: 0,
      spotRadius: 0,
      veins: 0.5,
      mottle: 0,
      seed: 0,
    });
  } else {
    const place = { x: outX * from * 1.3, y: outY * from * 1.3, forwardX: outY, forwardY: outX };
    const radius = stream.between(0.07, 0.13);
    paintSegment(layer, place, radius, radius * stream.between(0.6, 0.9), 0.1, {
      colour,
      alpha: 1,
      light,
      gloss: 0.1,
      fuzz: 0.5,
      seed: stream.uint32(),
    });
  }
}

/** Darkens the background where the layer, moved away from the light and softened twice by a box, covers it. */
function castShadow(camera: Camera, light: Light): void {
  const { size, layer, picture, shadow, softened } = camera;
  const { side, rgba } = layer;
  const moveX = Math.floor(-light.x * 0.06 * side + 0.5);
  const moveY = Math.floor(-light.y * 0.06 * side + 0.5);
  for (let row = 0; row < size; row++) {
    const y = row * fineness - moveY;
    for (let column = 0; column < size; column++) {
      const x = column * fineness - moveX;
      const inside = y >= 0 && y < side && x >= 0 && x < side;
      shadow[row * size + column] = inside ? (rgba[4 * (y * side + x) + 3] as number) : 0;
    }
  }
  const reach = Math.max(1, Math.floor(size / 40));
  for (let times = 0; times < 2; times++) {
    boxMean(shadow, softened, size, reach, size, 1);
    boxMean(softened, shadow, size, reach, 1, size);
  }
  for (let i = 0; i < size * size; i++) {
    const left = 1 - 0.5 * (shadow[i] as number);
    picture[3 * i] = (picture[3 * i] as number) * left;
    picture[3 * i + 1] = (picture[3 * i + 1] as number) * left;
    picture[3 * i + 2] = (picture[3 * i + 2] as number) * left;
  }
}

/** The mean over 2·reach + 1 neighbours along lines of `size` pixels that lie `step` apart, 0 outside. */
function boxMean(
  from: Float32Array,
  to: Float32Array,
  size: number,
  reach: number,
  line: number,
  step: number,
): void {
  const share = 1 / (2 * reach + 1);
  for (let start = 0; start < size; start++) {
    let sum = 0;
    for (let i = 0; i < reach; i++) sum += from[start * line + i * step] ?? 0;
    for (let i = 0; i < size; i++) {
      if (i + reach < size) sum += from[start * line + (i + reach) * step] as number;
      if (i > reach) sum -= from[start * line + (i - reach - 1) * step] as number;
      to[start * line + i * step] = sum * share;
    }
  }
}

/** Averages each block of the layer and lays it over the picture. */
function layOver(camera: Camera): void {
  const { size, layer, picture } = camera;
  const { side, rgba } = layer;
  const share = 1 / (fineness * fineness);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      let red = 0;
      let green = 0;
      let blue = 0;
      let alpha = 0;
      for (let dy = 0; dy < fineness; dy++) {
        let from = 4 * ((row * fineness + dy) * side + column * fineness);
        for (let dx = 0; dx < fineness; dx++, from += 4) {
          red += rgba[from] as number;
          green += rgba[from + 1] as number;
          blue += rgba[from + 2] as number;
          alpha += rgba[from + 3] as number;
        }
      }
      const at = 3 * (row * size + column);
      const rest = 1 - alpha * share;
      picture[at] = red * share + (picture[at] as number) * rest;
      picture[at + 1] = green * share + (picture[at + 1] as number) * rest;
      picture[at + 2] = blue * share + (picture[at + 2] as number) * rest;
    }
  }
}

/** Mixes each pixel with its two neighbours, across and then down; `weight` is a neighbour's against the pixel's. */
function blur(camera: Camera, weight: number): void {
  const { size, picture, spare } = camera;
  if (weight < 0.02) return;
  const middle = 1 / (1 + 2 * weight);
  const beside = weight * middle;
  softenLines(picture, spare, size, 3 * size, 3, middle, beside);
  softenLines(spare, picture, size, 3, 3 * size, middle, beside);
}

/** Mixes along lines whose starts lie `line` apart and whose pixels lie `step` apart; ends repeat themselves. */
function softenLines(
  from: Float32Array,
  to: Float32Array,
  size: number,
  line: number,
  step: number,
  middle: number,
  beside: number,
): void {
  for (let start = 0; start < size; start++) {
    for (let i = 0; i < size; i++) {
      const at = start * line + i * step;
      const before = i > 0 ? at - step : at;
      const after = i < size - 1 ? at + step : at;
      for (let channel = 0; channel < 3; channel++) {
        to[at + channel] =
          middle * (from[at + channel] as number) +
          beside * ((from[before + channel] as number) + (from[after + channel] as number));
      }
    }
  }
}

/** Exposure, contrast, uneven light and noise, then bytes. */
function develop(camera: Camera, stream: Random, pixels: Uint8Array, start: number): void {
  const { size, picture } = camera;
  const contrast = stream.between(tuning.contrast[0], tuning.contrast[1]);
  const lift = 128 - 128 * contrast + stream.between(-tuning.exposure, tuning.exposure);
  const fallX = stream.between(-18, 18);
  const fallY = stream.between(-18, 18);
  // The sum of a random word's four bytes has mean 510 and standard deviation 147.8, nearly normal.
  const noise = (stream.uniform() * tuning.noise) / 147.8;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const fall = lift + fallX * (column / size - 0.5) + fallY * (row / size - 0.5);
      const at = 3 * (row * size + column);
      for (let channel = 0; channel < 3; channel++) {
        const word = stream.uint32();
        const sum = (word & 255) + ((word >>> 8) & 255) + ((word >>> 16) & 255) + (word >>> 24);
        const value = (picture[at + channel] as number) * contrast + fall + (sum - 510) * noise;
        pixels[start + at + channel] = Math.max(0, Math.min(255, Math.floor(value + 0.5)));
      }
    }
  }
}
