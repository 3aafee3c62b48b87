/**
 * Rows of tables on WebGPU, by hand.
 */
import { tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { gpuIsHere, startGpuInBrowser } from '../webgpu/startGpuInBrowser.ts';
import { emptyRow, fillRows, gatherRows, oneHotRows, scatterRows } from './tableRows.ts';

describe.skipIf(!gpuIsHere)('rows of tables on webgpu (skipped without an adapter)', () => {
  beforeAll(startGpuInBrowser);

  it.each([1, 3, 7, 300])('of %i columns are gathered and scattered', async (columns) => {
    const values = Float32Array.from({ length: 5 * columns }, (_, i) => i);
    const table = tensor2d(values, [5, columns]);
    const picked = gatherRows(table, tensor1d([4, 0, 4], 'int32'));
    const row = (n: number) => Array.from(values.subarray(n * columns, (n + 1) * columns));
    expect(Array.from(await picked.data())).toEqual([...row(4), ...row(0), ...row(4)]);

    await table.data();
    const news = tensor2d(new Float32Array(2 * columns).fill(-1), [2, columns]);
    scatterRows(table, tensor1d([3, 1], 'int32'), news);
    const old = [0, 2, 4].map(row);
    const fresh = new Array<number>(columns).fill(-1);
    expect(Array.from(await table.data())).toEqual([old[0], fresh, old[1], fresh, old[2]].flat());
  });

  it.each([1, 3, 300])(
    'of %i columns are filled where they are empty, and stay where they are not',
    async (columns) => {
      const values = Float32Array.from({ length: 4 * columns }, (_, i) =>
        i % 5 === 0 ? Number.NEGATIVE_INFINITY : i,
      );
      for (const row of [1, 3]) emptyRow(values, row, columns);
      const table = tensor2d(values, [4, columns]);
      await table.data();
      const news = tensor2d(
        Float32Array.from({ length: 3 * columns }, (_, i) => -i - 1),
        [3, columns],
      );
      const rows = fillRows(table, tensor1d([2, 3, 0], 'int32'), news);
      const of = (from: ArrayLike<number>, row: number) =>
        Array.from(from).slice(row * columns, (row + 1) * columns);
      const fresh = of(await news.data(), 1);
      expect(Array.from(await rows.data())).toEqual([of(values, 2), fresh, of(values, 0)].flat());
      const after = await table.data();
      expect([0, 1, 2, 3].map((row) => of(after, row))).toEqual([
        of(values, 0),
        new Array<number>(columns).fill(Number.NaN),
        of(values, 2),
        fresh,
      ]);
    },
  );

  it('are 1 at the label', async () => {
    const rows = oneHotRows(tensor1d([2, 0, 1], 'int32'), 3);
    expect(rows.dtype).toBe('float32');
    expect(Array.from(await rows.data())).toEqual([0, 0, 1, 1, 0, 0, 0, 1, 0]);
    expect(Array.from(await oneHotRows(tensor1d([0, 0], 'int32'), 1).data())).toEqual([1, 1]);
  });
});
