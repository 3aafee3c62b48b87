import { describe, expect, it } from 'vitest';
import { plainRun } from '../../../protocol/record.ts';
import type { Gradients, Measures, RunRecord } from '../../../protocol/records.ts';
import { defaultExperiment } from '../../../spec/experiment.ts';
import { ledgerEn } from '../../text/en/ledger.ts';
import { ledgerEs } from '../../text/es/ledger.ts';
import { ledgerZh } from '../../text/zh/ledger.ts';
import { lacksLabels, readingOf } from './reading.ts';

const measures: Measures = { loss: 1, terms: { hard: 1, soft: 1 }, accuracy: 0.5, difference: 1 };

/** An epoch for each of `all`. */
function runOf(alpha: number, all: readonly (Gradients | undefined)[]): RunRecord {
  const history = all.map((gradients, i) => ({
    ...{ epoch: i + 1, learningRate: 0.1, train: measures, validation: measures, seconds: 1 },
    ...(gradients ? { gradients } : {}),
  }));
  return plainRun({ alpha, run: 1, seed: 1, status: 'finished', history });
}

const cos = (degrees: number) => Math.cos((degrees * Math.PI) / 180);
const early: Gradients = { hard: 0.4, soft: 0.2, cosine: cos(30) };
const late: Gradients = { hard: 0.1, soft: 0.31, cosine: cos(62) };
const sentence = (run: RunRecord) => {
  const reading = readingOf(run);
  return reading && ledgerEn.reading(reading);
};

describe('readingOf', () => {
  it('says how strong the teacher’s pull is and how far off, last and first', () => {
    expect(sentence(runOf(0.5, [early, late]))).toBe(
      'At epoch 2 the teacher’s pull is 3.1 times the labels’ and 62° off it. The two pull partly the same way. After epoch 1 it was 0.5 times the labels’ and 30° off.',
    );
  });

  it('weighs the pulls as the step does', () => {
    const reading = readingOf(runOf(0.25, [late]));
    // 0.75 · 0.31 against 0.25 · 0.1
    expect(reading?.weighed).toBeCloseTo(9.3, 10);
    expect(sentence(runOf(0.25, [late]))).toContain('(9.3 times once weighted by α 0.25)');
    expect(readingOf(runOf(1, [late]))?.weighed).toBeUndefined();
    expect(readingOf(runOf(0, [late]))?.weighed).toBeUndefined();
  });

  it('says of the student alone that it does not follow the teacher, and of alpha 0 the labels', () => {
    expect(sentence(runOf(1, [late]))).toBe(
      'At epoch 1 the teacher’s pull, which α 1 does not follow, would be 3.1 times the labels’ and 62° off it.',
    );
    expect(sentence(runOf(0, [late]))).toContain('the labels, which α 0 does not follow');
  });

  it.each([
    [79, 'together'],
    [81, 'apart'],
    [99, 'apart'],
    [101, 'against'],
  ] as const)('calls %i° %s', (degrees, kind) => {
    expect(readingOf(runOf(0.5, [{ ...late, cosine: cos(degrees) }]))?.kind).toBe(kind);
  });

  it('reads the last epoch that was measured, and nothing where none was', () => {
    expect(readingOf(runOf(0.5, [undefined, late, undefined]))).toMatchObject({ epoch: 2, first: undefined });
    expect(readingOf(runOf(0.5, [undefined]))).toBeUndefined();
  });

  it('says the same figures in every language', () => {
    const reading = readingOf(runOf(0.25, [early, late]));
    for (const text of [ledgerEn, ledgerEs, ledgerZh]) {
      const said = reading ? text.reading(reading) : '';
      for (const figure of ['3.1', '9.3', '62°', '30°']) expect(said).toContain(figure);
    }
  });
});

it.each([
  [{}, false],
  [{ distilOn: 'held-out' }, false],
  [{ hiddenLabels: 0.1 }, true],
  [{ distilOn: 'with-unlabelled' }, true],
  [{ distilOn: 'other' }, true],
  [{ distilOn: 'uniform-noise' }, true],
] as const)('of %o: some images have no label, %s', (settings, lacks) => {
  expect(lacksLabels({ ...defaultExperiment, ...settings })).toBe(lacks);
});
