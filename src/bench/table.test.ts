import { describe, expect, it } from 'vitest';
import type { MeasuredPeer, Report } from './report.ts';
import { significant, textTable } from './table.ts';

const measured: MeasuredPeer = {
  peer: 'stock',
  state: 'agrees',
  difference: 0,
  milliseconds: { median: 1234.5, least: 1200, most: 1300, n: 3 },
  turns: [1200, 1234.5, 1300],
  imagesPerSecond: 25.92,
  speedup: 1,
  kernels: 1400,
  peakBytes: 123_400_000,
  steps: 12,
  heldFirst: { tensors: 150, bytes: 2_000_000 },
  heldLast: { tensors: 153, bytes: 2_000_000 },
  left: { tensors: 1, bytes: 4 },
};

const report = (peers: Report['workloads'][number]['peers']): Report => ({
  machine: { processor: 'Some CPU', cores: 2, memory: 8 * 2 ** 30, system: 'linux x64', node: '20.20.0' },
  load: { before: 0.51, after: 1.04 },
  rounds: 3,
  secondsPerTurn: 1.5,
  comparedSteps: 5,
  peers: { stock: { library: 'a library 1.0', note: 'As shipped.' } },
  workloads: [{ workload: 'a', label: 'A student, batch 32', batchSize: 32, tolerance: 0.001, peers }],
  seconds: 61.4,
});

describe('significant', () => {
  it.each([
    [0.012345, '0.0123'],
    [1.0, '1.00'],
    [99.95, '100'],
    [1234.5, '1235'],
    [Number.NaN, '–'],
  ])('%d is %s', (value, text) => {
    expect(significant(value)).toBe(text);
  });
});

describe('textTable', () => {
  it('aligns a line for each peer under its workload', () => {
    const ours = {
      ...measured,
      peer: 'ours',
      difference: 3.4e-6,
      speedup: 4.321,
      heldLast: measured.heldFirst,
    };
    const lines = textTable(report([measured, ours])).split('\n');
    expect(lines[1]).toBe('A student, batch 32');
    expect(lines[2]?.trim().split(/ {2,}/)).toEqual([
      'stock',
      '1235',
      '1200 – 1300',
      '25.9',
      '1.00×',
      '0',
      '1400',
      '123',
      '150 → 153',
      '2.00',
      '1',
    ]);
    expect(lines[3]?.trim().split(/ {2,}/).slice(4)).toEqual([
      '4.32×',
      '3e-6',
      '1400',
      '123',
      '150',
      '2.00',
      '1',
    ]);
    expect(lines[2]?.length).toBe(lines[0]?.length);
    expect(lines[3]?.length).toBe(lines[0]?.length);
  });

  it('does not rank a peer that computes something else, and says so', () => {
    const { speedup: _, ...unranked } = measured;
    const text = textTable(report([{ ...unranked, state: 'differs', difference: 0.2 }]));
    expect(text).toContain('differs');
    expect(text).toContain(
      'stock computes something else on A student, batch 32 (2e-1 apart, 0.001 allowed), and is not ranked.',
    );
    expect(text).not.toContain('1.00×');
  });

  it('says why a peer failed', () => {
    const text = textTable(report([{ peer: 'other', state: 'failed', reason: 'no such kernel' }]));
    expect(text).toContain('other failed on A student, batch 32: no such kernel');
  });

  it('names the machine and how busy it was', () => {
    const text = textTable(report([measured]));
    expect(text).toContain(
      'Some CPU, 2 cores, 8 GiB, linux x64, Node 20.20.0; load average 0.5 before, 1.0 after; 61 s',
    );
    expect(text).toContain('stock: a library 1.0. As shipped.');
  });
});
