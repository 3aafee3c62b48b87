import { describe, expect, it } from 'vitest';
import { greyPicture, largest, patchParts, sharesOf, spreadOf } from './shares.ts';

const layer = {
  name: 'blocks.0.attn',
  heads: 2,
  // Two tokens: head 0 looks at itself, head 1 half at each.
  probabilities: Float32Array.of(1, 0, 0, 1, 0.5, 0.5, 0.5, 0.5),
};

describe('shares of a token', () => {
  it('are a row of one head, or the mean over heads', () => {
    expect([...sharesOf(layer, 0, 1, 2)]).toEqual([0, 1]);
    expect([...sharesOf(layer, 1, 1, 2)]).toEqual([0.5, 0.5]);
    expect([...sharesOf(layer, 'mean', 1, 2)]).toEqual([0.25, 0.75]);
  });

  it('are told by the largest, and by how far they are spread', () => {
    expect(largest(Float32Array.of(0.25, 0.5, 0.25), 2)).toEqual([
      { token: 1, share: 0.5 },
      { token: 0, share: 0.25 },
    ]);
    expect(spreadOf(Float32Array.of(0.25, 0.25, 0.25, 0.25))).toBeCloseTo(4, 6);
    expect(spreadOf(Float32Array.of(0, 1, 0))).toBe(1);
  });

  it('are drawn of the patches alone, the largest in full', () => {
    expect([...patchParts(Float32Array.of(0.5, 0.125, 0.25), 1)]).toEqual([0.5, 1]);
    expect([...greyPicture(Float32Array.of(0, 1, 0.2, 0.6), 2).rgba.slice(4, 12)]).toEqual([
      ...[255, 255, 255, 255],
      ...[51, 51, 51, 255],
    ]);
  });
});
