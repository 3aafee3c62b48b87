/**
 * The gate for what this browser kept: rows may be older than this page, cut short, or changed by another program.
 */
import * as v from 'valibot';
import type { Said, Sentence } from '../../lang/sentence.ts';
import type { RejectedFile, SavedTeacher } from '../../protocol/records.ts';
import { splitNameOf } from '../sources/splitWords.ts';
import type { KeptFile } from './keptFiles.ts';

/** Raised when a row changes its meaning: folders kept by another version are read anew. 2: reasons are sentences of any language. */
export const folderVersion = 2;

export interface KeptFolder {
  readonly version: typeof folderVersion;
  readonly key: string;
  readonly label: string;
  readonly classes: readonly string[];
  /** Of all images. */
  readonly labels: Int32Array;
  /** Width / height of the originals of training images (of all, where the split is drawn) that are kept whole besides. */
  readonly aspects: Float32Array | undefined;
  /** Undefined where the folder has no validation folder of its own. */
  readonly trainCount: number | undefined;
  readonly rejected: readonly RejectedFile[];
  /** Undefined in rows of before it was said. */
  readonly understood: Sentence | undefined;
  /** Of the pixels. */
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly usedAt: number;
  /** Where the pixels are; rows of earlier releases do not say. */
  readonly file?: KeptFile | undefined;
}

export interface KeptTeacher {
  readonly saved: SavedTeacher;
  /** Undefined in rows of earlier releases. */
  readonly file: KeptFile | undefined;
}

const text = v.pipe(v.string(), v.maxLength(1000));
const amount = v.pipe(v.number(), v.finite(), v.minValue(0));
const wholeAmount = v.pipe(amount, v.integer());
const share = v.pipe(amount, v.maxValue(1));

const said: v.GenericSchema<Said> = v.object({
  template: text,
  values: v.array(v.union([v.string(), v.number(), v.lazy(() => said)])),
});
const sentence: v.GenericSchema<Sentence> = v.union([v.string(), said]);

const keptFile: v.GenericSchema<unknown, KeptFile> = v.object({
  name: text,
  bytes: wholeAmount,
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
});

const keptFolder = v.pipe(
  v.object({
    version: v.literal(folderVersion),
    key: text,
    label: text,
    classes: v.pipe(v.array(text), v.minLength(2)),
    labels: v.instance(Int32Array),
    aspects: v.optional(v.instance(Float32Array)),
    trainCount: v.optional(wholeAmount),
    rejected: v.array(v.object({ path: v.string(), reason: sentence })),
    understood: v.optional(sentence),
    bytes: wholeAmount,
    usedAt: amount,
    file: v.optional(keptFile),
  }),
  // Rows of before splits were known by other names than the seed's: training against testing.
  v.check(
    ({ classes, trainCount }) => trainCount !== undefined || !classes.every((name) => splitNameOf(name)),
  ),
  v.check(({ labels, classes }) => labels.every((label) => label >= 0 && label < classes.length)),
  v.check(({ labels, trainCount }) => trainCount === undefined || trainCount <= labels.length),
  v.check(
    ({ labels, trainCount, aspects }) =>
      aspects === undefined ||
      (aspects.length === (trainCount ?? labels.length) &&
        aspects.every((aspect) => Number.isFinite(aspect) && aspect > 0)),
  ),
);

const savedTeacher = v.object({
  id: v.pipe(v.string(), v.regex(/^saved-[0-9a-z-]{1,40}$/)),
  label: text,
  dataset: text,
  accuracy: share,
  savedAt: text,
  file: v.optional(keptFile),
});

/** A row about a folder; undefined where it is not what was put away. */
export function readFolder(row: unknown): KeptFolder | undefined {
  const read = v.safeParse(keptFolder, row);
  if (!read.success) return undefined;
  const { trainCount, aspects, understood, file } = read.output;
  return { ...read.output, trainCount, aspects, understood, file };
}

/** A row about a teacher; undefined where it is not what was put away. */
export function readTeacher(row: unknown): KeptTeacher | undefined {
  const read = v.safeParse(savedTeacher, row);
  if (!read.success) return undefined;
  const { file, ...saved } = read.output;
  return { saved, file };
}
