import { describe, expect, it } from 'vitest';
import { significant } from './columns.ts';
import type { MeasuredPeer, Report, WorkloadReport } from './report.ts';
import { textTable } from './table.ts';

const measured: MeasuredPeer = {
  peer: 'stock-webgpu',
  state: 'agrees',
  difference: 0,
  results: [2.3, 2.2],
  milliseconds: { median: 1234.5, least: 1200, most: 1300, n: 3 },
  turns: [1200, 1234.5, 1300],
  imagesPerSecond: 25.92,
  operationsPerSecond: 2.5e9,
  speedup: 1,
  gpu: {
    dispatches: 1300,
    submits: 98.5,
    buffersCreated: 310,
    bytesUploaded: 24_000_000,
    peakBytes: 390_000_000,
  },
};

const report = (peers: WorkloadReport['peers'], more: Partial<WorkloadReport> = {}): Report => ({
  machine: {
    processor: 'Some CPU',
    cores: 2,
    memory: 8 * 2 ** 30,
    system: 'linux x64',
    runtime: 'Chromium 150',
    adapter: 'SwiftShader',
    software: true,
    probe: { copyBytesPerSecond: 12.5e9, operationsPerSecond: 10e9 },
  },
  load: { before: 0.51, after: 1.04 },
  rounds: 3,
  secondsPerTurn: 1.5,
  comparedSteps: 5,
  peers: { 'stock-webgpu': { library: 'a library 1.0', note: 'As shipped.' } },
  absent: { 'stock-webgl': 'no WebGL here' },
  leftOut: ['Not measured: another.'],
  workloads: [
    { workload: 'a', label: 'A student, batch 32', batchSize: 32, tolerance: 0.001, peers, ...more },
  ],
  seconds: 61.4,
});

const cellsOf = (line: string | undefined) => line?.trim().split(/ {2,}/);

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
    const { gpu: _, ...onWasm } = measured;
    const ours = { ...onWasm, peer: 'ours-wasm', difference: 3.4e-6, speedup: 4.321 } as const;
    const onNullAdapter = { 'stock-webgpu': { processorMilliseconds: 180.4 } };
    const lines = textTable(report([measured, ours], { onNullAdapter })).split('\n');
    expect(lines[1]).toBe('A student, batch 32');
    expect(cellsOf(lines[2])).toEqual([
      'stock-webgpu',
      '1235',
      '1200 – 1300',
      '25.9',
      '1.00×',
      '0',
      '2.50 (25.0 %)',
      '1300',
      '98.5',
      '310',
      '24000',
      '390',
      '180',
    ]);
    expect(cellsOf(lines[3])?.slice(4)).toEqual(['4.32×', '3e-6', '2.50', '–', '–', '–', '–', '–', '–']);
    expect(lines[2]?.length).toBe(lines[0]?.length);
    expect(lines[3]?.length).toBe(lines[0]?.length);
  });

  it('has a line for a peer that only the null adapter ran', () => {
    const { gpu = undefined } = measured;
    if (!gpu) throw new Error('the example has counts');
    const onNullAdapter = { ours: { processorMilliseconds: 6, gpu } };
    const lines = textTable(report([measured], { onNullAdapter })).split('\n');
    expect(cellsOf(lines[3])).toEqual([
      'ours',
      ...['–', '–', '–', '–', '–', '–'],
      ...['1300', '98.5', '310', '24000', '390', '6.00'],
    ]);
  });

  it('leaves out columns of which nothing is known', () => {
    const { gpu: _, ...onWasm } = measured;
    const [heads] = textTable(report([{ ...onWasm, peer: 'stock-wasm' }])).split('\n');
    expect(cellsOf(heads)).toEqual(['ms/step', 'least – most', 'images/s', 'speed', 'apart', 'GFLOP/s']);
  });

  it('does not rank a peer that computes something else, and says so', () => {
    const { speedup: _, ...unranked } = measured;
    const text = textTable(report([{ ...unranked, state: 'differs', difference: 0.2 }]));
    expect(text).toContain('differs');
    expect(text).toContain(
      'stock-webgpu computes something else on A student, batch 32 (2e-1 apart, 0.001 allowed), and is not ranked.',
    );
    expect(text).not.toContain('1.00×');
  });

  it('says why a peer failed, was absent or was left out', () => {
    const onNullAdapter = { ours: { reason: 'no device' } };
    const text = textTable(
      report([{ peer: 'jax-js', state: 'failed', reason: 'no such kernel' }], { onNullAdapter }),
    );
    expect(text).toContain('jax-js failed on A student, batch 32: no such kernel');
    expect(text).toContain('ours on the adapter that executes nothing, on A student, batch 32: no device.');
    expect(text).toContain('stock-webgl cannot run here: no WebGL here');
    expect(text).toContain('Not measured: another.');
  });

  it('names the machine and how busy it was', () => {
    const text = textTable(report([measured]));
    expect(text).toContain('Some CPU, 2 cores, 8 GiB, linux x64, Chromium 150.');
    expect(text).toContain('WebGPU: SwiftShader, a software adapter. A shader copies 12.5 GB/s here');
    expect(text).toContain('Load average 0.5 before, 1.0 after; 61 s');
    expect(text).toContain('stock-webgpu: a library 1.0. As shipped.');
  });
});
