/**
 * Arithmetic that gives the same bits in every engine.
 *
 * ECMAScript fixes + − × ÷, Math.sqrt, Math.floor, Math.abs, Math.min, Math.max and Math.imul to the last bit (IEEE
 * 754), but leaves Math.sin, Math.exp and their kin to the implementation. The renderer uses only the former, so one
 * seed draws one picture everywhere.
 */

export const halfPi = 1.5707963267948966;
const pi = 2 * halfPi;

/** Sine of x in radians, |x| < 1e6: Taylor's series to x^11 on [−π/2, π/2], error below 1e-7. */
export function sine(x: number): number {
  let r = x - 2 * pi * Math.floor(x / (2 * pi) + 0.5);
  if (r > halfPi) r = pi - r;
  else if (r < -halfPi) r = -pi - r;
  const q = r * r;
  return r * (1 - (q / 6) * (1 - (q / 20) * (1 - (q / 42) * (1 - (q / 72) * (1 - q / 110)))));
}

export function cosine(x: number): number {
  return sine(x + halfPi);
}

export function clamp01(x: number): number {
  return Math.max(0, Math.min(1, x));
}

/** Hermite's 3t² − 2t³ between the edges, 0 below and 1 above; `low` < `high`. */
export function smoothStep(low: number, high: number, x: number): number {
  const t = clamp01((x - low) / (high - low));
  return t * t * (3 - 2 * t);
}

export function mix(a: number, b: number, t: number): number {
  return a + (b - a) * t;
}

/** A number in [0, 1) that depends on lattice point and seed alone. */
function lattice(x: number, y: number, seed: number): number {
  let h = Math.imul(x, 0x27d4eb2d) ^ Math.imul(y, 0x165667b1) ^ seed;
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
  return ((h ^ (h >>> 15)) >>> 0) / 4_294_967_296;
}

/**
 * Two layers of value noise, the second turned by 37° and 1.7 times finer, so that no grid shows; in [0, 1), mean 1/2.
 */
export function grain(x: number, y: number, seed: number): number {
  const turnedX = 1.7 * (0.8 * x - 0.6 * y) + 37;
  const turnedY = 1.7 * (0.6 * x + 0.8 * y) + 59;
  return 0.55 * valueNoise(x, y, seed) + 0.45 * valueNoise(turnedX, turnedY, seed ^ 0x1b56c4e9);
}

/** Value noise in [0, 1): random values at whole coordinates, smoothly interpolated. `seed` is any 32-bit number. */
export function valueNoise(x: number, y: number, seed: number): number {
  const column = Math.floor(x);
  const row = Math.floor(y);
  const fx = x - column;
  const fy = y - row;
  const u = fx * fx * (3 - 2 * fx);
  const v = fy * fy * (3 - 2 * fy);
  const top = mix(lattice(column, row, seed), lattice(column + 1, row, seed), u);
  const bottom = mix(lattice(column, row + 1, seed), lattice(column + 1, row + 1, seed), u);
  return mix(top, bottom, v);
}
