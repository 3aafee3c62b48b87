import { describe, expect, it } from 'vitest';
import { blockMeans, brushMoved, canvasSide, type Mark, strokesShown } from './drawing.ts';

const stroke = (x: number): Mark => ({ kind: 'stroke', ink: 'black', brush: 'fine', points: [{ x, y: 0 }] });

describe('strokesShown', () => {
  it('shows what was drawn since the last clearing, which is undone by forgetting it', () => {
    const marks: readonly Mark[] = [stroke(0.1), stroke(0.2), { kind: 'clear' }, stroke(0.3)];
    const places = (shown: readonly Mark[]) => strokesShown(shown).map(({ points }) => points[0]?.x);
    expect(places(marks)).toEqual([0.3]);
    expect(places(marks.slice(0, -1))).toEqual([]);
    expect(places(marks.slice(0, -2))).toEqual([0.1, 0.2]);
  });
});

describe('canvasSide', () => {
  it.each([8, 28, 32, 96, 224, 256])('is a whole number of blocks for %d pixels', (size) => {
    expect(canvasSide(size) % size).toBe(0);
    expect(canvasSide(size)).toBeGreaterThanOrEqual(256);
    expect(canvasSide(size)).toBeLessThanOrEqual(512);
  });
});

describe('blockMeans', () => {
  it('gives back an image that was enlarged pixel by pixel', () => {
    const size = 5;
    const block = 3;
    const small = Uint8ClampedArray.from({ length: size * size * 4 }, (_, i) =>
      i % 4 === 3 ? 255 : (i * 37) % 256,
    );
    const side = size * block;
    const large = new Uint8ClampedArray(side * side * 4);
    for (let y = 0; y < side; y++) {
      for (let x = 0; x < side; x++) {
        const from = 4 * (Math.floor(y / block) * size + Math.floor(x / block));
        large.set(small.subarray(from, from + 4), 4 * (y * side + x));
      }
    }
    expect(blockMeans(large, side, size)).toEqual(small);
  });

  it('is the mean of a block, channel by channel', () => {
    const rgba = Uint8ClampedArray.of(0, 10, 20, 255, 100, 30, 20, 255, 0, 10, 20, 255, 100, 30, 20, 255);
    expect([...blockMeans(rgba, 2, 1)]).toEqual([50, 20, 20, 255]);
  });
});

describe('brushMoved', () => {
  it('moves by pixels of the networks’, by four with Shift, and stays on the sheet', () => {
    const middle = { x: 0.5, y: 0.5 };
    expect(brushMoved('ArrowRight', middle, 32, false)).toEqual({ x: 0.53125, y: 0.5 });
    expect(brushMoved('ArrowUp', middle, 32, true)).toEqual({ x: 0.5, y: 0.375 });
    expect(brushMoved('ArrowLeft', { x: 0.01, y: 1 }, 32, false)).toEqual({ x: 0, y: 1 });
    expect(brushMoved('ArrowDown', { x: 0, y: 1 }, 32, false)).toEqual({ x: 0, y: 1 });
    expect(brushMoved('Enter', middle, 32, false)).toBeUndefined();
  });
});
