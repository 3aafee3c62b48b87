/**
 * What the command line and the page that it drives without a window say to each other.
 */

import type { Problem } from '../lang/problem.ts';
import type { KeptNetworkCard } from '../protocol/keptNetworks.ts';
import type { Event } from '../protocol/protocol.ts';
import type { RunName } from '../protocol/runId.ts';
import type { Experiment, FieldName } from '../spec/experiment.ts';

/** A file that the page fetches from the command line's own server. */
export interface ServedFile {
  /** Relative to the folder, with forward slashes. */
  readonly path: string;
  readonly url: string;
}

/** A teacher as it was named: one file of weights or ONNX, the files of a tfjs model, or its address. */
export type OfferedTeacher =
  | { readonly kind: 'file'; readonly file: ServedFile }
  | { readonly kind: 'model'; readonly name: string; readonly files: readonly ServedFile[] }
  | { readonly kind: 'address'; readonly url: string };

export interface ServedFolder {
  readonly label: string;
  readonly files: readonly ServedFile[];
  readonly emptyFolders: readonly string[];
}

export interface Job {
  readonly task: 'sweep' | 'teacher';
  readonly experiment: Experiment;
  /** Fields that files may decide, see `completing.ts`. */
  readonly open: readonly FieldName[];
  readonly folder?: ServedFolder;
  /** Images without labels, which students see. */
  readonly distilFolder?: ServedFolder;
  /** Those that are from files, in their order. */
  readonly teachers: readonly OfferedTeacher[];
  readonly studentFile?: ServedFile;
  readonly anyTeacher?: true;
  /** Whether the trained weights are wanted. */
  readonly weights: boolean;
  /** Whether every stage's network is wanted. */
  readonly networks: boolean;
  /** Whether the teachers' logits are wanted. */
  readonly logits: boolean;
}

export type Message =
  /** Files of the folder fetched so far. */
  | { readonly type: 'reading'; readonly done: number; readonly total: number }
  /** For a person. */
  | { readonly type: 'said'; readonly sentence: string }
  | { readonly type: 'event'; readonly event: Exclude<Event, { readonly request: number }> }
  /** Weights as a safetensors file, in base64, as what crosses to Node is text; the program that loads it in PyTorch. */
  | { readonly type: 'student'; readonly name: RunName; readonly base64: string; readonly program: string }
  | { readonly type: 'teacher'; readonly place: number; readonly base64: string; readonly program: string }
  /** A teacher's logits as a safetensors file, in base64. */
  | { readonly type: 'logits'; readonly place: number; readonly base64: string }
  /** What a stage made. */
  | { readonly type: 'network'; readonly card: KeptNetworkCard; readonly base64: string }
  /** It is at `file` of the lab already. */
  | { readonly type: 'shipped-teacher'; readonly card: KeptNetworkCard; readonly file: string }
  | { readonly type: 'done'; readonly status: 'finished' | 'stopped' | 'failed' }
  | { readonly type: 'failed'; readonly problem: Problem };

/** The names under which Node and page find each other's functions on `window`. */
export const jobFunction = 'distillationLabJob';
export const reportFunction = 'distillationLabReport';
export const stopFunction = 'distillationLabStop';

/** Of a network, whose program for PyTorch asks for it. */
export const weightsFile = (stem: string) => `${stem}.safetensors`;

/** @param place which of several teachers, from 0 */
export const teacherStem = (place: number) => (place === 0 ? 'teacher' : `teacher-${place + 1}`);
