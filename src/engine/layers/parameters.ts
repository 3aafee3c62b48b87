/**
 * Named parameters: what every layer reads, every optimiser moves, and every compression maps over.
 */
import type { Tensor } from '@tensorflow/tfjs-core';
import type { ChannelSpace } from '../../spec/network/architecture.ts';
import type { PerSide } from '../ops/padding.ts';

/** PyTorch's names (`layer1.0.conv1.weight`) to tensors in our layout; see `ParameterKind`. */
export type Parameters = Readonly<Record<string, Tensor>>;

/**
 * Says how a tensor is laid out here and at the door (`weights/`), where PyTorch's layout applies.
 *
 * | kind | here | PyTorch |
 * |---|---|---|
 * | `conv` | [kh, kw, in, out] | [out, in, kh, kw] |
 * | `depthwise` | [kh, kw, channels, 1] | [channels, 1, kh, kw] |
 * | `linear` | [in, out] | [out, in] |
 * | `vector` | as it is | as it is |
 */
export type ParameterKind = 'conv' | 'depthwise' | 'linear' | 'vector';

/** A mean moves by a share of the way towards each batch's value; the others keep the least or the greatest that was seen. */
export type Statistic =
  | { readonly update: 'mean'; readonly share: number }
  | { readonly update: 'least' | 'greatest' };

/**
 * How a parameter starts: PyTorch's `kaiming_normal_`, its default uniform(±1/√fan_in), a constant, timm's `trunc_normal_` (cut at −2
 * and 2), or the sine and cosine positions of Vaswani et al. 2017 (arXiv 1706.03762, section 3.5) along axes [1, N, D].
 */
export type Initial =
  | { readonly kind: 'kaiming-normal'; readonly fan: number }
  | { readonly kind: 'uniform'; readonly bound: number }
  | { readonly kind: 'truncated-normal'; readonly deviation: number }
  | { readonly kind: 'sinusoidal' }
  | { readonly kind: 'constant'; readonly value: number };

/** An axis along which the channels of a space lie, each in `repeat` (1 unless given) places one after the other. */
export interface ChannelAxis {
  readonly space: ChannelSpace;
  readonly channels: number;
  /** More than 1 where a picture was flattened channel by channel before a linear layer. */
  readonly repeat?: number;
}

/** An axis that counts several things at once, the last one the fastest: [3, heads, dimensions of a head] of q, k and v. */
export interface ProductAxis {
  readonly factors: readonly (number | ChannelAxis)[];
}

/** What a parameter's axis counts: channels, or places that are no channels (a filter's height, an image's colours, classes). */
export type Axis = number | ChannelAxis | ProductAxis;

export const lengthOf = (axis: Axis): number => {
  if (typeof axis === 'number') return axis;
  if ('factors' in axis) return axis.factors.reduce<number>((product, one) => product * lengthOf(one), 1);
  return axis.channels * (axis.repeat ?? 1);
};

/** How the channels of a space lie along an axis: `rows` times all of them, each with `run` places one after the other. */
export interface ChannelsAlong {
  readonly space: ChannelSpace;
  readonly channels: number;
  readonly rows: number;
  readonly run: number;
}

/** Of every space that an axis counts. */
export function channelsAlong(axis: Axis): readonly ChannelsAlong[] {
  if (typeof axis === 'number') return [];
  const factors = 'factors' in axis ? axis.factors : [axis];
  const product = (some: readonly Axis[]) => some.reduce<number>((all, one) => all * lengthOf(one), 1);
  return factors.flatMap((one, i) => {
    if (typeof one === 'number') return [];
    const { space, channels, repeat = 1 } = one;
    return [
      { space, channels, rows: product(factors.slice(0, i)), run: repeat * product(factors.slice(i + 1)) },
    ];
  });
}

/** Heads and their dimensions, where an axis counts both, the dimensions of one head one after the other. */
export function headsAlong(
  axis: Axis,
): { readonly heads: ChannelAxis; readonly dims: ChannelAxis } | undefined {
  if (typeof axis === 'number' || !('factors' in axis)) return undefined;
  const [heads, dims] = axis.factors.slice(-2);
  return typeof heads === 'object' && typeof dims === 'object' ? { heads, dims } : undefined;
}

/** The name of all places [head, dimension], of which some stay where heads do not all lose the same dimensions. */
export const placesOfHeads = ({ heads, dims }: NonNullable<ReturnType<typeof headsAlong>>): ChannelSpace =>
  `${heads.space} × ${dims.space}`;

/** What a spec says of its axes. */
export const shaped = (axes: readonly Axis[]) => ({ axes, shape: axes.map(lengthOf) });

export interface ParameterSpec {
  readonly name: string;
  readonly kind: ParameterKind;
  /** In our layout. Channels that are removed are removed along every axis of their space. */
  readonly axes: readonly Axis[];
  /** In our layout: the lengths of `axes`. */
  readonly shape: readonly number[];
  /** `buffer`s (running statistics) are saved with the weights but are not trained; `frozen` ones are not even moved. */
  readonly role: 'trainable' | 'buffer' | 'frozen';
  /** Multiplies the learning rate; 1 unless given. */
  readonly rate?: number;
  /** Multiplies the weight decay; 1 unless given. */
  readonly decay?: number;
  /** Of a `buffer`: how it follows the batches that are trained on; batch norm's running mean unless given. */
  readonly statistic?: Statistic;
  readonly initial: Initial;
  /** Of a filter: how far it moves, and the zeros on each side. */
  readonly steps?: { readonly stride: PerSide; readonly padding: PerSide };
  /** Of the positions of tokens, [1, k + n², D]: k, how many stand before those of a picture of n × n. */
  readonly tokensBefore?: number;
  /** Of a filter: the batch norm that follows it, which a frozen network may fold into it. */
  readonly normalisedBy?: string;
  /** Whether it is γ of a layer norm, whose mean and variance are of the channels. */
  readonly normalises?: true;
}

/** The parameter of that name; its absence is a defect of the caller, not of the person's input. */
export function named<T extends Tensor>(parameters: Parameters, name: string): T {
  const parameter = parameters[name];
  if (parameter === undefined)
    throw new Error(`The model needs a parameter named ${name}, which is not there.`);
  return parameter as T;
}
