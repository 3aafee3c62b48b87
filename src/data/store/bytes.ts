/**
 * Named bytes that outlast the visit, in files of the page's own (the origin private file system).
 */
export interface ByteStore {
  /** A name is written once: what is kept instead of it gets another, see `keptFiles.ts`. */
  put(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Undefined where there are none of that name. */
  get(name: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  remove(name: string): Promise<void>;
  names(): Promise<readonly string[]>;
}

const directoryName = 'distillation-lab';

/** The page's own files, or undefined where the browser has none (an insecure address, some private windows). */
export async function openFiles(): Promise<ByteStore | undefined> {
  let directory: FileSystemDirectoryHandle;
  try {
    const root = await navigator.storage.getDirectory();
    directory = await root.getDirectoryHandle(directoryName, { create: true });
  } catch {
    return undefined;
  }
  return {
    async put(name, bytes) {
      await write(await directory.getFileHandle(name, { create: true }), bytes);
    },
    async get(name) {
      try {
        const file = await (await directory.getFileHandle(name)).getFile();
        return new Uint8Array(await file.arrayBuffer());
      } catch (reason) {
        if (isMissing(reason)) return undefined;
        throw reason;
      }
    },
    async remove(name) {
      try {
        await directory.removeEntry(name);
      } catch (reason) {
        if (!isMissing(reason)) throw reason;
      }
    },
    async names() {
      const names: string[] = [];
      for await (const name of directory.keys()) names.push(name);
      return names;
    },
  };
}

function isMissing(reason: unknown): boolean {
  return reason instanceof DOMException && reason.name === 'NotFoundError';
}

/** Workers have synchronous handles (the only way to write in older Safari); the page thread has streams. */
async function write(file: FileSystemFileHandle, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  if (typeof FileSystemSyncAccessHandle === 'function') {
    const handle = await file.createSyncAccessHandle();
    try {
      handle.truncate(0);
      // Where there is no room, some browsers throw and others write less.
      const written = handle.write(bytes, { at: 0 });
      if (written !== bytes.length) throw new DOMException('written in part', 'QuotaExceededError');
      handle.flush();
    } finally {
      handle.close();
    }
    return;
  }
  const stream = await file.createWritable();
  await stream.write(bytes);
  await stream.close();
}

/** Those whose names begin so, by the rest of their names. */
export function prefixed(all: ByteStore, prefix: string): ByteStore {
  return {
    put: (name, bytes) => all.put(prefix + name, bytes),
    get: (name) => all.get(prefix + name),
    remove: (name) => all.remove(prefix + name),
    names: async () =>
      (await all.names()).flatMap((name) => (name.startsWith(prefix) ? name.slice(prefix.length) : [])),
  };
}
