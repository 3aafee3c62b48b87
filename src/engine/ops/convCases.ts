/**
 * Convolutions that are awkward in one way or another, for tests.
 */
export interface ConvCase {
  readonly what: string;
  /** [B, H, W, in] */
  readonly input: [number, number, number, number];
  /** [kh, kw, in, out] */
  readonly filter: [number, number, number, number];
  readonly stride: number | [number, number];
  readonly pad: number | 'same' | 'valid';
}

export const convCases: readonly ConvCase[] = [
  { what: '3×3', input: [2, 6, 6, 3], filter: [3, 3, 3, 4], stride: 1, pad: 1 },
  { what: '3×3 on an oblong', input: [3, 5, 8, 2], filter: [3, 3, 2, 5], stride: 1, pad: 1 },
  { what: '3×3 valid', input: [2, 7, 5, 3], filter: [3, 3, 3, 2], stride: 1, pad: 'valid' },
  { what: '3×3 stride 2, even', input: [2, 8, 8, 3], filter: [3, 3, 3, 4], stride: 2, pad: 1 },
  { what: '3×3 stride 2, odd', input: [2, 7, 9, 3], filter: [3, 3, 3, 4], stride: 2, pad: 1 },
  { what: '3×3 stride 2 same, even', input: [2, 8, 6, 3], filter: [3, 3, 3, 2], stride: 2, pad: 'same' },
  { what: '3×3 stride 2 same, odd', input: [1, 7, 7, 2], filter: [3, 3, 2, 2], stride: 2, pad: 'same' },
  {
    what: '3×3 stride 2 valid with an unread row',
    input: [2, 8, 8, 2],
    filter: [3, 3, 2, 3],
    stride: 2,
    pad: 'valid',
  },
  { what: '3×3 stride 3 with unread rows', input: [1, 11, 10, 2], filter: [3, 3, 2, 3], stride: 3, pad: 0 },
  { what: '7×7 stride 2 pad 3', input: [2, 13, 12, 3], filter: [7, 7, 3, 4], stride: 2, pad: 3 },
  { what: '5×3 stride 2×1', input: [2, 9, 6, 2], filter: [5, 3, 2, 3], stride: [2, 1], pad: 'same' },
  { what: '2×2 stride 2', input: [2, 6, 6, 2], filter: [2, 2, 2, 3], stride: 2, pad: 'valid' },
  { what: '1×1', input: [3, 4, 5, 6], filter: [1, 1, 6, 2], stride: 1, pad: 'valid' },
  { what: '1×1 stride 2', input: [2, 5, 6, 3], filter: [1, 1, 3, 4], stride: 2, pad: 'valid' },
  { what: '1×1 padded', input: [2, 4, 4, 3], filter: [1, 1, 3, 2], stride: 1, pad: 1 },
  { what: '1×1 stride 3 on a pixel', input: [1, 1, 1, 2], filter: [1, 1, 2, 2], stride: 3, pad: 'valid' },
  { what: '3×3 padded by its own size', input: [1, 4, 5, 2], filter: [3, 3, 2, 2], stride: 2, pad: 3 },
  { what: '5 to 7 channels', input: [2, 6, 5, 5], filter: [3, 3, 5, 7], stride: 1, pad: 1 },
  { what: '9 to 13 channels, stride 2', input: [2, 7, 8, 9], filter: [3, 3, 9, 13], stride: 2, pad: 1 },
  {
    what: '16 to 20 channels in many rows',
    input: [2, 40, 24, 16],
    filter: [3, 3, 16, 20],
    stride: 1,
    pad: 1,
  },
  { what: 'one channel, one image', input: [1, 5, 5, 1], filter: [3, 3, 1, 1], stride: 1, pad: 1 },
];
