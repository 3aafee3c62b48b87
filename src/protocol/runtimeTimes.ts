/**
 * How long kept networks take for one image where they may run, in turns on one device.
 */
import type { Sentence } from '../lang/sentence.ts';

/** The lab’s own backend; ONNX Runtime Web on the CPU with the file of float32, and with that of int8. */
export const runtimeNames = ['lab', 'onnxFloat', 'onnxInt8'] as const;
export type RuntimeName = (typeof runtimeNames)[number];

/** Of one image, from its numbers in memory to its logits in memory. */
export interface RuntimeTime {
  /** The median, ms. */
  readonly milliseconds: number;
  /** The first and the third quartile, ms. */
  readonly quartiles: readonly [number, number];
  /** The median of the rounds’ quotients with the first network in the same runtime; absent where that does not run there. */
  readonly ratio?: number;
  /** Whether more of those quotients are above 1 than chance explains. */
  readonly isSlower?: boolean;
}

/** Why it does not run there. */
export interface NoTime {
  readonly reason: Sentence;
}

/** Of an ONNX file. */
export interface FileSize {
  readonly bytes: number;
  /** Undefined for large ones, of which that is not tried. */
  readonly zipped?: number;
}

export interface NetworkTimes {
  readonly id: string;
  readonly times: Readonly<Record<RuntimeName, RuntimeTime | NoTime>>;
  readonly files: Readonly<Partial<Record<Exclude<RuntimeName, 'lab'>, FileSize>>>;
  /** Its layers are quantised: its float32 is what it was made of. Otherwise its int8 was made for the measurement. */
  readonly isQuantised: boolean;
  /** The median of the rounds’ quotients of int8 with float32, both of this network in ONNX Runtime. */
  readonly overFloat?: number;
  /** Whether more of those quotients are above 1 than chance explains. */
  readonly isSlowerThanFloat?: boolean;
  /** The share of images of the class that its float32 gives, int8 and float32 both in ONNX Runtime. */
  readonly agreement?: { readonly share: number; readonly images: number };
}

export interface RuntimeTimes {
  /** In the order in which they were asked about; the first is what the others are held against. */
  readonly networks: readonly NetworkTimes[];
  /** Measurements of each that count, and those before. */
  readonly rounds: number;
  readonly warmUps: number;
  /** A measurement is the mean of as many passes as take this long at least, ms. */
  readonly least: number;
  /** Of ONNX Runtime. */
  readonly threads: number;
}

export const isTimed = (time: RuntimeTime | NoTime): time is RuntimeTime => 'milliseconds' in time;
