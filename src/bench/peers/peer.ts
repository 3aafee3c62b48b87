/**
 * Who is measured: a library, and the way in which it does a workload's step.
 */
import type { WasmPaths } from '../../engine/runtime/wasm.ts';
import type { Workload } from '../workloads/workload.ts';

/** What a peer finds around it, in a browser's worker or in Node. */
export interface Surroundings {
  readonly wasmPaths: WasmPaths;
  /** `navigator.gpu`; undefined where there is no WebGPU. */
  readonly gpu: GPU | undefined;
  /** What this process has taken of the processor so far; undefined where that cannot be asked. */
  readonly processorMilliseconds?: () => number;
}

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
  /** Resolves when all that the steps asked of the library has been computed, WebGPU's queues aside. */
  settle(): Promise<void>;
  /** Frees everything that the steps held. */
  dispose(): Promise<void>;
}

export interface Peer {
  /**
   * Makes the peer ready; called once in its worker or process.
   *
   * @throws where it cannot run here.
   */
  start(surroundings: Surroundings): Promise<PeerDescription>;
  /** @throws Error where the peer cannot do this workload, with the reason. */
  open(workload: Workload): Promise<Steps>;
  /**
   * Steps on a run of their own, each of the same batch, or for an evaluation the batches in order.
   *
   * @param observe told the loss of each step, or all its logits, in order; at the latest when the steps are disposed of.
   * Two peers that compute the same thing give the same numbers.
   */
  openObserved(workload: Workload, observe: (results: ArrayLike<number>) => void): Promise<Steps>;
}
