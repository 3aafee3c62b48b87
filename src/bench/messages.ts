/**
 * What the bench asks of a peer's process, and what it gets. Messages cross as JSON.
 */
import type { PeerDescription } from './peers/peer.ts';

export type Question =
  | { readonly ask: 'start' }
  /** Numbers that two peers which compute the same thing share. */
  | { readonly ask: 'firstResults'; readonly workload: string; readonly count: number }
  | { readonly ask: 'open'; readonly workload: string }
  /** One step, looked into and not timed. */
  | { readonly ask: 'profile' }
  /** As many steps as end the time, at least one. */
  | { readonly ask: 'run'; readonly seconds: number }
  | { readonly ask: 'close' };

/** What tfjs has allocated since the workload was opened. */
export interface Held {
  readonly tensors: number;
  readonly bytes: number;
}

export interface StepProfile {
  /** Kernels run in one step. */
  readonly kernels: number;
  /** The most that tfjs had allocated at once, in bytes. */
  readonly peakBytes: number;
}

export interface Turn {
  readonly steps: number;
  readonly milliseconds: number;
  /** After the last step. */
  readonly held: Held;
}

export interface Answers {
  readonly start: PeerDescription;
  readonly firstResults: readonly number[];
  readonly open: null;
  readonly profile: StepProfile;
  readonly run: Turn;
  /** What is left when everything was freed. */
  readonly close: Held;
}

export type Reply = { readonly answer: Answers[keyof Answers] } | { readonly failure: string };
