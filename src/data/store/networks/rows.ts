/**
 * The gate for what the index says of kept networks. Fields that a later release adds stay in their rows.
 */
import * as v from 'valibot';
import { type ForeignFormat, foreignFormats } from '../../../protocol/keptNetworks.ts';
import { migratedRecipe } from '../../../spec/migrations/recipeTexts.ts';
import type { KeptFile } from '../keptFiles.ts';

/** What is told of a network when it is kept. */
export interface NetworkAbout {
  readonly label: string;
  /** Plain data that says how to build it; who builds it reads it through its gate. */
  readonly architecture: unknown;
  /** Of a network of other software: its bytes are the file that it came in, and nobody builds it. */
  readonly foreign?: ForeignFormat | undefined;
  /** The network that it was made of. */
  readonly parent?: string | undefined;
  /** Text of the recipe up to it. */
  readonly recipe: string;
  /** By the quantity's name, in its unit. */
  readonly measurements: Readonly<Record<string, number>>;
  /** Which run of which sweep it is of; undefined where it was opened or made by hand, and of a teacher. */
  readonly origin?: NetworkOrigin | undefined;
  /** Of a teacher. */
  readonly teacher?: TeacherOrigin | undefined;
  /** Of what a stage of a recipe made: so that it need not be made again. */
  readonly made?: MadeBy | undefined;
  /** Names its weights, whatever is told of them, see `weightsDigest`; rows of earlier releases do not say. */
  readonly weights?: string | undefined;
}

export interface MadeBy {
  /** SHA-256 of what decided it. */
  readonly key: string;
  /** What the stage told of it; who takes it up again reads it through its gate. */
  readonly record: unknown;
}

export interface NetworkOrigin {
  /** Link of the experiment. */
  readonly experiment: string;
  readonly dataset: string;
  readonly run: string;
  /** Stage of the recipe, from 0. */
  readonly stage: number;
  /** SHA-256 of the file of a network that the recipe starts from: the link does not say which. */
  readonly start?: string | undefined;
}

export interface TeacherOrigin {
  /** Link of the experiment that it was first the teacher of. */
  readonly experiment: string;
  readonly dataset: string;
  /** `trained` here, all of it or its head, or opened as it was in a `file`. */
  readonly source: string;
  /** The name of the file that its weights were in. */
  readonly file?: string | undefined;
}

export interface KeptNetwork extends NetworkAbout {
  /** SHA-256 of its bytes, 64 hexadecimal digits. */
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly touchedAt: number;
  /** Pinned: it makes no room for others. */
  readonly kept: boolean;
  readonly bytes: number;
  readonly file: KeptFile;
  /** Of one that came from elsewhere: nothing that this browser makes is taken from it unasked. */
  readonly imported?: Imported | undefined;
  /** Digests of the indices of families that it came with, or that it was here already for; the first is its own. */
  readonly families?: readonly string[] | undefined;
  /** Links of the experiments that it was the teacher of as a file, of which a link says nothing more; the latest last. */
  readonly taught?: readonly string[] | undefined;
  /** Its file was found not to be what was kept. */
  readonly damaged?: boolean | undefined;
}

export interface Imported {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The name of the file that it came in. */
  readonly from: string;
}

const text = v.pipe(v.string(), v.maxLength(10_000));
const amount = v.pipe(v.number(), v.finite(), v.minValue(0));
const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

const row = v.looseObject({
  id: sha256,
  label: text,
  architecture: v.unknown(),
  foreign: v.optional(v.picklist(foreignFormats)),
  parent: v.optional(sha256),
  recipe: v.pipe(text, v.transform(migratedRecipe)),
  measurements: v.record(v.string(), v.number()),
  origin: v.optional(
    v.looseObject({ experiment: text, dataset: text, run: text, stage: amount, start: v.optional(sha256) }),
  ),
  teacher: v.optional(
    v.looseObject({ experiment: text, dataset: text, source: text, file: v.optional(text) }),
  ),
  made: v.optional(v.looseObject({ key: sha256, record: v.unknown() })),
  weights: v.optional(sha256),
  imported: v.optional(v.looseObject({ at: amount, from: text })),
  families: v.optional(v.array(sha256)),
  damaged: v.optional(v.boolean()),
  taught: v.optional(v.array(text)),
  createdAt: amount,
  touchedAt: amount,
  kept: v.boolean(),
  bytes: amount,
  file: v.looseObject({ name: text, bytes: amount, sha256 }),
});

/** Undefined where it is not what was put away. */
export function readNetwork(given: unknown): KeptNetwork | undefined {
  const read = v.safeParse(row, given);
  return read.success ? read.output : undefined;
}
