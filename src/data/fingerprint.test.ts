import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fingerprintOf, fingerprintOfArrays } from './fingerprint.ts';

const file = (path: string, text: string) => ({ path, blob: new Blob([text]) });
const sha = (text: string) => createHash('sha256').update(text).digest('hex');

describe('fingerprintOf', () => {
  const files = [
    file('train/ants/1.jpg', 'one'),
    file('train/bees/2.jpg', 'two'),
    file('val/ants/3.jpg', 'three'),
  ];

  it('is the beginning of SHA-256 over paths and digests in path order', async () => {
    const lines = [
      `train/ants/1.jpg\0${sha('one')}\n`,
      `train/bees/2.jpg\0${sha('two')}\n`,
      `val/ants/3.jpg\0${sha('three')}\n`,
    ];
    expect(await fingerprintOf(files)).toBe(sha(lines.join('')).slice(0, 16));
  });

  it('does not depend on the order', async () => {
    expect(await fingerprintOf([...files].reverse())).toBe(await fingerprintOf(files));
  });

  it('depends on how the same files are read, where that is not the usual way', async () => {
    const usual = await fingerprintOf(files);
    expect(await fingerprintOf(files, undefined, undefined)).toBe(usual);
    expect(await fingerprintOf(files, undefined, 'Training')).not.toBe(usual);
  });

  it('depends on split, class, name and bytes', async () => {
    const rest = files.slice(1);
    const changed = [
      file('val/ants/1.jpg', 'one'),
      file('train/bees/1.jpg', 'one'),
      file('train/ants/9.jpg', 'one'),
      file('train/ants/1.jpg', 'eno'),
    ];
    const prints = await Promise.all(
      [files, ...changed.map((other) => [other, ...rest])].map((list) => fingerprintOf(list)),
    );
    expect(new Set(prints).size).toBe(5);
  });

  it('says which file cannot be read', async () => {
    const blob = new Blob(['x']);
    blob.arrayBuffer = () => Promise.reject(new Error('gone'));
    await expect(fingerprintOf([{ path: 'ants/gone.jpg', blob }])).rejects.toMatchObject({
      problem: { code: 'file-unreadable' },
      message: expect.stringContaining('ants/gone.jpg'),
    });
  });
});

describe('fingerprintOfArrays', () => {
  const weights = { name: 'fc.weight 2,1', values: Float32Array.of(0.5, -1) };
  const bias = { name: 'fc.bias 1', values: Float32Array.of(2) };

  it('is the beginning of SHA-256 over names and digests of bytes, little-endian', async () => {
    const digest = (hex: string) => createHash('sha256').update(Buffer.from(hex, 'hex')).digest('hex');
    // 0.5 is 3f000000, -1 is bf800000 and 2 is 40000000 in IEEE 754.
    const lines = `fc.weight 2,1\0${digest('0000003f000080bf')}\nfc.bias 1\0${digest('00000040')}\n`;
    expect(await fingerprintOfArrays([weights, bias])).toBe(sha(lines).slice(0, 16));
  });

  it('reads no further than the array reaches, in shared memory too', async () => {
    const shared = new Float32Array(new SharedArrayBuffer(16), 4, 2);
    shared.set([0.5, -1]);
    expect(await fingerprintOfArrays([{ ...weights, values: shared }])).toBe(
      await fingerprintOfArrays([weights]),
    );
  });
});
