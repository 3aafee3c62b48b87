/**
 * The bench's result, as `--json` prints it.
 */
import type { MedianRange } from './figures.ts';
import type { Held } from './messages.ts';
import type { PeerDescription } from './peers/peer.ts';

export interface Machine {
  readonly processor: string;
  readonly cores: number;
  /** Bytes of memory. */
  readonly memory: number;
  readonly system: string;
  readonly node: string;
}

/** Work that waited for a core, averaged over a minute; 0 where the system does not say. */
export interface Load {
  readonly before: number;
  readonly after: number;
}

/** A peer on a workload. */
export type PeerReport =
  | { readonly peer: string; readonly state: 'failed'; readonly reason: string }
  | MeasuredPeer;

export interface MeasuredPeer {
  readonly peer: string;
  /** `differs`: it computes something else than the reference, and is not ranked. */
  readonly state: 'agrees' | 'differs';
  /** See `largestDifference`; 0 for the reference itself. */
  readonly difference: number;
  /** Milliseconds per step over the rounds, each the mean of a turn. */
  readonly milliseconds: MedianRange;
  /** Each round's, in order. */
  readonly turns: readonly number[];
  readonly imagesPerSecond: number;
  /** The reference's time over this one's, round by round: the median. Absent where either is not ranked. */
  readonly speedup?: number;
  readonly kernels: number;
  readonly peakBytes: number;
  /** Steps from the opening to the end. */
  readonly steps: number;
  /** After the first turn and after the last one, of `steps` steps together. */
  readonly heldFirst: Held;
  readonly heldLast: Held;
  /** When everything was freed. */
  readonly left: Held;
}

export interface WorkloadReport {
  readonly workload: string;
  readonly label: string;
  readonly batchSize: number;
  /** How far from the reference's results a ranked peer's may be. */
  readonly tolerance: number;
  readonly peers: readonly PeerReport[];
}

export interface Report {
  readonly machine: Machine;
  readonly load: Load;
  readonly rounds: number;
  readonly secondsPerTurn: number;
  /** How many steps' results were compared. */
  readonly comparedSteps: number;
  readonly peers: Readonly<Record<string, PeerDescription>>;
  readonly workloads: readonly WorkloadReport[];
  readonly seconds: number;
}
