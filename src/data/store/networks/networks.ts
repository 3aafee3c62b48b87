/**
 * Networks that this browser keeps: every one that was trained, opened or made, as safetensors bytes under their SHA-256. They
 * are bounded in bytes: the longest untouched makes room, one that is pinned never.
 */

import { sha256 } from '../../../base/sha256.ts';
import type { Sentence } from '../../../lang/sentence.ts';
import { type KeptFiles, keptFileOf } from '../keptFiles.ts';
import { type Imported, type KeptNetwork, type NetworkAbout, readNetwork } from './rows.ts';

export type NetworkWeights =
  | { readonly bytes: Uint8Array<ArrayBuffer> }
  /** What is wrong with it; it is not to be used. */
  | { readonly damage: Sentence };

/** A network that was taken away, to be put back. */
export interface TakenNetwork {
  readonly network: KeptNetwork;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A network that came from elsewhere. */
export interface BroughtNetwork extends Pick<KeptNetwork, 'taught'> {
  readonly about: NetworkAbout;
  readonly createdAt: number;
  readonly imported: Imported;
  /** Digest of the index of the family that it came with. */
  readonly family?: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface Bringing {
  readonly outcome: 'added' | 'present' | 'no-room';
  readonly id: string;
  /** How many made room for it. */
  readonly gone: number;
}

export interface NetworkStore {
  /** Bytes of all that are kept: more is refused, or makes the longest untouched go. */
  readonly room: number;
  /** Those whose files are there; latest touched first. */
  list(): Promise<readonly KeptNetwork[]>;
  /** Those whose making `key` decided, see `MadeBy`; latest touched first. */
  madeBy(key: string): Promise<readonly KeptNetwork[]>;
  /** Those of the sweep of this link; latest touched first. */
  ofExperiment(link: string): Promise<readonly KeptNetwork[]>;
  /** What is known of it; undefined where it is not kept. */
  find(id: string): Promise<KeptNetwork | undefined>;
  /** Its safetensors file, held against its checksum; undefined where it is not kept. It counts as touched; one that is damaged is marked. */
  read(id: string): Promise<NetworkWeights | undefined>;
  /**
   * Keeps it. Bytes that are there already are kept once: what is told of them now counts, but they stay pinned.
   *
   * @returns undefined where it is larger than the room that pinned ones leave
   */
  put(about: NetworkAbout, bytes: Uint8Array<ArrayBuffer>): Promise<KeptNetwork | undefined>;
  /**
   * Keeps one that came from elsewhere, unless it is there already; what is told of that one stays.
   *
   * @param spared ids of those that make no room for it, beside the pinned ones
   */
  bring(network: BroughtNetwork, spared: ReadonlySet<string>): Promise<Bringing>;
  touch(id: string): Promise<void>;
  /** It was the teacher of this experiment; it counts as touched. */
  teaches(id: string, link: string): Promise<void>;
  /** Pins it, or unpins it. */
  keep(id: string, kept: boolean): Promise<void>;
  remove(id: string): Promise<void>;
  /** Removes all that are not pinned. @returns how many */
  removeUnpinned(): Promise<number>;
  /** Takes it away; undefined where it is not kept, or damaged. */
  take(id: string): Promise<TakenNetwork | undefined>;
  /** @returns whether there was room for it */
  putBack(taken: TakenNetwork): Promise<boolean>;
}

/** The index, a row each. */
export interface NetworkRows {
  all(): Promise<readonly unknown[]>;
  get(id: string): Promise<unknown>;
  madeBy(key: string): Promise<readonly unknown[]>;
  ofExperiment(link: string): Promise<readonly unknown[]>;
  put(row: KeptNetwork): Promise<void>;
  remove(id: string): Promise<void>;
}

/** Of experiments that one network taught. */
const mostTaught = 100;
const mostFamilies = 100;

/** Runs one change or reading, alone or beside other readings. */
export type Holding = <Value>(mode: 'shared' | 'exclusive', work: () => Promise<Value>) => Promise<Value>;

/**
 * @param room bytes of all that are kept
 * @param now milliseconds since 1970
 */
export function networkStore(
  rows: NetworkRows,
  files: KeptFiles,
  holding: Holding,
  room: number,
  now: () => number = Date.now,
): NetworkStore {
  const network = async (id: string) => readNetwork(await rows.get(id));
  const read = (given: readonly unknown[]) =>
    given.flatMap((row) => readNetwork(row) ?? []).sort((a, b) => b.touchedAt - a.touchedAt);
  const list = async () => read(await rows.all());

  async function change(id: string, changes: Partial<KeptNetwork>) {
    const before = await network(id);
    if (before) await rows.put({ ...before, ...changes });
  }

  async function remove({ id, file }: KeptNetwork) {
    await rows.remove(id);
    await files.remove(file.name);
  }

  /** @returns how many of the longest untouched made room for `bytes` more; undefined where there is none */
  async function makeRoom(
    bytes: number,
    own: string,
    spared: ReadonlySet<string> = new Set(),
  ): Promise<number | undefined> {
    const others = (await list()).filter(({ id }) => id !== own);
    const stays = ({ id, kept }: KeptNetwork) => kept || spared.has(id);
    const staying = others.filter(stays).reduce((sum, other) => sum + other.bytes, 0);
    if (staying + bytes > room) return undefined;
    let [taken, gone] = [staying + bytes, 0];
    for (const other of others) {
      if (stays(other)) continue;
      taken += other.bytes;
      if (taken <= room) continue;
      await remove(other);
      gone++;
    }
    return gone;
  }

  /** A file that no row names is what a page left that ended between the two. */
  async function write(row: Omit<KeptNetwork, 'file'>, bytes: Uint8Array<ArrayBuffer>) {
    const file = await files.write(row.id, bytes);
    const written: KeptNetwork = { ...row, file };
    await rows.put(written);
    // Nothing is lost by doing so the next time.
    await files.tidy(new Set((await list()).map((one) => one.file.name))).catch(() => undefined);
    return written;
  }

  return {
    room,
    list: () =>
      holding('shared', async () => {
        const there = await files.names();
        return (await list()).filter(({ file }) => there.has(file.name));
      }),
    madeBy: (key) => holding('shared', async () => read(await rows.madeBy(key))),
    ofExperiment: (link) => holding('shared', async () => read(await rows.ofExperiment(link))),
    find: (id) => holding('shared', () => network(id)),
    read: (id) =>
      holding('exclusive', async () => {
        const found = await network(id);
        if (!found) return undefined;
        const read = await files.read(found.file);
        if ('bytes' in read) await rows.put({ ...found, touchedAt: now(), damaged: undefined });
        else await rows.put({ ...found, damaged: true });
        return read;
      }),
    async put(about, bytes) {
      const id = await sha256(bytes);
      return holding('exclusive', async () => {
        const before = await network(id);
        const at = now();
        if (before) {
          const { createdAt, kept, file } = before;
          // What was made here is this browser’s own.
          const mine = { imported: undefined, damaged: undefined };
          const again = { ...before, ...about, ...mine, createdAt, kept, file, touchedAt: at };
          const damaged = 'damage' in (await files.read(file));
          if (damaged) return write(again, bytes);
          await rows.put(again);
          return again;
        }
        if ((await makeRoom(bytes.length, id)) === undefined) return undefined;
        return write({ ...about, id, createdAt: at, touchedAt: at, kept: false, bytes: bytes.length }, bytes);
      });
    },
    async bring({ about, bytes, family, ...told }, spared) {
      const id = await sha256(bytes);
      return holding('exclusive', async () => {
        const before = await network(id);
        const known = before?.families ?? [];
        const isNew = family !== undefined && !known.includes(family) && known.length < mostFamilies;
        const families = isNew ? [...known, family] : before?.families;
        const of = families === undefined ? {} : { families };
        if (before && 'bytes' in (await files.read(before.file))) {
          if (isNew) await rows.put({ ...before, ...of });
          return { outcome: 'present', id, gone: 0 };
        }
        const gone = await makeRoom(bytes.length, id, spared);
        if (gone === undefined) return { outcome: 'no-room', id, gone: 0 };
        const row = before
          ? { ...before, ...of, damaged: undefined }
          : { ...about, ...told, ...of, id, touchedAt: now(), kept: false, bytes: bytes.length };
        await write(row, bytes);
        return { outcome: before ? 'present' : 'added', id, gone };
      });
    },
    teaches: (id, link) =>
      holding('exclusive', async () => {
        const others = ((await network(id))?.taught ?? []).filter((one) => one !== link);
        await change(id, { taught: [...others, link].slice(-mostTaught), touchedAt: now() });
      }),
    touch: (id) => holding('exclusive', () => change(id, { touchedAt: now() })),
    keep: (id, kept) => holding('exclusive', () => change(id, { kept })),
    remove: (id) =>
      holding('exclusive', async () => {
        const found = await network(id);
        if (found) await remove(found);
      }),
    removeUnpinned: () =>
      holding('exclusive', async () => {
        const [there, going] = [await files.names(), (await list()).filter(({ kept }) => !kept)];
        for (const one of going) await remove(one);
        return going.filter(({ file }) => there.has(file.name)).length;
      }),
    take: (id) =>
      holding('exclusive', async () => {
        const found = await network(id);
        if (!found) return undefined;
        const read = await files.read(found.file);
        await remove(found);
        return 'bytes' in read ? { network: found, bytes: read.bytes } : undefined;
      }),
    putBack: ({ network: taken, bytes }) =>
      holding('exclusive', async () => {
        const { sha256: expected } = taken.file;
        if ((await keptFileOf('', bytes)).sha256 !== expected)
          throw new RangeError('other bytes than were taken');
        if ((await makeRoom(bytes.length, taken.id)) === undefined) return false;
        await write(taken, bytes);
        return true;
      }),
  };
}
