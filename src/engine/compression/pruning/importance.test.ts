/**
 * Importance in numbers small enough to be summed by hand.
 */
import { describe, expect, it } from 'vitest';
import type { ReductionName } from '../../../spec/recipe/prune.ts';
import { type Axis, type ParameterSpec, shaped } from '../../layers/parameters.ts';
import type { GroupMember } from './channelGroups.ts';
import { magnitude, taylor } from './criteria.ts';
import { type Criterion, scoredByMean } from './importance.ts';

const two: Axis = { space: 's', channels: 2 };

function spec(name: string, kind: ParameterSpec['kind'], axes: readonly Axis[]): ParameterSpec {
  return { name, kind, ...shaped(axes), role: 'trainable', initial: { kind: 'constant', value: 0 } };
}

const conv = { ...spec('c.weight', 'conv', [1, 1, 3, two]), normalisedBy: 'n' };
const depthwise = spec('d.weight', 'depthwise', [1, 1, two, 1]);
const gamma = spec('n.weight', 'vector', [two]);
const beta = spec('n.bias', 'vector', [two]);
/** Each channel is two neighbours of a picture that was flattened channel by channel. */
const linear = spec('l.weight', 'linear', [{ ...two, repeat: 2 }, 2]);

const tensors = {
  // [in, out]: the columns are 1, 3, 5 and 2, 4, 6.
  'c.weight': { shape: conv.shape, values: Float32Array.of(1, 2, 3, 4, 5, 6) },
  'd.weight': { shape: depthwise.shape, values: Float32Array.of(100, 100) },
  'n.weight': { shape: gamma.shape, values: Float32Array.of(-1, 2) },
  'n.bias': { shape: beta.shape, values: Float32Array.of(100, 100) },
  // [in, out]: the first two rows are the first channel's.
  'l.weight': { shape: linear.shape, values: Float32Array.of(1, -1, 1, 1, 2, 0, 0, 1) },
};

const specs = [conv, depthwise, gamma, beta, linear];
const members: readonly GroupMember[] = [
  { spec: conv, axis: 3, side: 'out' },
  { spec: depthwise, axis: 2, side: 'out' },
  { spec: gamma, axis: 0, side: 'out' },
  { spec: beta, axis: 0, side: 'out' },
  { spec: linear, axis: 0, side: 'in' },
];
const group = { space: 's', channels: 2, members, signature: '' };
const plain = { depthwise: false, norms: true, layerNorms: true };
const scoresBy = (criterion: Criterion, reduce: ReductionName = 'mean'): Float64Array =>
  scoredByMean(criterion, reduce)(group) ?? new Float64Array();

describe('the score of a channel', () => {
  it('is the mean of squares summed over filters, γ and what takes it, in parts of the group’s mean', () => {
    // (35 + 1 + 4)/3 and (56 + 4 + 5)/3; their mean is 17.5.
    const scores = scoresBy(magnitude(specs, tensors, plain, 2));
    expect([...scores]).toEqual([expect.closeTo(40 / 52.5, 12), expect.closeTo(65 / 52.5, 12)]);
  });

  it('is by Taylor |w·∂L/∂w| of each weight by itself, γ left out', () => {
    const gradients = {
      'c.weight': { shape: conv.shape, values: Float32Array.of(1, -1, -1, 1, 0, 0) },
      'l.weight': { shape: linear.shape, values: Float32Array.of(1, 1, 1, 1, 1, 1, 1, 1) },
    };
    // (1 + 3 + 4)/2 and (2 + 4 + 3)/2.
    const scores = scoresBy(taylor(specs, { weights: tensors, gradients }, { ...plain, norms: false }));
    expect([...scores]).toEqual([expect.closeTo(8 / 8.5, 12), expect.closeTo(9 / 8.5, 12)]);
  });

  it('is 0 in a group of zeros', () => {
    const zeros = Object.fromEntries(
      Object.entries(tensors).map(([name, { shape, values }]) => [
        name,
        { shape, values: values.map(() => 0) },
      ]),
    );
    expect([...scoresBy(magnitude(specs, zeros, plain, 2))]).toEqual([0, 0]);
  });
});
