import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { plainSha256, sha256 } from './sha256.ts';

describe('sha256', () => {
  it('gives the digests of FIPS 180’s examples', async () => {
    const abc = new TextEncoder().encode('abc');
    const digest = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    expect(plainSha256(abc)).toBe(digest);
    expect(await sha256(abc)).toBe(digest);
    expect(plainSha256(new Uint8Array(0))).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
  });

  it('agrees with Node’s for every length around the block’s', () => {
    for (let length = 50; length < 140; length++) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 37 + length) % 256);
      expect(plainSha256(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'));
    }
  });
});
