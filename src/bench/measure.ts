/**
 * Measures one workload: first whether the peers compute the same, then their steps, turn by turn.
 */
import { largestDifference, medianRange, orderOfTurns } from './figures.ts';
import type { GpuCounts } from './gpuCounters.ts';
import type { PeerHandle } from './hosts/peerHandle.ts';
import type { Turn } from './messages.ts';
import { operationsOf } from './operations.ts';
import { peers as catalogue, type PeerName } from './peers/catalogue.ts';
import { reasonOf } from './reason.ts';
import type { GpuFigures, MeasuredPeer, PeerReport, WorkloadReport } from './report.ts';
import { batchSizeOf, type Workload } from './workloads/workload.ts';

export interface Effort {
  readonly rounds: number;
  /** Of each turn. */
  readonly seconds: number;
  /** Steps whose results are compared. */
  readonly comparedSteps: number;
  /** A peer whose step takes longer has the time of its last compared step taken, and no turns. */
  readonly mostSecondsPerStep: number;
  /** Time every shader too, on WebGPU. */
  readonly kernels: boolean;
}

interface Measurement {
  readonly results: readonly number[];
  /** Of the last compared step; nothing more is asked of the peer. */
  readonly once?: number;
  readonly warmUp?: Turn;
  readonly turns: Turn[];
}

/** Whose results the others' are compared with: the first of these that is there. */
const references: readonly PeerName[] = ['stock-wasm', 'stock-webgpu', 'ours-wasm'];

/**
 * @param peers started; they are idle while others have their turn.
 * @param say told what goes on.
 */
export async function measure(
  workload: Workload,
  peers: readonly PeerHandle[],
  { rounds, seconds, comparedSteps, mostSecondsPerStep, kernels }: Effort,
  say: (line: string) => void = () => undefined,
): Promise<WorkloadReport> {
  const measured = new Map<PeerName, Measurement>();
  const reports = new Map<PeerName, PeerReport>();
  const attempt = async (peer: PeerHandle, work: () => Promise<void>) => {
    if (reports.has(peer.name)) return;
    try {
      await work();
    } catch (error) {
      reports.set(peer.name, { peer: peer.name, state: 'failed', reason: reasonOf(error) });
    }
  };

  for (const peer of peers) {
    await attempt(peer, async () => {
      say(`${peer.name} begins`);
      const { values: results, milliseconds } = await peer.ask({
        ask: 'firstResults',
        workload,
        count: comparedSteps,
      });
      const once = milliseconds.at(-1) ?? 0;
      if (once > 1000 * mostSecondsPerStep) {
        measured.set(peer.name, { results, once, turns: [] });
        return;
      }
      await peer.ask({ ask: 'open', workload });
      const warmUp = await peer.ask({ ask: 'run', seconds: Math.min(seconds, 0.5) });
      measured.set(peer.name, { results, warmUp, turns: [] });
    });
  }
  for (const [round, turnOrder] of orderOfTurns(peers, rounds).entries()) {
    say(`round ${round + 1} of ${rounds}`);
    for (const peer of turnOrder) {
      const mine = measured.get(peer.name);
      if (!mine?.warmUp) continue;
      await attempt(peer, async () => {
        mine.turns.push(await peer.ask({ ask: 'run', seconds }));
      });
    }
  }
  for (const peer of peers) {
    await attempt(peer, async () => {
      const mine = measured.get(peer.name);
      const left = mine?.warmUp && (await peer.ask({ ask: 'close' }));
      const timed = kernels && left && catalogue[peer.name].on === 'webgpu';
      const times = timed ? await peer.ask({ ask: 'kernels', workload }) : undefined;
      if (!mine) return;
      const found = report(peer.name, workload, mine, measured, left);
      reports.set(peer.name, times ? { ...found, kernels: times } : found);
    });
  }
  return {
    workload: workload.name,
    label: workload.label,
    batchSize: batchSizeOf(workload),
    tolerance: workload.tolerance,
    peers: peers.flatMap(({ name }) => reports.get(name) ?? []),
  };
}

const perStep = ({ milliseconds, steps }: Turn) => milliseconds / steps;

const timesOf = ({ once, turns }: Measurement) => (once === undefined ? turns.map(perStep) : [once]);

/** Round by round; by medians where one of the two had no rounds. */
function speedup(mine: Measurement, other: Measurement): number {
  if (mine.once !== undefined || other.once !== undefined) {
    return medianRange(timesOf(other)).median / medianRange(timesOf(mine)).median;
  }
  const ratios = mine.turns.flatMap((turn, round) => {
    const counterpart = other.turns[round];
    return counterpart ? [perStep(counterpart) / perStep(turn)] : [];
  });
  return medianRange(ratios).median;
}

function report(
  peer: PeerName,
  workload: Workload,
  mine: Measurement,
  all: ReadonlyMap<PeerName, Measurement>,
  left: Turn['held'] | undefined,
): MeasuredPeer {
  const reference = references.map((name) => all.get(name)).find((measurement) => measurement !== undefined);
  const difference = reference ? largestDifference(mine.results, reference.results) : 0;
  const agrees = difference <= workload.tolerance;
  const times = timesOf(mine);
  const against = all.get(catalogue[peer].against);
  const milliseconds = medianRange(times);
  const gpu = gpuFigures(mine.turns);
  const { warmUp, turns } = mine;
  return {
    peer,
    state: agrees ? 'agrees' : 'differs',
    difference,
    results: mine.results,
    milliseconds,
    turns: times,
    imagesPerSecond: (1000 * batchSizeOf(workload)) / milliseconds.median,
    operationsPerSecond: (1000 * operationsOf(workload)) / milliseconds.median,
    ...(agrees && against ? { speedup: speedup(mine, against) } : {}),
    ...(gpu ? { gpu } : {}),
    ...(warmUp && left
      ? {
          tensors: {
            steps: turns.reduce((sum, turn) => sum + turn.steps, 0),
            first: warmUp.held,
            last: (turns.at(-1) ?? warmUp).held,
            left,
          },
        }
      : {}),
  };
}

/** Per step over all turns, the warm-up left out; undefined for a peer that is not on WebGPU. */
export function gpuFigures(turns: readonly Turn[]): GpuFigures | undefined {
  const counted = turns.flatMap(({ gpu, steps, peakGpuBytes }) =>
    gpu ? [{ gpu, steps, peakGpuBytes }] : [],
  );
  const steps = counted.reduce((sum, turn) => sum + turn.steps, 0);
  if (steps === 0) return undefined;
  const each = (name: keyof GpuCounts) => counted.reduce((sum, { gpu }) => sum + gpu[name], 0) / steps;
  return {
    dispatches: each('dispatches'),
    submits: each('submits'),
    buffersCreated: each('buffersCreated'),
    bytesUploaded: each('bytesUploaded'),
    peakBytes: Math.max(...counted.map(({ peakGpuBytes }) => peakGpuBytes ?? 0)),
  };
}
