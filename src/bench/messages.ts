/**
 * What the bench asks of a peer's worker or process, and what it gets. Messages cross as JSON.
 */
import type { GpuCounts } from './gpuCounters.ts';
import type { KernelTime } from './kernelTimes.ts';
import type { PeerDescription } from './peers/peer.ts';
import type { DeviceProbe } from './probe.ts';
import type { Workload } from './workloads/workload.ts';

export type Question =
  /** What WebGPU computes on there; may be asked before the start. */
  | { readonly ask: 'adapter' }
  /** What that can do at best, on a device of its own; may be asked before the start. */
  | { readonly ask: 'probe' }
  | { readonly ask: 'start' }
  /** Numbers that two peers which compute the same thing share. */
  | { readonly ask: 'firstResults'; readonly workload: Workload; readonly count: number }
  | { readonly ask: 'open'; readonly workload: Workload }
  /** As many steps as end the time, at least one. */
  | { readonly ask: 'run'; readonly seconds: number }
  /** How long each shader of a step takes; only while nothing is open. */
  | { readonly ask: 'kernels'; readonly workload: Workload }
  | { readonly ask: 'close' };

/** What tfjs has allocated since the workload was opened; zeros for peers that are not tfjs. */
export interface Held {
  readonly tensors: number;
  readonly bytes: number;
}

/** What WebGPU computes on. */
export interface Adapter {
  readonly label: string;
  /** It computes on the processor. */
  readonly software: boolean;
}

export interface Turn {
  readonly steps: number;
  /** Until the last step was computed, not only asked for. */
  readonly milliseconds: number;
  /** Of all threads of the process, in milliseconds; undefined where that cannot be asked. */
  readonly processorMilliseconds?: number;
  /** After the last step. */
  readonly held: Held;
  /** Of the whole turn; undefined for peers that are not on WebGPU. */
  readonly gpu?: GpuCounts;
  /** The most bytes of GPU buffers allocated at once. */
  readonly peakGpuBytes?: number;
}

export interface FirstResults {
  /** Of each step a loss, or a batch of logits. */
  readonly values: readonly number[];
  /** How long each step took; what is compiled is compiled in the first. */
  readonly milliseconds: readonly number[];
}

export interface Answers {
  /** Null where WebGPU reaches nothing. */
  readonly adapter: Adapter | null;
  /** Null where WebGPU reaches nothing. */
  readonly probe: DeviceProbe | null;
  readonly start: PeerDescription;
  readonly firstResults: FirstResults;
  readonly open: null;
  readonly run: Turn;
  /** The longest first; null where the device has no timestamps. */
  readonly kernels: readonly KernelTime[] | null;
  /** What is left when everything was freed. */
  readonly close: Held;
}

export type Reply = { readonly answer: Answers[keyof Answers] } | { readonly failure: string };
