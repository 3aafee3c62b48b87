/**
 * The bench from beginning to end, wherever its peers run: starts them, measures workload by workload, collects.
 */
import type { PeerHandle } from './hosts/peerHandle.ts';
import { type Effort, measure } from './measure.ts';
import type { PeerName } from './peers/catalogue.ts';
import { peers } from './peers/catalogue.ts';
import type { PeerDescription } from './peers/peer.ts';
import { reasonOf } from './reason.ts';
import type { NullAdapterFigures, Report, WorkloadReport } from './report.ts';
import type { Workload } from './workloads/workload.ts';

export interface Plan {
  readonly workloads: readonly Workload[];
  readonly peers: readonly PeerName[];
  readonly effort: Effort;
  /** Peers are not timed where a software adapter would take minutes. */
  readonly spare: boolean;
  start(name: PeerName): Promise<PeerHandle>;
  /** Measures what WebGPU costs where it executes nothing; absent where that cannot be had. */
  onNullAdapter?(workload: Workload): Promise<WorkloadReport['onNullAdapter']>;
  /** Told what goes on. */
  say(line: string): void;
  /** Told after every workload. */
  show?(report: Collected): void;
}

export type Collected = Pick<
  Report,
  'peers' | 'absent' | 'leftOut' | 'workloads' | 'rounds' | 'secondsPerTurn' | 'comparedSteps'
>;

/** As much as there is time for on such an adapter. */
export function effortFor(
  software: boolean,
  given: Partial<Pick<Effort, 'rounds' | 'seconds' | 'kernels'>>,
): Effort {
  return {
    rounds: given.rounds ?? (software ? 2 : 5),
    seconds: given.seconds ?? 1,
    comparedSteps: software ? 2 : 5,
    mostSecondsPerStep: software ? 10 : 60,
    kernels: given.kernels ?? !software,
  };
}

/** Starts those that can run here. */
export async function startPeers(names: readonly PeerName[], start: Plan['start']) {
  const described: Partial<Record<PeerName, PeerDescription>> = {};
  const absent: Partial<Record<PeerName, string>> = {};
  const handles: PeerHandle[] = [];
  for (const name of names) {
    const handle = await start(name);
    try {
      described[name] = await handle.ask({ ask: 'start' });
      handles.push(handle);
    } catch (error) {
      absent[name] = reasonOf(error);
      handle.end();
    }
  }
  return { described, absent, handles };
}

/** On a software adapter. */
function takesMinutes({ rank }: Workload, peer: PeerName): boolean {
  const { on, slowInSoftware } = peers[peer];
  return (rank === 'heavy' && slowInSoftware === true) || (rank === 'vast' && on !== 'wasm');
}

export async function conduct(plan: Plan): Promise<Collected> {
  const { effort } = plan;
  const { described, absent, handles } = await startPeers(plan.peers, plan.start);
  const leftOut: string[] = [];
  const workloads: WorkloadReport[] = [];
  const collected: Collected = {
    rounds: effort.rounds,
    secondsPerTurn: effort.seconds,
    comparedSteps: effort.comparedSteps,
    peers: described,
    absent,
    leftOut,
    workloads,
  };
  try {
    for (const workload of plan.workloads) {
      plan.say(`Measuring ${workload.label} …`);
      const spared = handles.filter(({ name }) => plan.spare && takesMinutes(workload, name));
      if (spared.length > 0) {
        const names = spared.map(({ name }) => name).join(', ');
        leftOut.push(
          `On a software adapter, ${names} would take minutes a step on ${workload.label}, and was not timed.`,
        );
      }
      const timed = handles.filter((handle) => !spared.includes(handle));
      const report = await measure(workload, timed, effort, (line) => plan.say(`  ${line}`));
      const onNullAdapter: Partial<Record<PeerName, NullAdapterFigures>> | undefined =
        await plan.onNullAdapter?.(workload);
      workloads.push({ ...report, ...(onNullAdapter ? { onNullAdapter } : {}) });
      plan.show?.(collected);
    }
  } finally {
    for (const handle of handles) handle.end();
  }
  return collected;
}
