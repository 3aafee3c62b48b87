/**
 * Sixteen-bit floating point numbers (IEEE 754 binary16: 1 sign bit, 5 of exponent with bias 15, 10 of fraction).
 */

export function halfToFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** The largest that is finite. */
const largest = 65_504;

/**
 * The nearest half of a number, of two that are as near the even one (round half to even); beyond the largest, that one: what is
 * stored of a logit stays a number.
 */
export function floatToHalf(value: number): number {
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const size = Math.min(Math.abs(value), largest);
  if (Number.isNaN(size)) return 0x7e00;
  const exponent = size < 2 ** -14 ? -14 : Math.min(15, exponentOf(size));
  const steps = roundedToEven(size / 2 ** (exponent - 10));
  // Below 1024 steps it is subnormal; a carry to 2048 is the next exponent with fraction 0.
  return steps < 1024 ? sign | steps : sign | (((exponent + 15) << 10) + (steps - 1024));
}

const scratch = new DataView(new ArrayBuffer(8));

/** ⌊log₂ size⌋ of a positive normal number. */
function exponentOf(size: number): number {
  scratch.setFloat64(0, size);
  return ((scratch.getUint16(0) >> 4) & 0x7ff) - 1023;
}

function roundedToEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  return rest > 0.5 || (rest === 0.5 && below % 2 === 1) ? below + 1 : below;
}

export const toHalves = (values: Float32Array): Uint16Array<ArrayBuffer> =>
  Uint16Array.from(values, floatToHalf);

export const fromHalves = (bits: Uint16Array): Float32Array<ArrayBuffer> =>
  Float32Array.from(bits, halfToFloat);

/** Puts every number's nearest half in its place. */
export function roundToHalves(values: Float32Array): void {
  for (const [i, value] of values.entries()) values[i] = halfToFloat(floatToHalf(value));
}
