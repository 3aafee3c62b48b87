/**
 * The bench's result, as `--json` prints it.
 */
import type { MedianRange } from './figures.ts';
import type { GpuCounts } from './gpuCounters.ts';
import type { Growth } from './growth.ts';
import type { KernelTime } from './kernelTimes.ts';
import type { Held } from './messages.ts';
import type { PeerName } from './peers/catalogue.ts';
import type { PeerDescription } from './peers/peer.ts';
import type { DeviceProbe } from './probe.ts';

export interface Machine {
  readonly processor: string;
  readonly cores: number;
  /** Bytes of memory; absent where it is not told. */
  readonly memory?: number;
  readonly system: string;
  /** What ran the peers: "Chromium 156.0" or "Node 20.20". */
  readonly runtime: string;
  /** What WebGPU computed on, or that it reached nothing. */
  readonly adapter: string;
  /** The adapter computes on the processor. */
  readonly software: boolean;
  /** What it can do at best; absent without one. */
  readonly probe?: DeviceProbe;
}

/** Work that waited for a core, averaged over a minute; 0 where the system does not say. */
export interface Load {
  readonly before: number;
  readonly after: number;
}

/** Of one step. */
export interface GpuFigures extends GpuCounts {
  /** The most that was allocated at once. */
  readonly peakBytes: number;
}

/** A peer on a workload. */
export type PeerReport =
  | { readonly peer: PeerName; readonly state: 'failed'; readonly reason: string }
  | MeasuredPeer;

export interface MeasuredPeer {
  readonly peer: PeerName;
  /** `differs`: it computes something else than the reference, and is not ranked. */
  readonly state: 'agrees' | 'differs';
  /** See `largestDifference`; 0 for the reference itself. */
  readonly difference: number;
  /** What was compared: losses, or logits. */
  readonly results: readonly number[];
  /** Milliseconds per step over the rounds, each the mean of a turn. */
  readonly milliseconds: MedianRange;
  /** Each round's, in order; of the last compared step alone where a step takes too long for rounds. */
  readonly turns: readonly number[];
  readonly imagesPerSecond: number;
  /** Multiplications and additions of convolutions and linear layers per second, by the networks' own count. */
  readonly operationsPerSecond: number;
  /** The time of the peer that it is compared with over this one's, round by round: the median. Absent where not ranked. */
  readonly speedup?: number;
  /** Absent for peers that are not on WebGPU. */
  readonly gpu?: GpuFigures;
  /** Of one step, by timestamps, the longest first; absent where they were not taken. */
  readonly kernels?: readonly KernelTime[];
  /** Absent where nothing but the compared steps was run. */
  readonly tensors?: TensorFigures;
}

/** What tfjs holds, to show what a step leaves behind. */
export interface TensorFigures {
  /** Steps between the two. */
  readonly steps: number;
  readonly first: Held;
  readonly last: Held;
  /** When everything was freed. */
  readonly left: Held;
}

/** Per step, where WebGPU executes nothing. */
export interface NullAdapterFigures {
  /** Of all threads. */
  readonly processorMilliseconds?: number;
  readonly gpu?: GpuFigures;
  /** Why that adapter could not do it. */
  readonly reason?: string;
}

export interface WorkloadReport {
  readonly workload: string;
  readonly label: string;
  readonly batchSize: number;
  /** How far from the reference's results a ranked peer's may be. */
  readonly tolerance: number;
  readonly peers: readonly PeerReport[];
  /** Peers on WebGPU, in Node; absent where the bench runs in a page. */
  readonly onNullAdapter?: Readonly<Partial<Record<PeerName, NullAdapterFigures>>>;
}

export interface Report {
  readonly machine: Machine;
  readonly load: Load;
  readonly rounds: number;
  readonly secondsPerTurn: number;
  /** How many steps' results were compared. */
  readonly comparedSteps: number;
  readonly peers: Readonly<Partial<Record<PeerName, PeerDescription>>>;
  /** Peers that cannot run here, with the reason. */
  readonly absent: Readonly<Partial<Record<PeerName, string>>>;
  /** What was not measured, in sentences. */
  readonly leftOut: readonly string[];
  readonly workloads: readonly WorkloadReport[];
  readonly seconds: number;
}

/** What `--growth --json` prints. */
export interface GrowthReport extends Pick<Report, 'machine' | 'load' | 'seconds' | 'leftOut'> {
  readonly series: readonly Growth[];
}
