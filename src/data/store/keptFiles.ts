/**
 * Files that are whole or not there.
 *
 * Each is written under a new name beside what is there, and counts from the moment when a row of the database names it with
 * its size and SHA-256: a page that ends at any moment leaves the old file or the new one. Whatever no row names is removed
 * with the next writing. What is read is held against its row.
 */

import { sha256 } from '../../base/sha256.ts';
import { type Sentence, words } from '../../lang/sentence.ts';
import type { ByteStore } from './bytes.ts';

/** What a row says of its file. */
export interface KeptFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Rows of earlier releases say neither size nor checksum. */
export type NamedFile = KeptFile | { readonly name: string; readonly sha256?: undefined };

export type FileReading =
  | { readonly bytes: Uint8Array<ArrayBuffer> }
  /** What is wrong with it. */
  | { readonly damage: Sentence };

export interface KeptFiles {
  /** Writes a new file whose name begins with `stem`; a row has to name it before the next `tidy`. */
  write(stem: string, bytes: Uint8Array<ArrayBuffer>): Promise<KeptFile>;
  read(file: NamedFile): Promise<FileReading>;
  remove(name: string): Promise<void>;
  /** Of all files that are there, whether or not a row names them. */
  names(): Promise<ReadonlySet<string>>;
  /** Keeps a copy of a damaged file under a name that no row has, so that nothing is lost where it was wrongly taken for damaged; the last one only. */
  copyAside(name: string): Promise<void>;
  /** Removes every file that is not named and not aside. */
  tidy(named: ReadonlySet<string>): Promise<void>;
}

const aside = 'set-aside-';

export function keptFilesOn(store: ByteStore): KeptFiles {
  return {
    async write(stem, bytes) {
      const [random = 0] = crypto.getRandomValues(new Uint32Array(1));
      const name = `${stem}.${Date.now().toString(36)}${random.toString(36)}`;
      try {
        await store.put(name, bytes);
      } catch (reason) {
        await store.remove(name).catch(() => undefined);
        throw reason;
      }
      return keptFileOf(name, bytes);
    },
    async read(file) {
      const bytes = await store.get(file.name);
      if (!bytes) return { damage: words`Its file is missing.` };
      if (file.sha256 === undefined) return { bytes };
      if (bytes.length !== file.bytes) {
        return { damage: words`Its file has ${bytes.length} bytes instead of ${file.bytes}.` };
      }
      return (await sha256(bytes)) === file.sha256
        ? { bytes }
        : { damage: words`Its file has another checksum than when it was kept.` };
    },
    remove: (name) => store.remove(name),
    names: async () => new Set(await store.names()),
    async copyAside(name) {
      const bytes = await store.get(name);
      if (!bytes) return;
      for (const other of await store.names()) {
        if (other.startsWith(aside)) await store.remove(other);
      }
      await store.put(aside + name, bytes);
    },
    async tidy(named) {
      for (const name of await store.names()) {
        if (!named.has(name) && !name.startsWith(aside)) await store.remove(name);
      }
    },
  };
}

export async function keptFileOf(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<KeptFile> {
  return { name, bytes: bytes.length, sha256: await sha256(bytes) };
}

/**
 * Readers together, a writer alone, in all tabs: no tab removes the file that another has just written, or is reading.
 * Browsers without locks (insecure addresses) have no files either; their rows change whole.
 */
export async function holding<Value>(
  name: string,
  mode: 'shared' | 'exclusive',
  work: () => Promise<Value>,
): Promise<Value> {
  const locks: LockManager | undefined = globalThis.navigator?.locks;
  return locks ? locks.request(name, { mode }, work) : work();
}
