/**
 * Along one axis, the stretches of output that read the same taps of the filter.
 *
 * Away from the edges every output reads all taps; near them some taps fall on the padding. Inside a strip nothing needs
 * to be asked: the loop over it has no conditions, and no picture is copied to give it a border of zeros.
 */
import type { Axis } from '../axis.ts';

interface Tap {
  /** Index in the filter. */
  readonly tap: number;
  /** What the strip's first output reads there. */
  readonly input: number;
}

export interface Strip {
  /** The first output, and the step from one output of the strip to the next. */
  readonly output: number;
  readonly outputStep: number;
  readonly count: number;
  /** How far every input moves from one output to the next. */
  readonly inputStep: number;
  readonly taps: readonly Tap[];
}

/** Of the convolution: y[q] = Σ over l of x[s·q + l − P]·w[l]. */
export function forwardStrips({ inLength, outLength, kernel, stride, padding }: Axis): Strip[] {
  const outputs = Array.from({ length: outLength }, (_, q) => q);
  const tapsOf = (q: number) => present(kernel, inLength, (l) => stride * q + l - padding);
  return grouped(outputs, 1, stride, tapsOf);
}

/** Of its input gradient: dx[v] = Σ over l of dy[(v + P − l) / s]·w[l], where the division leaves nothing. */
export function backwardStrips({ inLength, outLength, kernel, stride, padding }: Axis): Strip[] {
  const tapsOf = (v: number) => present(kernel, outLength, (l) => (v + padding - l) / stride);
  const phases = Array.from({ length: Math.min(stride, inLength) }, (_, phase) => phase);
  return phases.flatMap((phase) => {
    const outputs = Array.from(
      { length: Math.ceil((inLength - phase) / stride) },
      (_, i) => phase + stride * i,
    );
    return grouped(outputs, stride, 1, tapsOf);
  });
}

function present(kernel: number, length: number, inputOf: (tap: number) => number): Tap[] {
  return Array.from({ length: kernel }, (_, tap) => ({ tap, input: inputOf(tap) })).filter(
    ({ input }) => Number.isInteger(input) && input >= 0 && input < length,
  );
}

function grouped(
  outputs: readonly number[],
  outputStep: number,
  inputStep: number,
  tapsOf: (output: number) => Tap[],
): Strip[] {
  const strips: Strip[] = [];
  for (const output of outputs) {
    const taps = tapsOf(output);
    const last = strips.at(-1);
    if (last && last.taps.map(({ tap }) => tap).join() === taps.map(({ tap }) => tap).join()) {
      strips[strips.length - 1] = { ...last, count: last.count + 1 };
    } else {
      strips.push({ output, outputStep, count: 1, inputStep, taps });
    }
  }
  return strips;
}
