/** Outputs of a strided axis whose input exists. */
export interface Reach {
  /** The first output, and the input that it reads. */
  readonly output: number;
  readonly input: number;
  /** 0 or less where there is none. */
  readonly count: number;
}

/** Which outputs in [begin, end) have their input, at stride·output + shift, inside [0, length). */
export function reach(shift: number, stride: number, length: number, begin: number, end: number): Reach {
  const output = Math.max(begin, Math.ceil(-shift / stride));
  const last = Math.min(end - 1, Math.floor((length - 1 - shift) / stride));
  return { output, input: stride * output + shift, count: last - output + 1 };
}
