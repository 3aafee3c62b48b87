/**
 * Which of k shared numbers each of n weights has, and with which sign, from a seed alone (Chen et al. 2015, HashedNets, arXiv
 * 1504.04788, section 4: h and ξ).
 *
 * The hash is a permutation of 0 … n − 1, taken modulo k, so that every number is shared by ⌊n/k⌋ or ⌈n/k⌉ weights and these can be told
 * without looking at all others, which the gradient's sum needs. It mixes as MurmurHash3's finaliser does (shifts and odd factors) in
 * as few bits as n has, goes on from results beyond n until one is within (cycle walking; Black & Rogaway 2002), and is undone
 * step by step. 32-bit whole numbers throughout: every backend has the same.
 */

export interface HashSettings {
  /** n */
  readonly count: number;
  /** k */
  readonly entries: number;
  /** A whole number in [0, 2^32). */
  readonly seed: number;
}

const [firstFactor, secondFactor] = [0x9e3779b1, 0x85ebca6b];

/** 32-bit avalanche of MurmurHash3 (Austin Appleby, public domain). */
function mixed(number: number): number {
  let x = number >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

/** Of an odd number modulo 2^32: Newton's step doubles the right bits. */
function inverseOf(factor: number): number {
  let inverse = factor;
  for (let i = 0; i < 5; i++) inverse = Math.imul(inverse, 2 - Math.imul(factor, inverse));
  return inverse >>> 0;
}

/** The numbers that the hash is made with. */
function constantsOf({ count, seed }: HashSettings) {
  const bits = Math.max(1, Math.ceil(Math.log2(count)));
  return {
    mask: (2 ** bits - 1) >>> 0,
    shift: Math.ceil(bits / 2),
    before: mixed(seed ^ 0x9e3779b9),
    between: mixed(seed ^ 0x7f4a7c15),
    signs: mixed(seed ^ 0x165667b1),
  };
}

export interface Hash {
  /** h: of a weight's place, 0 … k − 1 */
  readonly entryOf: (place: number) => number;
  /** ξ: 1 or −1 */
  readonly signOf: (place: number) => number;
  /** The places that have the numbers 0 … k − 1, then again, …: place y has number y mod k. */
  readonly places: () => Int32Array;
}

export function hashOf(settings: HashSettings): Hash {
  const { count, entries } = settings;
  const { mask, shift, before, between, signs } = constantsOf(settings);
  const [undoFirst, undoSecond] = [inverseOf(firstFactor), inverseOf(secondFactor)];
  const step = (place: number) => {
    let x = ((place + before) & mask) >>> 0;
    x = (Math.imul(x ^ (x >>> shift), firstFactor) & mask) >>> 0;
    x = ((x ^ (x >>> shift)) + between) & mask;
    x = (Math.imul((x >>> 0) ^ (x >>> shift), secondFactor) & mask) >>> 0;
    return (x ^ (x >>> shift)) >>> 0;
  };
  const undone = (hashed: number) => {
    let x = (Math.imul(hashed ^ (hashed >>> shift), undoSecond) & mask) >>> 0;
    x = ((x ^ (x >>> shift)) - between) & mask;
    x = (Math.imul((x >>> 0) ^ (x >>> shift), undoFirst) & mask) >>> 0;
    return (((x ^ (x >>> shift)) - before) & mask) >>> 0;
  };
  const within = (next: (x: number) => number, x: number) => {
    let found = next(x);
    while (found >= count) found = next(found);
    return found;
  };
  return {
    entryOf: (place) => within(step, place) % entries,
    signOf: (place) => 1 - 2 * (mixed((place ^ signs) >>> 0) & 1),
    places: () => Int32Array.from({ length: count }, (_, y) => within(undone, y)),
  };
}

/** The same in WGSL: `entry_of(place)`, `sign_of(place)` and `place_at(y)`, the place of number y mod k. */
export function hashShader(settings: HashSettings): string {
  const { count, entries } = settings;
  const { mask, shift, before, between, signs } = constantsOf(settings);
  return `
fn step_of(place: u32) -> u32 {
  var x = (place + ${before}u) & ${mask}u;
  x = ((x ^ (x >> ${shift}u)) * ${firstFactor}u) & ${mask}u;
  x = ((x ^ (x >> ${shift}u)) + ${between}u) & ${mask}u;
  x = ((x ^ (x >> ${shift}u)) * ${secondFactor}u) & ${mask}u;
  return x ^ (x >> ${shift}u);
}
fn undone(hashed: u32) -> u32 {
  var x = ((hashed ^ (hashed >> ${shift}u)) * ${inverseOf(secondFactor)}u) & ${mask}u;
  x = ((x ^ (x >> ${shift}u)) - ${between}u) & ${mask}u;
  x = ((x ^ (x >> ${shift}u)) * ${inverseOf(firstFactor)}u) & ${mask}u;
  return ((x ^ (x >> ${shift}u)) - ${before}u) & ${mask}u;
}
fn entry_of(place: u32) -> u32 {
  var x = step_of(place);
  while (x >= ${count}u) { x = step_of(x); }
  return x % ${entries}u;
}
fn place_at(y: u32) -> u32 {
  var x = undone(y);
  while (x >= ${count}u) { x = undone(x); }
  return x;
}
fn sign_of(place: u32) -> f32 {
  var x = place ^ ${signs}u;
  x = (x ^ (x >> 16u)) * 0x85ebca6bu;
  x = (x ^ (x >> 13u)) * 0xc2b2ae35u;
  return 1.0 - 2.0 * f32((x ^ (x >> 16u)) & 1u);
}`;
}
