/**
 * bfloat16 as ordinary numbers; for float16 see `base/halves.ts`.
 */

const scratch = new DataView(new ArrayBuffer(4));

/** bfloat16: the upper half of a binary32. */
export function bfloat16ToFloat(bits: number): number {
  scratch.setUint32(0, bits * 0x10000);
  return scratch.getFloat32(0);
}
