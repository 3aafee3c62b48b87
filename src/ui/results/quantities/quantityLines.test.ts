import { describe, expect, it } from 'vitest';
import { plainRun } from '../../../protocol/record.ts';
import type { EpochRecord, RunRecord } from '../../../protocol/records.ts';
import { runNameOf } from '../../../protocol/runId.ts';
import type { Point } from '../../../spec/point.ts';
import { type Across, quantityLines } from './quantityLines.ts';

function epoch(number: number, accuracy: number): EpochRecord {
  const measures = { loss: 1, terms: { hard: 1, soft: 2 }, accuracy, difference: 1 };
  return { epoch: number, learningRate: 0.1, train: measures, validation: measures, seconds: 1 };
}

const staged = (point: Point, run: number, accuracy: number, bytes: number): RunRecord => ({
  ...{ ...runNameOf(point, run), seed: run, status: 'finished' },
  stages: [
    { kind: 'distil', level: 0, history: [epoch(1, 0.2), epoch(2, 0.4)], measures: { bytes: 4000 } },
    { kind: 'prune', level: 0, history: [], measures: { bytes, accuracy, sparsity: 0 } },
  ],
});

const at = (keep: number): Point => ({ alpha: 0.5, 'prune.keep': keep });
const runs = [
  staged(at(0.5), 1, 0.3, 2000),
  staged(at(0.5), 2, 0.5, 2200),
  staged(at(0.25), 1, 0.1, 1000),
  { ...staged(at(0.25), 2, 0.9, 9), status: 'failed' as const },
];
const drawn = (across: Across, name: Parameters<typeof quantityLines>[2], of = runs) =>
  quantityLines(of, across, name).map(({ key, places }) => [
    key,
    places.map(({ x, y, stage }) => [x.mean, Number(y.mean.toFixed(6)), y.n, stage]),
  ]);

describe('a quantity', () => {
  it('stands against another, stage by stage, with means over the finished runs', () => {
    expect(drawn({ kind: 'quantity', name: 'bytes' }, 'accuracy')).toEqual([
      [
        'alpha=0.5&prune.keep=0.25',
        [
          [4000, 0.4, 1, 0],
          [1000, 0.1, 1, 1],
        ],
      ],
      [
        'alpha=0.5&prune.keep=0.5',
        [
          [4000, 0.4, 2, 0],
          [2100, 0.4, 2, 1],
        ],
      ],
    ]);
    const [, half] = quantityLines(runs, { kind: 'quantity', name: 'bytes' }, 'accuracy');
    expect(half?.places[1]?.x.std).toBeCloseTo(Math.SQRT2 * 100, 10);
    expect(half?.places[1]?.y.std).toBeCloseTo(Math.SQRT2 / 10, 10);
  });

  it('stands against the stages, and one of networks against epochs where they end', () => {
    const several = [staged(at(0.5), 1, 0.3, 2000)];
    expect(drawn({ kind: 'stage' }, 'bytes', several)).toEqual([
      [
        'alpha=0.5&prune.keep=0.5',
        [
          [1, 4000, 1, 0],
          [2, 2000, 1, 1],
        ],
      ],
    ]);
    expect(drawn({ kind: 'epoch' }, 'bytes', several)).toEqual([
      [
        'alpha=0.5&prune.keep=0.5',
        [
          [2, 4000, 1, 0],
          [2, 2000, 1, 1],
        ],
      ],
    ]);
    expect(drawn({ kind: 'epoch' }, 'accuracy', several)).toEqual([
      [
        'alpha=0.5&prune.keep=0.5',
        [
          [1, 0.2, 1, undefined],
          [2, 0.4, 1, undefined],
        ],
      ],
    ]);
  });

  it('stands against an axis of the sweep, a line for each place on the others', () => {
    expect(drawn({ kind: 'axis', path: 'prune.keep' }, 'accuracy')).toEqual([
      [
        'alpha=0.5',
        [
          [0.25, 0.1, 1, 1],
          [0.5, 0.4, 2, 1],
        ],
      ],
    ]);
    const plain = [1, 0].map((alpha) =>
      plainRun({ alpha, run: 1, seed: 1, status: 'finished', history: [epoch(1, alpha / 2)] }),
    );
    expect(drawn({ kind: 'axis', path: 'alpha' }, 'accuracy', plain)).toEqual([
      [
        '',
        [
          [0, 0, 1, 0],
          [1, 0.5, 1, 0],
        ],
      ],
    ]);
  });

  it('that was not measured has no line', () => {
    expect(drawn({ kind: 'stage' }, 'milliseconds')).toEqual([]);
    expect(drawn({ kind: 'axis', path: 'temperature' }, 'accuracy')).toEqual([]);
  });
});
