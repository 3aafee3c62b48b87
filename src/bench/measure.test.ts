/**
 * With stand-ins for peers, which answer what a test tells them to.
 */
import { describe, expect, it } from 'vitest';
import { tableOf } from './columns.ts';
import { peerHandle } from './hosts/peerHandle.ts';
import { measure } from './measure.ts';
import type { Question, Turn } from './messages.ts';
import type { PeerName } from './peers/catalogue.ts';
import type { PeerReport } from './report.ts';
import { smoke } from './workloads/smoke.ts';

const effort = { rounds: 3, seconds: 1, comparedSteps: 2, mostSecondsPerStep: 10, kernels: false };
const held = { tensors: 0, bytes: 0 };

interface Script {
  readonly values?: readonly number[];
  /** Milliseconds per step of the compared steps. */
  readonly first?: number;
  /** Of the warm-up, then of each round; steps of a turn: 10. */
  readonly turns?: readonly number[];
  readonly fails?: Question['ask'];
  readonly gpu?: Turn['gpu'];
}

function standIn(name: PeerName, { values = [2, 1], first = 5, turns = [9, 5, 5, 5], fails, gpu }: Script) {
  const asked: string[] = [];
  const waiting = [...turns];
  const reply = (question: Question) => {
    asked.push(question.ask);
    if (question.ask === fails) return { failure: 'no memory' };
    switch (question.ask) {
      case 'firstResults':
        return { answer: { values, milliseconds: [100 * first, first] } };
      case 'run': {
        const milliseconds = 10 * (waiting.shift() ?? 0);
        return { answer: { steps: 10, milliseconds, held, ...(gpu ? { gpu, peakGpuBytes: 64 } : {}) } };
      }
      case 'close':
        return { answer: held };
      case 'kernels':
        return { answer: [{ name: 'conv2d', dispatches: 3, milliseconds: 2, bytes: 4e6 }] };
      default:
        return { answer: null };
    }
  };
  return {
    asked,
    handle: peerHandle(
      name,
      async (question) => reply(question),
      () => undefined,
    ),
  };
}

function measured(report: PeerReport | undefined) {
  if (!report || report.state === 'failed') throw new Error('it was not measured');
  return report;
}

async function measureAll(...peers: readonly ReturnType<typeof standIn>[]) {
  const report = await measure(
    smoke,
    peers.map(({ handle }) => handle),
    effort,
  );
  return report.peers;
}

describe('measure', () => {
  it('takes medians over rounds, and ratios round by round', async () => {
    const stock = standIn('stock-wasm', { turns: [90, 40, 60, 50] });
    const ours = standIn('ours-wasm', { turns: [90, 10, 20, 10] });
    const [, report] = await measureAll(stock, ours);
    const { milliseconds, speedup, imagesPerSecond, state } = measured(report);
    expect(milliseconds).toEqual({ median: 10, least: 10, most: 20, n: 3 });
    // 40/10, 60/20, 50/10: the median is 4.
    expect(speedup).toBe(4);
    expect(imagesPerSecond).toBe(400);
    expect(state).toBe('agrees');
    expect(stock.asked).toEqual(['firstResults', 'open', 'run', 'run', 'run', 'run', 'close']);
  });

  it('does not rank a peer that computes something else', async () => {
    const stock = standIn('stock-wasm', {});
    const ours = standIn('ours-wasm', { values: [2, 1.1] });
    const report = measured((await measureAll(stock, ours))[1]);
    expect(report.state).toBe('differs');
    expect(report.difference).toBeCloseTo(0.05, 12);
    expect(report.speedup).toBeUndefined();
  });

  it('asks no more of a peer whose step takes too long', async () => {
    const stock = standIn('stock-webgpu', { first: 20_000 });
    const ours = standIn('ours', { turns: [90, 1000, 1000, 1000] });
    const [slow, fast] = await measureAll(stock, ours);
    expect(stock.asked).toEqual(['firstResults']);
    expect(measured(slow).milliseconds.n).toBe(1);
    expect(measured(slow).speedup).toBe(1);
    expect(measured(fast).speedup).toBe(20);
  });

  it('asks those on WebGPU for their shaders, where that is wanted, once nothing else is open', async () => {
    const [ours, wasm] = [standIn('ours', {}), standIn('ours-wasm', {})];
    const handles = [ours.handle, wasm.handle];
    const { peers } = await measure(smoke, handles, { ...effort, kernels: true });
    expect(ours.asked.slice(-2)).toEqual(['close', 'kernels']);
    expect(measured(peers[0]).kernels?.[0]?.name).toBe('conv2d');
    expect(wasm.asked).not.toContain('kernels');
    const table = tableOf({
      machine: {
        ...{ processor: '', cores: 1, system: '', runtime: '', adapter: '', software: false },
        probe: { copyBytesPerSecond: 8e9, operationsPerSecond: 1e9 },
      },
      workloads: [{ workload: 'smoke', label: 'smoke', batchSize: 4, tolerance: 1, peers }],
    });
    const [at, speed] = ['kernel ms', 'GB/s'].map((head) => table.heads.indexOf(head));
    // 4 MB in 2 ms are 2 GB/s, a quarter of what the device copies.
    expect(table.groups[0]?.rows[0]?.cells[at ?? -1]).toBe('2.00');
    expect(table.groups[0]?.rows[0]?.cells[speed ?? -1]).toBe('2.00 (25.0 %)');
  });

  it('counts per step, over the rounds', async () => {
    const gpu = { dispatches: 2000, submits: 10, buffersCreated: 0, bytesUploaded: 7680 };
    const report = measured((await measureAll(standIn('ours', { gpu })))[0]);
    expect(report.gpu).toEqual({
      dispatches: 200,
      submits: 1,
      buffersCreated: 0,
      bytesUploaded: 768,
      peakBytes: 64,
    });
  });

  it('reports one that fails and goes on with the others', async () => {
    const reports = await measureAll(standIn('stock-wasm', {}), standIn('ours-wasm', { fails: 'open' }));
    expect(measured(reports[0]).milliseconds.n).toBe(3);
    expect(reports[1]).toEqual({ peer: 'ours-wasm', state: 'failed', reason: 'no memory' });
  });
});
