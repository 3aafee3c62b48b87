import { describe, expect, it } from 'vitest';
import { graphBlocks } from '../../../analysis/networks/graphBlocks.ts';
import type { GraphOperation, OperationKind } from '../../../protocol/networkInside.ts';
import { graphDrawing } from './graphDrawing.ts';
import { blockKey, graphStep } from './graphWalk.ts';

const operation = (
  block: string,
  id: string,
  kind: OperationKind,
  ...inputs: readonly string[]
): GraphOperation => ({ id, kind, inputs, shape: [4, 8, 8], block });

/** A stem, and a block with a projection beside its two convolutions. */
const blocks = graphBlocks(
  [
    operation('stem', 'stem', 'conv', 'images'),
    operation('block', 'down', 'conv', 'stem'),
    operation('block', 'one', 'conv', 'stem'),
    operation('block', 'two', 'conv', 'one'),
    operation('block', 'add', 'add', 'two', 'down'),
    operation('block', 'relu', 'relu', 'add'),
  ],
  [3, 8, 8],
);
const walk = (from: string | undefined, ...keys: readonly Parameters<typeof graphStep>[2][]) => {
  const open = new Set(['block']);
  return keys.reduce((at, key) => {
    const step = graphStep(blocks, open, key, at);
    return step && 'to' in step ? step.to : at;
  }, from);
};

describe('a walk through the graph', () => {
  it('follows the edges down and up, over blocks that are folded', () => {
    expect(walk(undefined, 'down')).toBe(blockKey('stem'));
    expect(walk(blockKey('stem'), 'down')).toBe(blockKey('block'));
    expect(walk(blockKey('block'), 'down', 'down', 'down', 'down')).toBe('relu');
    expect(walk('relu', 'up', 'up', 'up', 'up')).toBe(blockKey('block'));
    expect(walk('relu', 'down')).toBe('relu');
    expect(walk('two', 'first')).toBe(blockKey('stem'));
    expect(walk('two', 'last')).toBe('relu');
  });

  it('goes from branch to branch sideways, and from the left one to the block', () => {
    expect(walk('one', 'right')).toBe('down');
    expect(walk('down', 'down')).toBe('add');
    expect(walk('down', 'left')).toBe('one');
    expect(walk('one', 'left')).toBe(blockKey('block'));
  });

  it('unfolds with Right and folds with Left', () => {
    expect(graphStep(blocks, new Set(), 'right', blockKey('block'))).toEqual({ toggle: 'block' });
    expect(graphStep(blocks, new Set(['block']), 'right', blockKey('block'))).toEqual({ to: 'down' });
    expect(graphStep(blocks, new Set(['block']), 'left', blockKey('block'))).toEqual({ toggle: 'block' });
    expect(graphStep(blocks, new Set(), 'left', blockKey('block'))).toBeUndefined();
  });
});

describe('a drawing', () => {
  it('has a box for each folded block, and no boxes over each other where one is unfolded', () => {
    expect(graphDrawing(blocks, new Set()).boxes.map(({ block }) => block.name)).toEqual(['stem', 'block']);
    const { boxes, edges, width, height } = graphDrawing(blocks, new Set(['block']));
    expect(boxes).toHaveLength(2 + 5);
    // Three between blocks and at the ends; in the block two in, two more, two into the sum, one out of it, and its end.
    expect(edges).toHaveLength(3 + 6 + 1);
    const inner = boxes.filter(({ operation }) => operation);
    for (const one of inner) {
      expect(one.left).toBeGreaterThanOrEqual(0);
      expect(one.left + one.width).toBeLessThanOrEqual(width);
      expect(one.top + one.height).toBeLessThanOrEqual(height);
      for (const other of inner) {
        const apart =
          one === other ||
          one.left + one.width <= other.left ||
          other.left + other.width <= one.left ||
          one.top + one.height <= other.top ||
          other.top + other.height <= one.top;
        expect(apart).toBe(true);
      }
    }
  });

  it('makes one block of what does not follow each other', () => {
    const crossing = graphBlocks(
      [
        operation('a', 'a', 'conv', 'images'),
        operation('b', 'b', 'conv', 'a'),
        operation('c', 'c', 'add', 'b', 'a'),
      ],
      [3, 8, 8],
    );
    expect(crossing.map(({ name, operations }) => [name, operations.length])).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
  });
});
