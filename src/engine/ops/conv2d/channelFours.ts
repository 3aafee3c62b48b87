/**
 * WGSL that reads and writes neighbouring channels four at a time, whatever their number.
 */
import { range } from '../webgpu/axisBlock.ts';

/** A tensor whose last axis has `channels` elements. */
export interface ChannelArray {
  readonly name: string;
  /** WGSL type of an element of its binding: four channels where four divide them, or one. */
  readonly type: 'vec4<f32>' | 'f32';
  /** Channels of such an element. */
  readonly unit: 4 | 1;
  /** Elements of a pixel. */
  readonly width: number;
}

export function channelArray(name: string, channels: number): ChannelArray {
  return channels % 4 === 0
    ? { name, type: 'vec4<f32>', unit: 4, width: channels / 4 }
    : { name, type: 'f32', unit: 1, width: channels };
}

/** Elements from one group of four channels to the next. */
export const fourStep = ({ unit }: ChannelArray) => 4 / unit;

/**
 * The channels from element `at` on, as a `vec4f`.
 *
 * @param size those that are read; the others are 0.
 */
export function readFour({ name, unit }: ChannelArray, at: string, size = 4): string {
  if (unit === 4) return `${name}[${at}]`;
  const parts = range(4).map((i) => (i < size ? `${name}[${at} + ${i}]` : '0'));
  return `vec4f(${parts.join(', ')})`;
}

/** @param first WGSL for the first of the four channels, those after the last are not written. */
export function writeFour(
  { name, unit, width }: ChannelArray,
  at: string,
  first: string,
  value: string,
): string {
  if (unit === 4) return `${name}[${at}] = ${value};`;
  return range(4)
    .map((i) => `if (${first} + ${i} < ${width}) { ${name}[${at} + ${i}] = ${value}[${i}]; }`)
    .join(' ');
}

/**
 * A loop over whole fours of channels, and once more for what is left.
 *
 * @param body statements for the four numbered `four` (WGSL, i32), of which `size` channels exist.
 */
export function eachFour(channels: number, body: (four: string, size: number) => string): string {
  const whole = Math.floor(channels / 4);
  const rest = channels % 4;
  const loop =
    whole === 1
      ? `{ ${body('0', 4)} }`
      : `for (var four = 0; four < ${whole}; four++) { ${body('four', 4)} }`;
  return [...(whole > 0 ? [loop] : []), ...(rest > 0 ? [`{ ${body(String(whole), rest)} }`] : [])].join('\n');
}

/** The k-th of a vector's four. */
export const part = (vector: string, k: number): string => `${vector}.${'xyzw'[k]}`;
