/**
 * Who is measured: a library, and the way in which it does a workload's step.
 */
import type { Workload } from '../workloads/workload.ts';

export interface PeerDescription {
  /** Name and version of what computes: "tfjs-backend-wasm 4.22.0". */
  readonly library: string;
  /** What a reader must know to compare it with the others, in sentences. */
  readonly note: string;
}

/** Work that goes on where the step before left it. */
export interface Steps {
  /** Resolves when the step's results are there, or are on their way as they would be in real use. */
  step(): Promise<void>;
  /** Frees everything that the steps held. */
  dispose(): Promise<void>;
}

export interface Peer {
  /** Makes the peer ready; called once in its process. */
  start(): Promise<PeerDescription>;
  open(workload: Workload): Promise<Steps>;
  /**
   * What the first `count` steps give, on a run of its own: the loss of each step, or all logits of each batch. Two peers
   * that compute the same thing give the same numbers.
   */
  firstResults(workload: Workload, count: number): Promise<readonly number[]>;
}
