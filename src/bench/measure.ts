/**
 * Measures one workload: first whether the peers compute the same, then their steps, turn by turn.
 */
import { largestDifference, medianRange, orderOfTurns } from './figures.ts';
import type { StepProfile, Turn } from './messages.ts';
import type { PeerProcess } from './peerProcess.ts';
import type { PeerReport, WorkloadReport } from './report.ts';
import { batchSizeOf, type Workload } from './workloads/workload.ts';

/** Steps whose results are compared. */
export const comparedSteps = 5;

export interface Effort {
  readonly rounds: number;
  /** Of each turn. */
  readonly seconds: number;
}

interface Measurement {
  readonly results: readonly number[];
  readonly profile: StepProfile;
  readonly warmUp: Turn;
  readonly turns: Turn[];
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** @param processes started; the first is the reference. They are idle while others have their turn. */
export async function measure(
  workload: Workload,
  processes: readonly PeerProcess[],
  { rounds, seconds }: Effort,
): Promise<WorkloadReport> {
  const measured = new Map<string, Measurement>();
  const reports = new Map<string, PeerReport>();
  const attempt = async (process: PeerProcess, work: () => Promise<void>) => {
    if (reports.has(process.name)) return;
    try {
      await work();
    } catch (error) {
      reports.set(process.name, { peer: process.name, state: 'failed', reason: reasonOf(error) });
    }
  };

  for (const process of processes) {
    await attempt(process, async () => {
      const results = await process.ask({
        ask: 'firstResults',
        workload: workload.name,
        count: comparedSteps,
      });
      await process.ask({ ask: 'open', workload: workload.name });
      const warmUp = await process.ask({ ask: 'run', seconds });
      const profile = await process.ask({ ask: 'profile' });
      measured.set(process.name, { results, profile, warmUp, turns: [] });
    });
  }
  for (const names of orderOfTurns(
    processes.map(({ name }) => name),
    rounds,
  )) {
    for (const name of names) {
      const process = processes.find((candidate) => candidate.name === name);
      if (!process) continue;
      await attempt(process, async () => {
        measured.get(name)?.turns.push(await process.ask({ ask: 'run', seconds }));
      });
    }
  }
  const reference = processes[0] && measured.get(processes[0].name);
  for (const process of processes) {
    await attempt(process, async () => {
      const left = await process.ask({ ask: 'close' });
      const mine = measured.get(process.name);
      if (mine) reports.set(process.name, report(process.name, workload, mine, reference, left));
    });
  }
  return {
    workload: workload.name,
    label: workload.label,
    batchSize: batchSizeOf(workload),
    tolerance: workload.tolerance,
    peers: processes.flatMap(({ name }) => reports.get(name) ?? []),
  };
}

const perStep = ({ milliseconds, steps }: Turn) => milliseconds / steps;

function report(
  peer: string,
  workload: Workload,
  { results, profile, warmUp, turns }: Measurement,
  reference: Measurement | undefined,
  left: Turn['held'],
): PeerReport {
  const difference = reference ? largestDifference(results, reference.results) : Number.POSITIVE_INFINITY;
  const agrees = difference <= workload.tolerance;
  const times = turns.map(perStep);
  const ratios = turns.flatMap((turn, round) => {
    const other = reference?.turns[round];
    return other ? [perStep(other) / perStep(turn)] : [];
  });
  const milliseconds = medianRange(times);
  return {
    peer,
    state: agrees ? 'agrees' : 'differs',
    difference,
    milliseconds,
    turns: times,
    imagesPerSecond: (1000 * batchSizeOf(workload)) / milliseconds.median,
    ...(agrees ? { speedup: medianRange(ratios).median } : {}),
    ...profile,
    steps: [warmUp, ...turns].reduce((sum, turn) => sum + turn.steps, 1),
    heldFirst: warmUp.held,
    heldLast: (turns.at(-1) ?? warmUp).held,
    left,
  };
}
