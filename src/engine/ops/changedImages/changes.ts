/**
 * How the images of a batch are changed after their view was taken, as whole numbers: 16 for each image, [B, 16]. Both the CPU
 * (`changeImages.ts`) and WebGPU (`gatherChanged.ts`) read them, and make the same bytes of them.
 *
 * | at | |
 * |---|---|
 * | 0–2, 3–5 | two operations on bytes, one after the other: its kind and two numbers, see `byteOperation` |
 * | 6–9 | a box that is erased: top, left, bottom, right, the latter two outside of it; empty where nothing is |
 * | 10 | the image of the batch that this one is mixed with |
 * | 11 | this one's own share λ, the bits of a float32; 1 where it is not mixed |
 * | 12–15 | the box that is the other's (cutmix); empty where pixels are blended, λ and 1 − λ (mixup) |
 */
export const changeLength = 16;

/** Where what stands in a row. */
export const changeAt = { operations: 0, erased: 6, partner: 10, share: 11, box: 12 } as const;

/** Parts of 1 that a factor of `linear` and `saturation` counts. */
export const one = 4096;

/**
 * Kinds of operations on the bytes p of a pixel, with their numbers a and b:
 *
 * - `linear`: ⌊(a·p + b) / 4096⌋ within 0 … 255: brightness and contrast
 * - `saturation`: ⌊(a·p + (4096 − a)·grey) / 4096⌋ within 0 … 255, grey as `greyOf`
 * - `posterise`: the bits of p that are set in a
 * - `solarise`: 255 − p where p ≥ a
 * - `translate`: moved right by a and down by b pixels; black where nothing was
 */
export const byteOperation = {
  ...{ none: 0, linear: 1, saturation: 2, posterise: 3, solarise: 4, translate: 5 },
} as const;

/** Of 65,536: torchvision's `rgb_to_grayscale`, 0.2989 R + 0.587 G + 0.114 B, rounded down. */
export const greyWeights = [19588, 38470, 7471] as const;

export const greyOf = (red: number, green: number, blue: number): number =>
  (greyWeights[0] * red + greyWeights[1] * green + greyWeights[2] * blue) >> 16;

/** The same numbers as float32, of which a row has one. */
export const asFloats = ({ buffer, byteOffset, length }: Int32Array): Float32Array =>
  new Float32Array(buffer, byteOffset, length);
