/**
 * What this browser keeps for the next visit: decoded folders and teachers.
 *
 * An IndexedDB database holds the index, a `ByteShelf` the bytes. Rows that are not what was put away go unread. Nothing here is needed for training: every failure
 * is a `storage-failed` problem that callers may pass over.
 */
import type { Experiment } from '../shared/experiment.ts';
import { type DBSchema, keptDatabase } from '../shared/keptDatabase.ts';
import { ProblemError, problem } from '../shared/problem.ts';
import type { SavedTeacher } from '../shared/records.ts';
import { type Said, words } from '../shared/sentence.ts';
import { type ByteShelf, openFiles } from './bytes.ts';
import { type DecodedFolder, folderKey, splitFolder } from './decodedFolder.ts';
import { folderVersion, type KeptFolder, readFolder, readTeacher } from './keptRows.ts';
import type { OpenedDataset } from './openDataset.ts';
import { wholeSize } from './shapes.ts';

export interface Store {
  /** The folder that `experiment.dataset` names in the shapes that it needs, split as the experiment says; undefined where it is not kept. */
  dataset(experiment: Experiment): Promise<OpenedDataset | undefined>;
  /** Keeps a folder (not insects, which are drawn anew); the longest unused make room. One above the room is not kept. */
  keepDataset(opened: OpenedDataset, experiment: Experiment): Promise<void>;
  /** Latest first. */
  teachers(): Promise<readonly SavedTeacher[]>;
  /** The teacher's safetensors file; undefined where it is not kept. */
  teacher(id: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  keepTeacher(saved: SavedTeacher, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  forgetTeacher(id: string): Promise<void>;
}

interface Index extends DBSchema {
  /** Only where the browser has no files for the page. */
  bytes: { key: string; value: Uint8Array<ArrayBuffer> };
  folders: { key: string; value: KeptFolder };
  teachers: { key: string; value: SavedTeacher };
}

/** Bytes of decoded folders that are kept. */
const defaultRoom = 200e6;

/**
 * @param name of the database; tests use their own.
 * @param room bytes of decoded folders to keep.
 * @throws ProblemError storage-failed where the browser lets the page keep nothing.
 */
export async function openStore(name = 'distillation-lab-data', room: number = defaultRoom): Promise<Store> {
  const database = keptDatabase<Index>(name, (fresh) => {
    fresh.createObjectStore('folders', { keyPath: 'key' });
    fresh.createObjectStore('teachers', { keyPath: 'id' });
    fresh.createObjectStore('bytes');
  });
  const shelf = await guard(words`open what this browser keeps for the lab`, async () => {
    await database();
    return (await openFiles()) ?? rowsOf(database);
  });
  return storeOf(database, prefixed(shelf, `${name}-`), room);
}

type Database = ReturnType<typeof keptDatabase<Index>>;

function rowsOf(database: Database): ByteShelf {
  return {
    async put(name, bytes) {
      await (await database()).put('bytes', bytes, name);
    },
    get: async (name) => (await database()).get('bytes', name),
    remove: async (name) => (await database()).delete('bytes', name),
  };
}

function prefixed(shelf: ByteShelf, prefix: string): ByteShelf {
  return {
    put: (name, bytes) => shelf.put(prefix + name, bytes),
    get: (name) => shelf.get(prefix + name),
    remove: (name) => shelf.remove(prefix + name),
  };
}

const teacherFile = (id: string) => `teacher-${id}`;

function storeOf(database: Database, shelf: ByteShelf, room: number): Store {
  async function forgetFolder(key: string) {
    await (await database()).delete('folders', key);
    await shelf.remove(key);
  }

  return {
    dataset: (experiment) =>
      guard(words`read the kept images`, async () => {
        const id = experiment.dataset;
        const key = folderKey(id, experiment);
        const row: unknown = await (await database()).get('folders', key);
        if (row === undefined) return undefined;
        const kept = readFolder(row);
        const pixels = kept && (await shelf.get(key));
        const pictures = pixels && picturesIn(pixels, kept, experiment.imageSize);
        if (!kept || !pictures) {
          await forgetFolder(key);
          return undefined;
        }
        await (await database()).put('folders', { ...kept, usedAt: Date.now() });
        const { label, classes, trainCount, rejected, understood } = kept;
        const folder: DecodedFolder = {
          id,
          key,
          label,
          classes,
          ...pictures,
          trainCount,
          rejected,
          understood,
        };
        return { ...splitFolder(folder, experiment), folder };
      }),

    keepDataset: ({ folder }) =>
      guard(words`keep the images`, async () => {
        if (!folder) return;
        const { key, label, classes, images, wholes, trainCount, rejected, understood } = folder;
        const bytes = images.pixels.byteLength + (wholes?.pixels.byteLength ?? 0);
        if (bytes > room) return;
        const others: KeptFolder[] = [];
        for (const otherKey of await (await database()).getAllKeys('folders')) {
          if (otherKey === key) continue;
          const other = readFolder(await (await database()).get('folders', otherKey));
          if (other) others.push(other);
          else await forgetFolder(otherKey);
        }
        others.sort((a, b) => b.usedAt - a.usedAt);
        let taken = bytes;
        for (const other of others) {
          taken += other.bytes;
          if (taken > room) await forgetFolder(other.key);
        }
        const pixels = new Uint8Array(bytes);
        pixels.set(images.pixels);
        if (wholes) pixels.set(wholes.pixels, images.pixels.length);
        await shelf.put(key, pixels);
        const usedAt = Date.now();
        // Of a folder with a validation folder, what is kept whole is not among the other images.
        const labels =
          wholes && trainCount !== undefined
            ? Int32Array.from([...wholes.labels, ...images.labels])
            : images.labels;
        await (await database()).put('folders', {
          version: folderVersion,
          key,
          label,
          classes,
          labels,
          aspects: wholes?.aspects,
          trainCount,
          rejected,
          understood,
          bytes,
          usedAt,
        });
      }),

    teachers: () =>
      guard(words`list the kept teachers`, async () => {
        const saved = (await (await database()).getAll('teachers')).flatMap((row) => readTeacher(row) ?? []);
        return saved.sort((a, b) => (a.savedAt < b.savedAt ? 1 : -1));
      }),

    teacher: (id) =>
      guard(words`read the kept teacher`, async () =>
        readTeacher(await (await database()).get('teachers', id)) ? shelf.get(teacherFile(id)) : undefined,
      ),

    keepTeacher: (saved, bytes) =>
      guard(words`keep the teacher`, async () => {
        await shelf.put(teacherFile(saved.id), bytes);
        await (await database()).put('teachers', saved);
      }),

    forgetTeacher: (id) =>
      guard(words`remove the teacher`, async () => {
        await (await database()).delete('teachers', id);
        await shelf.remove(teacherFile(id));
      }),
  };
}

/** The pictures that `keepDataset` put one after the other; undefined where they are not as many bytes as the row says. */
function picturesIn(
  pixels: Uint8Array,
  { labels, aspects, trainCount }: KeptFolder,
  size: number,
): Pick<DecodedFolder, 'images' | 'wholes'> | undefined {
  const firstCentre = aspects ? (trainCount ?? 0) : 0;
  const count = labels.length - firstCentre;
  const end = count * size * size * 3;
  const whole = wholeSize(size);
  if (pixels.length !== end + (aspects?.length ?? 0) * whole * whole * 3) return undefined;
  return {
    images: { count, size, pixels: pixels.subarray(0, end), labels: labels.subarray(firstCentre) },
    wholes: aspects && {
      count: aspects.length,
      size: whole,
      pixels: pixels.subarray(end),
      labels: labels.subarray(0, aspects.length),
      aspects,
    },
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
