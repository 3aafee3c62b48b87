/**
 * The directory of a ZIP archive (APPNOTE 6.3, with ZIP64): where each entry's bytes lie, so that they can be read one at a
 * time. What an archive claims of itself is checked against where its bytes are: entries lie behind one another, before the
 * directory.
 */
import { inEnglish, type Said, words } from '../../lang/sentence.ts';

/** An archive that is none, or damaged. */
export class BrokenZip extends Error {
  /** What is wrong with it, after "cannot be read:". */
  readonly why: Said;
  constructor(why: Said) {
    super(inEnglish(why));
    this.why = why;
  }
}

/** Bytes of an archive, `from` … `to − 1`. */
interface Archive {
  readonly size: number;
  read(from: number, to: number): Promise<Uint8Array>;
}

export interface ZipEntry {
  readonly name: string;
  /** How its bytes are packed: 0 as they are, 8 deflated. */
  readonly method: number;
  /** Of its bytes as they lie in the archive. */
  readonly packedSize: number;
  /** What the archive claims of its bytes once unpacked. */
  readonly size: number;
  /** CRC-32 of its bytes once unpacked; undefined where the archive was written without any. */
  readonly checksum: number | undefined;
  /** Where its bytes begin: behind a header of their own, whose length only that header knows. @throws BrokenZip */
  start(): Promise<number>;
}

/** @param detail for whoever mends the program that wrote it: technical, and in English everywhere. */
export const damagedZip = (detail: string) => new BrokenZip(words`it is damaged (${detail})`);

const endSize = 22;
const longestComment = 65_535;
/** A directory of more, a hundred thousand entries and up, would be of no model. */
const largestDirectory = 16 * 2 ** 20;
const entryHeader = 46;
const localHeader = 30;

const signatures = {
  end: 0x06054b50,
  end64: 0x06064b50,
  locator64: 0x07064b50,
  entry: 0x02014b50,
  local: 0x04034b50,
};

export const isZip = (head: Uint8Array) =>
  head[0] === 0x50 && head[1] === 0x4b && head[2] === 0x03 && head[3] === 0x04;

/** @throws BrokenZip where it is no whole archive, or its entries overlap. */
export async function readZipDirectory(archive: Archive): Promise<ReadonlyMap<string, ZipEntry>> {
  const { count, size, offset } = await findDirectory(archive);
  if (size > largestDirectory || offset + size > archive.size) {
    throw damagedZip('its table of contents lies outside of the file');
  }
  const bytes = await archive.read(offset, offset + size);
  const view = viewOf(bytes);
  const found: Found[] = [];
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (at + entryHeader > size || view.getUint32(at, true) !== signatures.entry) {
      throw damagedZip('its table of contents is damaged');
    }
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const commentLength = view.getUint16(at + 32, true);
    const nameEnd = at + entryHeader + nameLength;
    const next = nameEnd + extraLength + commentLength;
    if (next > size) throw damagedZip('its table of contents is damaged');
    const [length, packedSize, header] = widened(bytes.subarray(nameEnd, nameEnd + extraLength), [
      view.getUint32(at + 24, true),
      view.getUint32(at + 20, true),
      view.getUint32(at + 42, true),
    ]);
    found.push({
      name: new TextDecoder().decode(bytes.subarray(at + entryHeader, nameEnd)),
      method: view.getUint16(at + 10, true),
      ...{ packedSize, size: length, header },
      checksum: view.getUint32(at + 16, true),
      leastEnd: header + localHeader + nameLength + packedSize,
    });
    at = next;
  }
  refuseOverlaps(found, offset);
  // `torch.serialization.set_crc32_options(False)` leaves every checksum at nought.
  const isChecked = found.some(({ checksum }) => checksum !== 0);
  return new Map(
    found.map(({ header, leastEnd: _, checksum, ...entry }) => [
      entry.name,
      { ...entry, checksum: isChecked ? checksum : undefined, start: () => startOf(archive, header, entry) },
    ]),
  );
}

interface Found extends Omit<ZipEntry, 'start'> {
  readonly checksum: number;
  /** Where its own header begins. */
  readonly header: number;
  /** Its bytes do not end before. */
  readonly leastEnd: number;
}

/** A few bytes that many entries claim would unpack to any amount. */
function refuseOverlaps(entries: readonly Found[], directory: number): void {
  let reached = 0;
  for (const { header, leastEnd } of entries.toSorted((a, b) => a.header - b.header)) {
    if (header < reached) throw damagedZip('its parts overlap');
    reached = leastEnd;
  }
  if (reached > directory) throw damagedZip('its parts overlap its table of contents');
}

async function findDirectory(archive: Archive) {
  const tailStart = Math.max(0, archive.size - endSize - longestComment);
  const tail = await archive.read(tailStart, archive.size);
  const view = viewOf(tail);
  for (let at = tail.length - endSize; at >= 0; at--) {
    if (view.getUint32(at, true) !== signatures.end) continue;
    const found = {
      count: view.getUint16(at + 10, true),
      size: view.getUint32(at + 12, true),
      offset: view.getUint32(at + 16, true),
    };
    const locator = at - 20;
    if (locator < 0 || view.getUint32(locator, true) !== signatures.locator64) return found;
    const place = Number(view.getBigUint64(locator + 8, true));
    if (place + 56 > archive.size) throw damagedZip('its table of contents lies outside of the file');
    const wide = viewOf(await archive.read(place, place + 56));
    if (wide.getUint32(0, true) !== signatures.end64) throw damagedZip('its table of contents is damaged');
    return {
      count: Number(wide.getBigUint64(32, true)),
      size: Number(wide.getBigUint64(40, true)),
      offset: Number(wide.getBigUint64(48, true)),
    };
  }
  throw new BrokenZip(words`it has no table of contents: the file is cut off`);
}

/** Lengths of 2^32 − 1 stand, in order, in the extra field of ZIP64. */
function widened(extra: Uint8Array, narrow: readonly [number, number, number]): [number, number, number] {
  const view = viewOf(extra);
  const wide: number[] = [];
  for (let at = 0; at + 4 <= extra.length; ) {
    const length = view.getUint16(at + 2, true);
    if (view.getUint16(at, true) === 1) {
      for (let i = at + 4; i + 8 <= Math.min(extra.length, at + 4 + length); i += 8) {
        wide.push(Number(view.getBigUint64(i, true)));
      }
    }
    at += 4 + length;
  }
  const [a, b, c] = narrow.map((value) => (value === 0xffff_ffff ? (wide.shift() ?? value) : value));
  return [a ?? 0, b ?? 0, c ?? 0];
}

async function startOf(
  archive: Archive,
  header: number,
  { name, packedSize }: Pick<ZipEntry, 'name' | 'packedSize'>,
): Promise<number> {
  const view = viewOf(await archive.read(header, header + localHeader));
  if (view.getUint32(0, true) !== signatures.local)
    throw damagedZip(`the header of its part ${shortened(name)} is damaged`);
  const start = header + localHeader + view.getUint16(26, true) + view.getUint16(28, true);
  if (start + packedSize > archive.size)
    throw damagedZip(`its part ${shortened(name)} lies outside of the file`);
  return start;
}

const shortened = (name: string) => name.slice(0, 60);

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
