/**
 * Noise that is counted, not drawn: of element i a hash of (seed, step, i), the same on every backend.
 */

/** Weyl's sequence by the golden ratio: tells neighbours apart before they are mixed. */
const golden = 0x9e3779b9;

/** The avalanche of MurmurHash3 (Austin Appleby, public domain). */
function mixed(hash: number): number {
  let x = hash;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

export const keyOf = (seed: number, step: number) =>
  mixed((mixed((seed + golden) | 0) ^ Math.imul(step + 1, golden)) | 0);

/** u − 1/2 of element i: a multiple of 2⁻²⁴ from −1/2 on, below 1/2. */
export const noiseOf = (key: number, i: number) =>
  (mixed((key + Math.imul(i, golden)) | 0) >>> 8) / 2 ** 24 - 0.5;

/** The same in WGSL: `noise_of(seed, step, i)`. */
export const noiseFunctions = `
fn mixed(hash: u32) -> u32 {
  var x = hash;
  x = (x ^ (x >> 16u)) * 0x85ebca6bu;
  x = (x ^ (x >> 13u)) * 0xc2b2ae35u;
  return x ^ (x >> 16u);
}
fn noise_of(seed: u32, step: u32, i: u32) -> f32 {
  let key = mixed(mixed(seed + ${golden}u) ^ ((step + 1u) * ${golden}u));
  return f32(mixed(key + i * ${golden}u) >> 8u) * ${1 / 2 ** 24}f - 0.5;
}`;
