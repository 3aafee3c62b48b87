/**
 * What the insects sit on. Every species sits on everything, so that a background tells nothing about the class.
 */
import type { Random } from '../../../base/random.ts';
import type { Colour } from './anatomy.ts';
import { clamp01, cosine, grain, halfPi, mix, sine, smoothStep, valueNoise } from './arithmetic.ts';

/** Colour at a point of the picture, x and y in [−0.5, 0.5], written into `out`. */
type Ground = (x: number, y: number, out: [number, number, number]) => void;
type GroundMaker = (stream: Random) => Ground;

function pick(stream: Random, colours: readonly Colour[]): Colour {
  const [red, green, blue] = colours[stream.below(colours.length)] ?? [200, 200, 200];
  const lighter = stream.between(0.88, 1.08);
  return [red * lighter, green * lighter, blue * lighter];
}

function between(a: Colour, b: Colour, t: number, out: [number, number, number]): void {
  out[0] = mix(a[0], b[0], t);
  out[1] = mix(a[1], b[1], t);
  out[2] = mix(a[2], b[2], t);
}

const direction = (stream: Random) => {
  const angle = stream.between(0, 4 * halfPi);
  return { along: cosine(angle), across: sine(angle) };
};

/** A plain sheet, lighter on one side. */
const paper: GroundMaker = (stream) => {
  const near = pick(stream, [
    [240, 234, 222],
    [226, 230, 232],
    [214, 222, 206],
    [236, 222, 204],
    [206, 216, 228],
  ]);
  const far: Colour = [near[0] * 0.86, near[1] * 0.86, near[2] * 0.87];
  const { along, across } = direction(stream);
  return (x, y, out) => between(near, far, clamp01(0.5 + 0.8 * (x * along + y * across)), out);
};

/** Fine grains on gentle waves. */
const sand: GroundMaker = (stream) => {
  const light = pick(stream, [
    [232, 208, 164],
    [218, 194, 158],
    [238, 222, 190],
  ]);
  const dark: Colour = [light[0] * 0.78, light[1] * 0.76, light[2] * 0.72];
  const seed = stream.uint32();
  return (x, y, out) => {
    const wave = grain(x * 3 + 20, y * 5 + 20, seed);
    const speck = grain(x * 24 + 90, y * 24 + 90, seed ^ 0x33);
    between(light, dark, clamp01(0.5 * wave + 0.9 * smoothStep(0.45, 0.9, speck)), out);
  };
};

/** A leaf with a midrib and side veins. */
const leaf: GroundMaker = (stream) => {
  const blade = pick(stream, [
    [132, 176, 84],
    [104, 154, 80],
    [160, 190, 96],
    [120, 168, 112],
  ]);
  const rib: Colour = [blade[0] * 0.6 + 96, blade[1] * 0.6 + 96, blade[2] * 0.6 + 70];
  const { along, across } = direction(stream);
  const offset = stream.between(-0.3, 0.3);
  const veins = stream.between(4, 7);
  const seed = stream.uint32();
  return (x, y, out) => {
    const u = x * along + y * across;
    const v = y * along - x * across + offset;
    const phase = (u - 0.7 * Math.abs(v)) * veins;
    const vein = Math.abs(phase - Math.floor(phase) - 0.5) / veins;
    const line = Math.max(
      smoothStep(0, 0.022, 0.03 - Math.abs(v)),
      0.55 * smoothStep(0, 0.014, 0.016 - vein),
    );
    const patch = 0.82 + 0.3 * valueNoise(x * 5 + 30, y * 5 + 30, seed);
    between(blade, rib, line, out);
    out[0] *= patch;
    out[1] *= patch;
    out[2] *= patch;
  };
};

/** Bark: ridges along one direction. */
const bark: GroundMaker = (stream) => {
  const light = pick(stream, [
    [186, 158, 128],
    [176, 164, 150],
    [198, 176, 148],
  ]);
  const dark: Colour = [light[0] * 0.62, light[1] * 0.6, light[2] * 0.6];
  const { along, across } = direction(stream);
  const seed = stream.uint32();
  return (x, y, out) => {
    const u = x * along + y * across;
    const v = y * along - x * across;
    const ridge = valueNoise(u * 3.5 + 40, v * 15 + 40, seed);
    const fine = valueNoise(u * 9 + 80, v * 32 + 80, seed ^ 0x77);
    between(light, dark, clamp01(0.75 * smoothStep(0.35, 0.85, ridge) + 0.35 * fine), out);
  };
};

/** A petal: streaks that spread from a point outside the picture. */
const petal: GroundMaker = (stream) => {
  const light = pick(stream, [
    [246, 200, 212],
    [250, 226, 140],
    [216, 200, 240],
    [248, 240, 236],
    [244, 182, 150],
  ]);
  const deep: Colour = [light[0] * 0.9, light[1] * 0.74, light[2] * 0.8];
  const { along, across } = direction(stream);
  const seed = stream.uint32();
  return (x, y, out) => {
    const u = x * along + y * across + 0.9;
    const v = (y * along - x * across) / u;
    const streak = valueNoise(v * 16 + 60, u * 1.5, seed);
    between(light, deep, clamp01(0.7 * smoothStep(0.4, 0.9, streak) + 0.6 * smoothStep(0.9, 0.3, u)), out);
  };
};

/** Grey stone with flecks. */
const stone: GroundMaker = (stream) => {
  const light = pick(stream, [
    [196, 196, 194],
    [178, 184, 192],
    [204, 196, 184],
  ]);
  const dark: Colour = [light[0] * 0.72, light[1] * 0.72, light[2] * 0.74];
  const seed = stream.uint32();
  return (x, y, out) => {
    const large = grain(x * 5 + 70, y * 5 + 70, seed);
    const fleck = grain(x * 15 + 10, y * 15 + 10, seed ^ 0x55);
    between(light, dark, clamp01(0.6 * large + 0.7 * smoothStep(0.5, 0.85, fleck)), out);
  };
};

/** Foliage out of focus. */
const meadow: GroundMaker = (stream) => {
  const a = pick(stream, [
    [164, 196, 108],
    [198, 210, 130],
    [140, 182, 124],
  ]);
  const b = pick(stream, [
    [232, 224, 150],
    [120, 160, 90],
    [206, 222, 196],
  ]);
  const seed = stream.uint32();
  return (x, y, out) => between(a, b, smoothStep(0.25, 0.75, grain(x * 2.6 + 15, y * 2.6 + 15, seed)), out);
};

const grounds: readonly GroundMaker[] = [paper, paper, sand, leaf, leaf, bark, petal, stone, meadow];

/** Fills [size, size, 3] with a background. */
export function paintBackground(into: Float32Array, size: number, stream: Random): void {
  const ground = (grounds[stream.below(grounds.length)] ?? paper)(stream);
  const colour: [number, number, number] = [0, 0, 0];
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      ground((column + 0.5) / size - 0.5, (row + 0.5) / size - 0.5, colour);
      const at = 3 * (row * size + column);
      into[at] = colour[0];
      into[at + 1] = colour[1];
      into[at + 2] = colour[2];
    }
  }
}
