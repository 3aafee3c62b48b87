import { constants, crc32, deflateRawSync } from 'node:zlib';
import { unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { filesInZip, zipOf } from './modelZip.ts';

describe('zipOf', () => {
  it('holds every file under its path, as it was', () => {
    const weights = Uint8Array.from({ length: 70_000 }, (_, i) => (i * 7919) % 251);
    const files = new Map([
      ['student/model.json', new TextEncoder().encode('{"é":1}')],
      ['student/weights.bin', weights],
      ['empty', new Uint8Array()],
    ]);
    const zipped = zipOf(files);
    expect(new Map(Object.entries(unzipSync(zipped)))).toEqual(files);
    // Stored, so hardly longer than what is in it.
    expect(zipped.length - weights.length).toBeLessThan(500);
    expect([...zipped.subarray(0, 4)]).toEqual([0x50, 0x4b, 3, 4]);
  });
});

const open = (bytes: Uint8Array<ArrayBuffer>, budget?: number) =>
  filesInZip(new Blob([bytes]), 'm.zip', budget);

async function contents(files: Awaited<ReturnType<typeof filesInZip>>): Promise<Record<string, Uint8Array>> {
  const read = files.map(async ({ path, blob }) => [path, new Uint8Array(await blob.arrayBuffer())]);
  return Object.fromEntries(await Promise.all(read));
}

/** Where the directory's entries begin, in the order of the archive. */
function entriesOf(zip: Uint8Array): readonly number[] {
  const found: number[] = [];
  for (let at = Buffer.from(zip).indexOf('PK\x01\x02'); at >= 0; ) {
    found.push(at);
    at = Buffer.from(zip).indexOf('PK\x01\x02', at + 4);
  }
  return found;
}

/** One entry of so many megabytes of noughts, packed: they are never in memory as a whole. */
function packedNoughts(megabytes: number): Uint8Array<ArrayBuffer> {
  const noughts = Buffer.alloc(2 ** 20);
  // Ends at a byte and without the mark of a last block, so that any number may follow one another.
  const block = deflateRawSync(noughts, { finishFlush: constants.Z_FULL_FLUSH });
  const packed = Buffer.concat([...Array.from({ length: megabytes }, () => block), Buffer.from([3, 0])]);
  const zip = zipSync({ a: new Uint8Array(packed) }, { level: 0 });
  const view = new DataView(zip.buffer);
  const [entry = 0] = entriesOf(zip);
  let sum = 0;
  for (let i = 0; i < megabytes; i++) sum = crc32(noughts, sum);
  view.setUint16(entry + 10, 8, true);
  view.setUint32(entry + 16, sum, true);
  view.setUint32(entry + 24, megabytes * 2 ** 20, true);
  return zip;
}

/** The most that the process ever held, in MB. */
const peak = () => process.resourceUsage().maxRSS / 1024;

describe('filesInZip', () => {
  const weights = Uint8Array.from({ length: 100_000 }, (_, i) => (i >> 3) % 251);
  const text = new TextEncoder().encode('{"é":1}');
  const files = { 'model/weights.bin': weights, 'model/model.json': text };

  it('gives back what was put in, packed or not; folders are no files', async () => {
    for (const level of [0, 6] as const) {
      expect(
        await contents(await open(zipSync({ ...files, 'model/': new Uint8Array() }, { level }))),
      ).toEqual(files);
    }
  });

  it('refuses what is no zip, is cut off, packed otherwise, or has a flipped bit', async () => {
    const zip = zipSync(files, { level: 0 });
    await expect(open(new Uint8Array(100))).rejects.toThrow('m.zip is no zip file');
    await expect(open(zip.slice(0, 3000))).rejects.toThrow('m.zip is no zip file');
    const otherwise = zip.slice();
    otherwise[(entriesOf(zip)[0] ?? 0) + 10] = 12;
    await expect(open(otherwise)).rejects.toThrow('m.zip is no zip file');
    for (const level of [0, 6] as const) {
      const damaged = zipSync(files, { level });
      damaged[(2000 / (level + 1)) | 0] = 255 - (damaged[(2000 / (level + 1)) | 0] ?? 0);
      await expect(open(damaged)).rejects.toThrow('m.zip is no zip file');
    }
  });

  it('refuses more than its budget by what the archive promises, before any of it is unpacked', async () => {
    const promising = zipSync(files, { level: 6 });
    const [first = 0] = entriesOf(promising);
    new DataView(promising.buffer).setUint32(first + 24, 0x7fffffff, true);
    await expect(open(promising)).rejects.toThrow('m.zip holds more than 1024 MB once unpacked');
    await expect(open(zipSync(files, { level: 6 }), 90_000)).rejects.toThrow('m.zip holds more than');
  });

  it('stops where more comes out than the archive promises, whatever the ratio', async () => {
    const zip = packedNoughts(900);
    const [entry = 0] = entriesOf(zip);
    new DataView(zip.buffer).setUint32(entry + 24, 100, true);
    const before = peak();
    await expect(open(zip)).rejects.toThrow('m.zip is no zip file');
    expect(peak() - before).toBeLessThan(100);
  });

  it('holds what it unpacks once only', async () => {
    const zip = packedNoughts(100);
    const before = peak();
    const [unpacked] = await open(zip);
    expect(unpacked?.blob.size).toBe(100 * 2 ** 20);
    expect(peak() - before).toBeLessThan(220);
  });

  it('refuses entries that share their bytes', async () => {
    const zip = zipSync({ a: weights, b: weights }, { level: 6 });
    const [a = 0, b = 0] = entriesOf(zip);
    const view = new DataView(zip.buffer);
    view.setUint32(b + 42, view.getUint32(a + 42, true), true);
    await expect(open(zip)).rejects.toThrow('m.zip is no zip file');
  });

  it('unpacks no archive in an archive, so that one that holds itself ends', async () => {
    const inner = zipSync(files);
    expect(await contents(await open(zipSync({ 'm.zip': inner })))).toEqual({ 'm.zip': inner });
  });
});
