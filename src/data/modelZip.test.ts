import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { zipOf } from './modelZip.ts';

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
