/**
 * Just enough of an assembler to write a WebAssembly function for the shapes at hand and run it in the wasm backend's
 * own memory. Opcodes are those of the WebAssembly core specification, section 5.4, and of the relaxed SIMD proposal.
 */

/** Bytes of one or more instructions. */
export type Code = readonly (number | Code)[];

export type LocalType = 'i32' | 'f32' | 'v128';

const typeCodes: Readonly<Record<LocalType, number>> = { i32: 0x7f, f32: 0x7d, v128: 0x7b };

/** Unsigned LEB128. */
function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = rest & 0x7f;
    rest >>>= 7;
    bytes.push(rest === 0 ? low : low | 0x80);
  } while (rest !== 0);
  return bytes;
}

/** Signed LEB128. */
function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (;;) {
    const low = rest & 0x7f;
    rest >>= 7;
    const done = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0);
    bytes.push(done ? low : low | 0x80);
    if (done) return bytes;
  }
}

const simd = (opcode: number): number[] => [0xfd, ...unsigned(opcode)];
/** Alignment hint 2 (four bytes), which is all that tensors promise. */
const at = (offset: number): number[] => [2, ...unsigned(offset)];
const empty = 0x40;

export const get = (local: number): Code => [0x20, ...unsigned(local)];
export const set = (local: number, value: Code): Code => [value, 0x21, ...unsigned(local)];
export const constant = (value: number): Code => [0x41, ...signed(value)];
export const plus = (a: Code, b: Code): Code => [a, b, 0x6a];
export const minus = (a: Code, b: Code): Code => [a, b, 0x6b];
/** a · 2^−bits of an unsigned i32. */
export const shiftRight = (a: Code, bits: number): Code => [a, constant(bits), 0x76];
export const bitAnd = (a: Code, mask: number): Code => [a, constant(mask), 0x71];

/** Adds a constant to an i32 local. */
export const advance = (local: number, by: number): Code => set(local, plus(get(local), constant(by)));

/** Runs `body` `count` times (at least once), counting the i32 local `counter` down to 0. */
export const repeat = (counter: number, count: Code, body: Code): Code => [
  set(counter, count),
  [0x03, empty],
  body,
  set(counter, minus(get(counter), constant(1))),
  get(counter),
  [0x0d, 0],
  0x0b,
];

/** Runs `body` where the i32 `condition` is not 0. */
export const when = (condition: Code, body: Code): Code => [condition, [0x04, empty], body, 0x0b];

const zeros: Code = [...simd(0x0c), ...Array<number>(16).fill(0)];

/** Bytes of a vector's lanes. */
const lanes = (...order: readonly number[]): number[] =>
  order.flatMap((lane) => [4 * lane, 4 * lane + 1, 4 * lane + 2, 4 * lane + 3]);

/** Arithmetic on four float32 (`v128`) or on one (`f32`), by one set of names. */
export const floats = {
  v128: {
    zero: zeros,
    load: (address: Code, offset: number): Code => [address, ...simd(0x00), ...at(offset)],
    /** One number from memory, in all lanes. */
    splat: (address: Code, offset: number): Code => [address, ...simd(0x09), ...at(offset)],
    store: (address: Code, value: Code, offset: number): Code => [
      address,
      value,
      ...simd(0x0b),
      ...at(offset),
    ],
    /** The same number in all lanes. */
    constant: (value: number): Code => {
      const bytes = new Uint8Array(Float32Array.of(value).buffer);
      return [...simd(0x0c), ...[...bytes, ...bytes, ...bytes, ...bytes]];
    },
    max: (a: Code, b: Code): Code => [a, b, ...simd(0xe9)],
    add: (a: Code, b: Code): Code => [a, b, ...simd(0xe4)],
    subtract: (a: Code, b: Code): Code => [a, b, ...simd(0xe5)],
    multiply: (a: Code, b: Code): Code => [a, b, ...simd(0xe6)],
    divide: (a: Code, b: Code): Code => [a, b, ...simd(0xe7)],
    absolute: (a: Code): Code => [a, ...simd(0xe0)],
    squareRoot: (a: Code): Code => [a, ...simd(0xe3)],
    /** The nearest whole number, of two the even one. */
    nearest: (a: Code): Code => [a, ...simd(0x6a)],
    /** 2 to whole numbers from −126 to 127. */
    powerOfTwo: (a: Code): Code => [
      [a, ...simd(0xf8)],
      [constant(127), ...simd(0x11), ...simd(0xae)],
      [constant(23), ...simd(0xab)],
    ],
    /** Lanes 2, 3, 0, 1. */
    halvesSwapped: (a: number): Code => [get(a), get(a), ...simd(0x0d), ...lanes(2, 3, 0, 1)],
    /** Lanes 1, 0, 3, 2. */
    pairsSwapped: (a: number): Code => [get(a), get(a), ...simd(0x0d), ...lanes(1, 0, 3, 2)],
    /** The first lane alone, to memory. */
    storeFirst: (address: Code, value: Code, offset: number): Code => [
      address,
      value,
      ...simd(0x5a),
      ...at(offset),
      0,
    ],
    /** One of the four, as an f32. */
    lane: (a: Code, lane: number): Code => [a, ...simd(0x1f), lane],
    /** `value` in the lanes where a > b, 0 in the others. */
    whereGreater: (a: Code, b: Code, value: Code): Code => [a, b, ...simd(0x44), value, ...simd(0x4e)],
    multiplyAdd: (a: Code, b: Code, sum: Code, fused: boolean): Code =>
      fused ? [a, b, sum, ...simd(0x105)] : [sum, a, b, ...simd(0xe6), ...simd(0xe4)],
  },
  f32: {
    zero: [0x43, 0, 0, 0, 0] as Code,
    load: (address: Code, offset: number): Code => [address, 0x2a, ...at(offset)],
    splat: (address: Code, offset: number): Code => [address, 0x2a, ...at(offset)],
    store: (address: Code, value: Code, offset: number): Code => [address, value, 0x38, ...at(offset)],
    max: (a: Code, b: Code): Code => [a, b, 0x97],
    add: (a: Code, b: Code): Code => [a, b, 0x92],
    multiplyAdd: (a: Code, b: Code, sum: Code, _fused: boolean): Code => [sum, a, b, 0x94, 0x92],
  },
} as const;

function flat(code: Code): number[] {
  return code.flatMap((part) => (typeof part === 'number' ? [part] : flat(part)));
}

const section = (id: number, content: number[]): number[] => [id, ...unsigned(content.length), ...content];
const text = (word: string): number[] => [word.length, ...new TextEncoder().encode(word)];

/**
 * A module that imports `env.memory` and exports `run`, a function of i32 parameters without a result.
 *
 * @param locals types of the locals after the parameters, in their order.
 */
export function moduleBytes(options: {
  readonly shared: boolean;
  readonly parameters: number;
  readonly locals: readonly LocalType[];
  readonly body: Code;
}): Uint8Array<ArrayBuffer> {
  const { shared, parameters, locals, body } = options;
  const signature = [0x60, parameters, ...Array<number>(parameters).fill(typeCodes.i32), 0];
  // A shared memory must be imported with a maximum; 65,536 pages (4 GiB) is that of the backend.
  const limits = shared ? [3, 0, ...unsigned(65_536)] : [0, 0];
  const declarations = locals.flatMap((type) => [1, typeCodes[type]]);
  const code = [...unsigned(locals.length), ...declarations, ...flat(body), 0x0b];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, ...signature]),
    ...section(2, [1, ...text('env'), ...text('memory'), 2, ...limits]),
    ...section(3, [1, 0]),
    ...section(7, [1, ...text('run'), 0, 0]),
    ...section(10, [1, ...unsigned(code.length), ...code]),
  ]);
}

function validates(fused: boolean): boolean {
  if (typeof WebAssembly === 'undefined') return false;
  const body = set(0, floats.v128.multiplyAdd(zeros, zeros, zeros, fused));
  return WebAssembly.validate(moduleBytes({ shared: false, parameters: 0, locals: ['v128'], body }));
}

/** Whether the engine has 128-bit vectors. */
export function hasVectors(): boolean {
  return validates(false);
}

/** Whether it multiplies and adds vectors in one instruction where the processor does: relaxed SIMD. */
export function hasFusedMultiplyAdd(): boolean {
  return validates(true);
}
