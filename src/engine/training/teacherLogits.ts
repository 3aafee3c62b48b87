/**
 * The teacher's logits of training images. Where an image has few versions (no augmentation, or mirror images), the
 * teacher sees each version about once and its logits are kept; where every view is new, it sees every batch.
 */
import {
  concat,
  gather,
  type Tensor2D,
  type Tensor4D,
  tensor1d,
  tensor2d,
  tidy,
} from '@tensorflow/tfjs-core';
import type { ExternalModel } from '../external/externalModel.ts';
import type { Signals } from '../objectives/term.ts';
import type { BatchSource } from './batches.ts';
import { signalsOf, type Weighted } from './signals/signals.ts';

/** One training batch, B images. */
export interface Batch {
  /** [B, S, S, 3], normalised. */
  readonly images: Tensor4D;
  readonly indices: Int32Array;
  readonly versions: Uint32Array;
  /** Where it is given, the images are no versions: nothing is known of them, and nothing remembered. */
  readonly changes?: Int32Array | undefined;
}

export interface TeacherLogits {
  /** [B, K]; the caller owns the tensor. */
  of(batch: Batch): Tensor2D;
  /** Images whose logits the teacher computed so far. */
  readonly computed: number;
  /** What is stored, of each of several teachers in their order; none where every view is new. */
  readonly stored?: readonly StoredLogits[];
  /** Resolves when all answers given so far are in the memory; absent where nothing is remembered. */
  settle?(): Promise<void>;
  /** What a device needs to do the same by itself, see `deviceTeacher`. */
  readonly onDevice: DeviceParts;
}

/** One teacher's logits of training images. */
export interface StoredLogits {
  /** Images that it was shown for them just now. */
  readonly computed: number;
  readonly bytes: number;
}

export interface DeviceParts {
  /** Absent where every answer is in the memory. */
  readonly frozen?: FrozenModel;
  /** Absent where nothing is remembered. */
  readonly memory?: TeacherMemory;
  /** Told how many images the teacher is shown. */
  readonly onShown?: (images: number) => void;
}

/** A trained network that is only read. */
export type FrozenModel = Weighted;

/** Whoever answers for the teacher: a network of ours, or one that other software runs. */
export type Teacher = FrozenModel | ExternalModel;

/** The weights of a teacher that is a network of ours; undefined where other software runs it. */
export const networkOf = (teacher: Teacher): FrozenModel | undefined =>
  isExternal(teacher) ? teacher.network : teacher;

export const isExternal = (teacher: Teacher): teacher is ExternalModel => 'predict' in teacher;

/** Whether it computes: stored logits do not, so that there is nothing to time. */
export const isRun = (teacher: Teacher): boolean => !isExternal(teacher) || teacher.find === undefined;

/** Evaluation-mode logits [B, K]; the caller owns them. */
export const frozenLogits = (frozen: FrozenModel, images: Tensor4D): Tensor2D =>
  signalsOf(frozen, images, []).logits;

/**
 * What a teacher says of a batch; the caller owns the tensors. Where taps are wanted, or the images were changed, the network is run.
 *
 * @param taps of its network; none of a teacher of which only logits are there
 */
export function teacherSignals(teacher: TeacherLogits, batch: Batch, taps: readonly string[]): Signals {
  if (taps.length === 0 && !batch.changes) return { logits: teacher.of(batch), taps: {} };
  const { frozen, onShown } = teacher.onDevice;
  if (!frozen) throw withoutNetwork();
  onShown?.(batch.indices.length);
  return signalsOf(frozen, batch.images, taps);
}

/** A loss that needs taps, and images that are changed, are refused with such a teacher before it comes to this. */
export const withoutNetwork = () => new Error('A teacher of which only logits are there cannot be run.');

export function liveTeacher(teacher: FrozenModel): TeacherLogits {
  let computed = 0;
  const onShown = (images: number) => {
    computed += images;
  };
  return {
    onDevice: { frozen: teacher, onShown },
    of(batch) {
      onShown(batch.indices.length);
      return frozenLogits(teacher, batch.images);
    },
    get computed() {
      return computed;
    },
  };
}

/** Where a table of all versions has a batch's images: version v of image i is row v·N + i. */
function rowsOf({ indices, versions }: Batch, source: BatchSource): readonly number[] {
  return Array.from(indices, (index, b) => ((versions[b] ?? 0) % source.versions) * source.count + index);
}

/** Rows of a table [R, K], [rows.length, K]; the caller owns the tensor. */
function tableRows(table: Float32Array, rows: readonly number[], classes: number): Tensor2D {
  const logits = new Float32Array(rows.length * classes);
  rows.forEach((row, b) => {
    logits.set(table.subarray(row * classes, (row + 1) * classes), b * classes);
  });
  return tensor2d(logits, [rows.length, classes]);
}

interface KeptGiven extends Pick<TeacherLogits, 'stored'> {
  /** Images that the teacher was shown for the table just now; the rest was known. */
  readonly computed?: number;
  /** Where its layers' outputs may be wanted, for which it is run. */
  readonly frozen?: FrozenModel | undefined;
}

/**
 * @param table [versions × N × K], from `tabulateTeacher`.
 */
export function keptTeacher(
  table: Float32Array,
  source: BatchSource,
  classes: number,
  { computed = 0, stored, frozen }: KeptGiven = {},
): TeacherLogits {
  const memory = { table, known: new Uint8Array(source.versions * source.count).fill(1) };
  return {
    ...{ computed, onDevice: { memory, ...(frozen ? { frozen } : {}) } },
    ...(stored ? { stored } : {}),
    of: (batch) => tableRows(table, rowsOf(batch, source), classes),
  };
}

/** Tables of more bytes than this are not kept. */
const mostKeptBytes = 256 * 2 ** 20;

/** Whether the answers to all versions of all images are few enough to be remembered. */
export function canRemember({ versions, count }: BatchSource, classes: number): boolean {
  return 4 * versions * count * classes <= mostKeptBytes;
}

/** Logits that a teacher has given so far; lives as long as the teacher and the images stay the same. */
export interface TeacherMemory {
  /** [versions × N × K], as `keptTeacher` reads it. */
  readonly table: Float32Array;
  /** [versions × N], 1 where the table holds the teacher's answer. */
  readonly known: Uint8Array;
}

/** @param source finitely many versions. */
export function emptyMemory(source: BatchSource, classes: number): TeacherMemory {
  const rows = source.versions * source.count;
  return { table: new Float32Array(rows * classes), known: new Uint8Array(rows) };
}

/** Files what the teacher says of a row; the first that was said stays. */
export function remember({ table, known }: TeacherMemory, row: number, logits: Float32Array): void {
  if (known[row] === 1) return;
  table.set(logits, row * logits.length);
  known[row] = 1;
}

/** What of a batch, by its places in it, is to be computed, and what is remembered. */
interface Parts {
  readonly unknown: readonly number[];
  readonly known: readonly number[];
}

/** The teacher is shown what is not remembered; both parts come together in the batch's order. */
function answered(
  teacher: FrozenModel,
  images: Tensor4D,
  remembered: Tensor2D,
  { unknown, known }: Parts,
): { readonly fresh: Tensor2D; readonly logits: Tensor2D } {
  const order = new Int32Array(known.length + unknown.length);
  [...known, ...unknown].forEach((place, i) => {
    order[place] = i;
  });
  const fresh = tidy(() =>
    frozenLogits(teacher, gather(images, tensor1d(Int32Array.from(unknown), 'int32'))),
  );
  const logits = tidy(() => gather<Tensor2D>(concat([remembered, fresh]), tensor1d(order, 'int32')));
  return { fresh, logits };
}

/**
 * Asks the teacher for a version of an image when it first comes up, so that training begins at once; what is remembered costs
 * no forward pass. The answers are read back without waiting for them.
 */
export function rememberingTeacher(
  teacher: FrozenModel,
  source: BatchSource,
  classes: number,
  memory: TeacherMemory,
): TeacherLogits {
  const { table, known } = memory;
  const underWay = new Set<Promise<void>>();
  let computed = 0;
  const onShown = (images: number) => {
    computed += images;
  };
  /** The answers for these rows; `fresh` is disposed. */
  const takeOver = (fresh: Tensor2D, rows: readonly number[]) => {
    const answer = fresh
      .data<'float32'>()
      .then((values) => {
        rows.forEach((row, b) => {
          remember(memory, row, values.subarray(b * classes, (b + 1) * classes));
        });
      })
      // A device that was lost answers nothing; the step that follows says so.
      .catch(() => undefined)
      .finally(() => {
        fresh.dispose();
        underWay.delete(answer);
      });
    underWay.add(answer);
  };
  return {
    onDevice: { frozen: teacher, memory, onShown },
    get computed() {
      return computed;
    },
    get stored() {
      return [{ computed, bytes: table.byteLength }];
    },
    async settle() {
      await Promise.all(underWay);
    },
    of(batch) {
      const rows = rowsOf(batch, source);
      const places = [...rows.keys()];
      const parts: Parts = {
        unknown: places.filter((place) => known[rows[place] ?? 0] !== 1),
        known: places.filter((place) => known[rows[place] ?? 0] === 1),
      };
      const of = (part: readonly number[]) => part.map((place) => rows[place] ?? 0);
      if (parts.unknown.length === 0) return tableRows(table, rows, classes);
      onShown(parts.unknown.length);
      if (parts.known.length === 0) {
        const logits = frozenLogits(teacher, batch.images);
        takeOver(logits.clone(), rows);
        return logits;
      }
      const remembered = tableRows(table, of(parts.known), classes);
      const { fresh, logits } = answered(teacher, batch.images, remembered, parts);
      remembered.dispose();
      takeOver(fresh, of(parts.unknown));
      return logits;
    },
  };
}
