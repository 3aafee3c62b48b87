/**
 * Students that are trained with hints, and beside several teachers, on a WebGPU device: captured steps are those that are run
 * one by one, and, but for rounding, those of stock kernels.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { registerKernels } from '../../ops/registerKernels.ts';
import { chooseBackend } from '../../runtime/chooseBackend.ts';
import { type HintedOutcome, type HintedRun, hintedRun } from './hintedRun.ts';

/** Maps of 4 and 2 pixels, of 3 and 2, of one size; and logits alone of a teacher that is run and one that is asked later. */
const cases: readonly (readonly [string, HintedRun])[] = [
  ['a hint of a smaller map', { similarity: 'fitnet', size: 8, teachers: ['cnn'] }],
  ['a hint of sizes that do not divide', { similarity: 'fitnet', size: 6, teachers: ['cnn'] }],
  ['hints of two teachers', { similarity: 'fitnet', size: 6, teachers: ['resnet8', 'cnn'] }],
  ['the logits of two teachers', { similarity: 'kl', size: 6, teachers: ['mlp', 'cnn'] }],
];

const withoutGradients = ({ epochs }: HintedOutcome) => epochs.map(({ gradients, ...epoch }) => epoch);

describe('on WebGPU, a student with', () => {
  beforeAll(async () => {
    await chooseBackend('webgpu', { wasmPaths: '' });
  });

  it.each(cases)(
    '%s learns the same captured and not, recomputed and not, and leaves nothing',
    async (_, given) => {
      const captured = await hintedRun({ ...given, epochs: 3 });
      const direct = await hintedRun({ ...given, epochs: 3, capture: false });
      expect(captured.weights).toEqual(direct.weights);
      expect(captured.epochs).toEqual(direct.epochs);
      expect(captured.computed).toEqual(direct.computed);
      const recomputed = await hintedRun({ ...given, epochs: 3, kept: 'recompute' });
      expect(recomputed.weights).toEqual(captured.weights);
      expect([captured.leaked, direct.leaked, recomputed.leaked]).toEqual([0, 0, 0]);
      expect(captured.epochs).toHaveLength(3);
    },
  );

  it('a hint is measured for the ledger without a change of its training', async () => {
    const [, given] = cases[0] as (typeof cases)[number];
    const measured = await hintedRun({ ...given, ledger: true });
    const plain = await hintedRun(given);
    expect(measured.weights).toEqual(plain.weights);
    expect(withoutGradients(measured)).toEqual(plain.epochs);
    expect(measured.leaked).toBe(0);
    expect(measured.epochs.every(({ gradients }) => Number.isFinite(gradients?.cosine))).toBe(true);
  });

  it.each(cases.slice(0, 2))(
    '%s learns with stock kernels what it learns with ours, but for rounding',
    async (_, given) => {
      const ours = await hintedRun(given);
      registerKernels('webgpu', 'stock');
      try {
        const stock = await hintedRun(given);
        for (const [name, values] of Object.entries(ours.weights)) {
          values.forEach((value, i) => {
            expect(Math.abs(value - (stock.weights[name]?.[i] ?? Number.NaN)), name).toBeLessThan(1e-4);
          });
        }
      } finally {
        registerKernels('webgpu', 'ours');
      }
    },
  );
});
