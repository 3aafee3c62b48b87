/**
 * What this browser keeps for the next visit: decoded folders and teachers.
 *
 * An IndexedDB database holds the index, a `ByteStore` the bytes, see `keptFiles.ts`. Rows that are not what was put away go
 * unread; a file that is not what its row says is told of. Nothing here is needed for training: every failure is a
 * `storage-failed` problem that callers may pass over.
 */

import { ProblemError, problem } from '../../lang/problem.ts';
import { type Said, type Sentence, together, words } from '../../lang/sentence.ts';
import type { SavedTeacher } from '../../protocol/records.ts';
import type { Experiment } from '../../spec/experiment.ts';
import type { OpenedDataset } from '../openDataset.ts';
import { openFiles, prefixed } from './bytes.ts';
import { holding, keptFilesOn } from './keptFiles.ts';
import { keptFolders } from './keptFolders.ts';
import { bytesInRows, keptIndex } from './keptIndex.ts';
import { keptTeachers } from './keptTeachers.ts';

export interface Store {
  /**
   * The folder that `experiment.dataset` names in the shapes that it needs, split as the experiment says; undefined where it is not kept.
   *
   * @throws ProblemError `kept-damaged` where its pixels are not what was kept; they are removed.
   */
  dataset(experiment: Experiment): Promise<OpenedDataset | undefined>;
  /** Keeps a folder (not insects, which are drawn anew); the longest unused make room. One above the room is not kept. */
  keepDataset(opened: OpenedDataset, experiment: Experiment): Promise<void>;
  /** Latest first. */
  teachers(): Promise<readonly SavedTeacher[]>;
  /** The teacher's safetensors file; undefined where it is not kept. */
  teacher(id: string): Promise<KeptWeights | undefined>;
  /** What was kept under its id before stays until this is whole. */
  keepTeacher(saved: SavedTeacher, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Of weights that an earlier release kept without a checksum, once they were opened and are good: they get one. */
  confirmTeacher(id: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** It is listed no more; a copy of its file stays aside. */
  setTeacherAside(id: string): Promise<void>;
  forgetTeacher(id: string): Promise<void>;
}

export type KeptWeights =
  | {
      readonly bytes: Uint8Array<ArrayBuffer>;
      /** They are what was kept; earlier releases kept no checksum to tell by. */
      readonly isChecked: boolean;
    }
  /** What is wrong with it. */
  | { readonly damage: Sentence };

/** Bytes of decoded folders that are kept. */
const defaultRoom = 200e6;

/**
 * @param name of the database; tests use their own.
 * @param room bytes of decoded folders to keep.
 * @throws ProblemError storage-failed where the browser lets the page keep nothing.
 */
export async function openStore(name = 'distillation-lab-data', room: number = defaultRoom): Promise<Store> {
  const database = keptIndex(name);
  const bytes = await guard(words`open what this browser keeps for the lab`, async () => {
    await database();
    return (await openFiles()) ?? bytesInRows(database);
  });
  const files = keptFilesOn(prefixed(bytes, `${name}-`));
  /** What a page left that ended between a file and its row, and what a row does not name any more. */
  const tidy = async () => {
    const named = [...(await teachers.names()), ...(await folders.names())];
    // Nothing is lost by doing so the next time.
    await files.tidy(new Set(named)).catch(() => undefined);
  };
  const teachers = keptTeachers(database, files, tidy);
  const folders = keptFolders(database, files, room, tidy);

  const reading = <Value>(doing: Said, work: () => Promise<Value>) =>
    guard(doing, () => holding(name, 'shared', work));
  const changing = <Value>(doing: Said, work: () => Promise<Value>) =>
    guard(doing, () => holding(name, 'exclusive', work));

  return {
    async dataset(experiment) {
      // Changing too: it notes when it was used, and forgets what cannot be.
      const found = await changing(words`read the kept images`, () => folders.read(experiment));
      if (!found || !('damage' in found)) return found;
      throw problem(
        'kept-damaged',
        together([
          words`The images of ${found.label} that this browser kept are damaged, so they were removed.`,
          found.damage,
        ]),
        'Drop that folder on the page again.',
      );
    },
    keepDataset: (opened) => changing(words`keep the images`, () => folders.keep(opened)),
    teachers: () => reading(words`list the kept teachers`, teachers.teachers),
    teacher: (id) => reading(words`read the kept teacher`, () => teachers.teacher(id)),
    keepTeacher: (saved, bytes) =>
      changing(words`keep the teacher`, () => teachers.keepTeacher(saved, bytes)),
    confirmTeacher: (id, bytes) =>
      changing(words`keep the teacher`, () => teachers.confirmTeacher(id, bytes)),
    setTeacherAside: (id) => changing(words`remove the teacher`, () => teachers.setTeacherAside(id)),
    forgetTeacher: (id) => changing(words`remove the teacher`, () => teachers.forgetTeacher(id)),
  };
}

async function guard<Value>(doing: Said, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (reason) {
    if (reason instanceof ProblemError) throw reason;
    const full = reason instanceof DOMException && reason.name === 'QuotaExceededError';
    throw problem(
      'storage-failed',
      words`The lab could not ${doing}: ${full ? words`the browser’s storage is full` : String(reason)}.`,
      'Training goes on without it; free some disk space, or use an ordinary (not private) window, to keep things between visits.',
    );
  }
}
