/**
 * What this browser keeps of teachers' logits: tables of logits, named by all that decides them, the longest unused
 * of which make room. A table that is not whole, or not of the size that is asked for, is removed and was never there.
 *
 * Its rows have a database of their own, so that a page of an older release in another tab does not hold them up; the bytes
 * are files, as everybody's are, or stand in the rows where the browser has no files. Every promise
 * rejects where the browser keeps nothing; the teacher then predicts again, and nobody needs to be told.
 */
import * as v from 'valibot';
import { fromHalves, toHalves } from '../../base/halves.ts';
import { type DBSchema, keptDatabase } from '../../base/keptDatabase.ts';
import { sha256 } from '../../base/sha256.ts';
import { openFiles, prefixed } from './bytes.ts';
import { holding, type KeptFile, type KeptFiles, keptFilesOn } from './keptFiles.ts';

/** Logits that a teacher has given, and at what pace. */
export interface KeptLogits {
  /** [rows × K] */
  readonly table: Float32Array;
  /** [rows], 1 where the table holds a row. */
  readonly known: Uint8Array;
  /** What one image costs the teacher; undefined where it was not measured. */
  readonly msPerImage?: number | undefined;
  /** Every number of the table is one of float16, and takes two bytes; unless given, float32 and four. */
  readonly precision?: 'float16';
}

export interface LogitsStore {
  /** @param rows and `classes` of the table that is wanted */
  get(name: string, rows: number, classes: number): Promise<KeptLogits | undefined>;
  put(name: string, logits: KeptLogits): Promise<void>;
}

interface Use {
  readonly name: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly usedAt: number;
}

/** As a row holds it: of two bytes a number or of four. */
type StoredTable = Float32Array | Uint16Array;

interface Inline {
  readonly table: StoredTable;
  readonly known: Uint8Array;
  readonly msPerImage?: number | undefined;
  /** Of table and flags; rows of earlier releases have none. */
  readonly sha256?: string | undefined;
}

/** The file holds the table, and the flags behind it. */
interface InFile {
  readonly file: KeptFile;
  readonly precision: 'float16' | 'float32';
  readonly msPerImage?: number | undefined;
}

interface Tables extends DBSchema {
  answers: { key: string; value: Inline | InFile };
  uses: { key: string; value: Use };
}

const use = v.object({ name: v.string(), bytes: v.pipe(v.number(), v.minValue(0)), usedAt: v.number() });

/** Bytes of logits that are kept: of 50,000 images, 100 classes and four views, six teachers in float16. */
const defaultRoom = 256e6;

/**
 * @param name of the database; tests use their own.
 * @param room in bytes; logits above it are not kept.
 */
export async function openLogitsStore(
  name = 'distillation-lab-answers',
  room: number = defaultRoom,
): Promise<LogitsStore> {
  const database = keptDatabase<Tables>(name, [
    (fresh) => {
      fresh.createObjectStore('answers');
      fresh.createObjectStore('uses', { keyPath: 'name' });
    },
  ]);
  await database();
  const bytes = await openFiles();
  const files = bytes && keptFilesOn(prefixed(bytes, `${name}-`));

  async function forget(key: string): Promise<void> {
    const transaction = (await database()).transaction(['answers', 'uses'], 'readwrite');
    await Promise.all([
      transaction.objectStore('answers').delete(key),
      transaction.objectStore('uses').delete(key),
      transaction.done,
    ]);
  }

  /** Of the others, those that have no room beside `bytes` more are forgotten. */
  async function makeRoom(key: string, bytes: number): Promise<void> {
    const open = await database();
    const others: Use[] = [];
    for (const other of await open.getAllKeys('uses')) {
      const read = v.safeParse(use, await open.get('uses', other));
      if (!read.success) await forget(other);
      else if (other !== key) others.push(read.output);
    }
    others.sort((a, b) => b.usedAt - a.usedAt);
    let taken = bytes;
    for (const other of others) {
      taken += other.bytes;
      if (taken > room) await forget(other.name);
    }
  }

  /** Removes files that no row names. */
  async function tidy(files: KeptFiles): Promise<void> {
    const rows: readonly unknown[] = await (await database()).getAll('answers');
    const named = rows.flatMap((row) => {
      const read = v.safeParse(inFile, row);
      return read.success ? read.output.file.name : [];
    });
    await files.tidy(new Set(named));
  }

  async function read(key: string, rows: number, classes: number): Promise<KeptLogits | undefined> {
    const row: unknown = await (await database()).get('answers', key);
    const found = v.safeParse(inFile, row);
    if (!found.success) return inlineLogits(row, rows, classes);
    const reading = await files?.read(found.output.file);
    return reading && 'bytes' in reading
      ? logitsOfFile(reading.bytes, found.output, rows, classes)
      : undefined;
  }

  return {
    get: (key, rows, classes) =>
      holding(name, 'exclusive', async () => {
        const found = await read(key, rows, classes);
        if (!found) await forget(key);
        else await (await database()).put('uses', { name: key, bytes: bytesOf(found), usedAt: Date.now() });
        return found;
      }),
    put: (key, given) =>
      holding(name, 'exclusive', async () => {
        const bytes = bytesOf(given);
        if (bytes > room) return;
        await makeRoom(key, bytes);
        const { msPerImage, precision = 'float32' } = given;
        const whole = wholeBytes(given);
        const row: Inline | InFile = files
          ? { file: await files.write('logits', whole), precision, msPerImage }
          : { table: storedTable(given), known: given.known, msPerImage, sha256: await sha256(whole) };
        const transaction = (await database()).transaction(['answers', 'uses'], 'readwrite');
        await transaction.objectStore('answers').put(row, key);
        await transaction.objectStore('uses').put({ name: key, bytes, usedAt: Date.now() });
        await transaction.done;
        // Nothing is lost by doing so the next time.
        if (files) await tidy(files).catch(() => undefined);
      }),
  };
}

const storedTable = ({ table, precision }: KeptLogits): StoredTable =>
  precision === 'float16' ? toHalves(table) : table;

/** Of the table as it is stored, and the flags. */
export const bytesOf = ({ table, known, precision }: KeptLogits): number =>
  table.length * (precision === 'float16' ? 2 : 4) + known.byteLength;

function wholeBytes(given: KeptLogits): Uint8Array<ArrayBuffer> {
  return joined(storedTable(given), given.known);
}

function joined(table: StoredTable, known: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(table.byteLength + known.byteLength);
  bytes.set(new Uint8Array(table.buffer, table.byteOffset, table.byteLength));
  bytes.set(known, table.byteLength);
  return bytes;
}

const pace = v.optional(v.pipe(v.number(), v.finite(), v.minValue(0)));

const inFile = v.object({
  file: v.object({ name: v.string(), bytes: v.number(), sha256: v.string() }),
  precision: v.picklist(['float16', 'float32']),
  msPerImage: pace,
});

/** Undefined where the file is not of that size. */
function logitsOfFile(
  bytes: Uint8Array<ArrayBuffer>,
  { precision, msPerImage }: v.InferOutput<typeof inFile>,
  rows: number,
  classes: number,
): KeptLogits | undefined {
  const isHalf = precision === 'float16';
  const length = rows * classes * (isHalf ? 2 : 4);
  if (bytes.length !== length + rows) return undefined;
  const numbers = bytes.slice(0, length).buffer;
  const table = isHalf ? fromHalves(new Uint16Array(numbers)) : new Float32Array(numbers);
  return sound({ table, known: bytes.slice(length), msPerImage, ...(isHalf ? { precision } : {}) });
}

/** A row that holds the numbers itself; undefined where it is not what was put away. */
async function inlineLogits(row: unknown, rows: number, classes: number): Promise<KeptLogits | undefined> {
  const numbers = v.union([
    v.pipe(v.instance(Float32Array), v.length(rows * classes)),
    v.pipe(v.instance(Uint16Array), v.length(rows * classes)),
  ]);
  const schema = v.object({
    table: numbers,
    known: v.pipe(v.instance(Uint8Array), v.length(rows)),
    msPerImage: pace,
    sha256: v.optional(v.string()),
  });
  const read = v.safeParse(schema, row);
  if (!read.success) return undefined;
  const { table, known, msPerImage, sha256: kept } = read.output;
  if (kept !== undefined && kept !== (await sha256(joined(table, known)))) return undefined;
  return table instanceof Uint16Array
    ? sound({ table: fromHalves(table), known, msPerImage, precision: 'float16' })
    : sound({ table, known, msPerImage });
}

const sound = (logits: KeptLogits): KeptLogits | undefined =>
  logits.table.every(Number.isFinite) && logits.known.every((flag) => flag === 0 || flag === 1)
    ? logits
    : undefined;
