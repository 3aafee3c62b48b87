import { unzipSync } from 'fflate';
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

describe('filesInZip', () => {
  it('gives back what was put in', async () => {
    const weights = Uint8Array.from({ length: 1000 }, (_, i) => i % 251);
    const files = filesInZip(zipOf(new Map([['model/weights.bin', weights]])), 'm.zip');
    expect(files.map(({ path }) => path)).toEqual(['model/weights.bin']);
    expect(new Uint8Array((await files[0]?.blob.arrayBuffer()) ?? new ArrayBuffer(0))).toEqual(weights);
  });

  it('refuses what is no zip, is cut off, or promises too much', () => {
    const zip = zipOf(new Map([['a', new Uint8Array(5000)]]));
    expect(() => filesInZip(new Uint8Array(100), 'm.zip')).toThrow('m.zip is no zip file');
    expect(() => filesInZip(zip.slice(0, 3000), 'm.zip')).toThrow('m.zip is no zip file');
    const promising = zip.slice();
    const directory = promising.length - 22 - 46 - 1;
    new DataView(promising.buffer).setUint32(directory + 24, 0x7fffffff, true);
    expect(() => filesInZip(promising, 'm.zip')).toThrow('more than a gigabyte');
  });
});
