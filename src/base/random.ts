/**
 * Seeded, forkable random streams.
 *
 * The generator is sfc32 (Chris Doty-Humphrey's Small Fast Counting generator, PractRand): 128 bits of state, 32 bits
 * out. A fork depends on the seed and the path of names alone, never on how much was drawn before, so `init` stays
 * the same when `shuffle` draws once more.
 */
export interface Random {
  /** An independent stream, decided by this stream's seed and `name`. */
  fork(name: string | number): Random;
  /** A whole number in [0, 2^32). */
  uint32(): number;
  /** A number in [0, 1) with 32 random bits. */
  uniform(): number;
  /** A number in [low, high). */
  between(low: number, high: number): number;
  /** A whole number in [0, count). */
  below(count: number): number;
  /** A standard normal number (Box–Muller). */
  normal(): number;
  /** 0 … count − 1 in random order (Fisher–Yates). */
  permutation(count: number): Int32Array;
}

/** 32-bit avalanche of MurmurHash3 (Austin Appleby, public domain). */
function mix(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function hashText(seed: number, text: string): number {
  let h = mix(seed ^ 0x9e3779b9);
  for (let i = 0; i < text.length; i++) h = mix(Math.imul(h, 31) ^ text.charCodeAt(i));
  return h;
}

/** The stream of a seed in [0, 2^32) and a path of fork names. */
export function random(seed: number, path = ''): Random {
  let a = hashText(seed, `${path}/a`) | 0;
  let b = hashText(seed, `${path}/b`) | 0;
  let c = hashText(seed, `${path}/c`) | 0;
  let counter = 1;
  const uint32 = () => {
    const out = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + out) | 0;
    return out >>> 0;
  };
  for (let i = 0; i < 12; i++) uint32();
  let spare: number | undefined;
  const uniform = () => uint32() / 4_294_967_296;
  const below = (count: number) => Math.floor(uniform() * count);
  return {
    fork: (name) => random(seed, `${path}/${name}`),
    uint32,
    uniform,
    between: (low, high) => low + (high - low) * uniform(),
    below,
    normal() {
      if (spare !== undefined) {
        const value = spare;
        spare = undefined;
        return value;
      }
      const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
      const angle = 2 * Math.PI * uniform();
      spare = radius * Math.sin(angle);
      return radius * Math.cos(angle);
    },
    permutation(count) {
      const order = Int32Array.from({ length: count }, (_, i) => i);
      for (let i = count - 1; i > 0; i--) {
        const j = below(i + 1);
        const swapped = order[i] as number;
        order[i] = order[j] as number;
        order[j] = swapped;
      }
      return order;
    },
  };
}
