/**
 * What this browser keeps of teachers' logits: tables of logits, named by all that decides them, the longest unused
 * of which make room. A table that is not whole, or not of the size that is asked for, is removed and was never there.
 *
 * It has a database of its own, so that a page of an older release in another tab does not hold it up. Every promise
 * rejects where the browser keeps nothing; the teacher then predicts again, and nobody needs to be told.
 */
import * as v from 'valibot';
import { type DBSchema, keptDatabase } from '../../base/keptDatabase.ts';
import { sha256 } from '../../base/sha256.ts';

/** Logits that a teacher has given, and at what pace. */
export interface KeptLogits {
  /** [rows × K] */
  readonly table: Float32Array;
  /** [rows], 1 where the table holds a row. */
  readonly known: Uint8Array;
  /** What one image costs the teacher; undefined where it was not measured. */
  readonly msPerImage?: number | undefined;
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

interface Row extends KeptLogits {
  /** Of table and flags; rows of earlier releases have none. */
  readonly sha256?: string | undefined;
}

interface Tables extends DBSchema {
  answers: { key: string; value: Row };
  uses: { key: string; value: Use };
}

const use = v.object({ name: v.string(), bytes: v.pipe(v.number(), v.minValue(0)), usedAt: v.number() });

/** Bytes of logits that are kept. */
const defaultRoom = 64e6;

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
  const begin = async () => {
    const transaction = (await database()).transaction(['answers', 'uses'], 'readwrite');
    const answers = transaction.objectStore('answers');
    const uses = transaction.objectStore('uses');
    const forget = (key: string) => Promise.all([answers.delete(key), uses.delete(key)]);
    return { answers, uses, forget, done: transaction.done };
  };
  return {
    async get(key, rows, classes) {
      const { answers, uses, forget, done } = await begin();
      const row: unknown = await answers.get(key);
      const found = readAnswers(row, rows, classes);
      if (found) await uses.put({ name: key, bytes: bytesOf(found), usedAt: Date.now() });
      else if (row !== undefined) await forget(key);
      await done;
      if (!found) return undefined;
      const { sha256: kept, ...given } = found;
      if (kept === undefined || kept === (await checksumOf(given))) return given;
      const again = await begin();
      await again.forget(key);
      await again.done;
      return undefined;
    },
    async put(key, given) {
      const bytes = bytesOf(given);
      if (bytes > room) return;
      const row: Row = { ...given, sha256: await checksumOf(given) };
      const { answers, uses, forget, done } = await begin();
      const others: Use[] = [];
      for (const other of await uses.getAllKeys()) {
        const read = v.safeParse(use, await uses.get(other));
        if (!read.success) await forget(other);
        else if (other !== key) others.push(read.output);
      }
      others.sort((a, b) => b.usedAt - a.usedAt);
      let taken = bytes;
      for (const other of others) {
        taken += other.bytes;
        if (taken > room) await forget(other.name);
      }
      await answers.put(row, key);
      await uses.put({ name: key, bytes, usedAt: Date.now() });
      await done;
    },
  };
}

const bytesOf = ({ table, known }: KeptLogits) => table.byteLength + known.byteLength;

async function checksumOf({ table, known }: KeptLogits): Promise<string> {
  const bytes = new Uint8Array(table.byteLength + known.byteLength);
  bytes.set(new Uint8Array(table.buffer, table.byteOffset, table.byteLength));
  bytes.set(known, table.byteLength);
  return sha256(bytes);
}

/** A row of the database; undefined where it is not what was put away. */
function readAnswers(row: unknown, rows: number, classes: number): Row | undefined {
  const schema = v.pipe(
    v.object({
      table: v.pipe(v.instance(Float32Array), v.length(rows * classes)),
      known: v.pipe(v.instance(Uint8Array), v.length(rows)),
      msPerImage: v.optional(v.pipe(v.number(), v.finite(), v.minValue(0))),
      sha256: v.optional(v.string()),
    }),
    v.check(({ table }) => table.every(Number.isFinite)),
    v.check(({ known }) => known.every((flag) => flag === 0 || flag === 1)),
  );
  const read = v.safeParse(schema, row);
  return read.success ? read.output : undefined;
}
