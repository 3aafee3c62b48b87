import { describe, expect, it } from 'vitest';
import { extentOf } from './extent.ts';

const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

describe('extentOf', () => {
  it('reads a PNG’s header', () => {
    const png = bytes('\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xea\x60\0\0\xc3\x50\b\x02\0\0\0');
    expect(extentOf(png)).toEqual({ width: 60_000, height: 50_000 });
  });

  it('reads a JPEG’s frame header behind other segments', () => {
    const before = '\xff\xd8\xff\xe0\0\x04JF\xff\xff\xdb\0\x03x\xff\xc4\0\x03x';
    for (const frame of ['\xff\xc0', '\xff\xc2']) {
      expect(extentOf(bytes(`${before}${frame}\0\x11\b\x03\xe8\x07\xd0\x03`))).toEqual({
        width: 2000,
        height: 1000,
      });
    }
    expect(extentOf(bytes(`${before}\xff\xda\0\x02`))).toBeUndefined();
  });

  it('reads the three kinds of WebP', () => {
    const start = 'RIFF\0\0\0\0WEBP';
    const extended = bytes(`${start}VP8X\x0a\0\0\0\0\0\0\0\xff\xff\x01\x0f\x27\0`);
    expect(extentOf(extended)).toEqual({ width: 131_072, height: 10_000 });
    // 14 bits of width − 1, then of height − 1: 299 + 199·2¹⁴ = 0x0031c12b.
    const lossless = bytes(`${start}VP8L\0\0\0\0\x2f\x2b\xc1\x31\0`);
    expect(extentOf(lossless)).toEqual({ width: 300, height: 200 });
    const lossy = bytes(`${start}VP8 \0\0\0\0\0\0\0\x9d\x01\x2a\x2c\x01\xc8\0`);
    expect(extentOf(lossy)).toEqual({ width: 300, height: 200 });
  });

  it('reads a BMP, also from the top and of OS/2', () => {
    const start = `BM${'\0'.repeat(12)}`;
    const upsideDown = bytes(`${start}\x28\0\0\0\x2c\x01\0\0\x38\xff\xff\xff`);
    expect(extentOf(upsideDown)).toEqual({ width: 300, height: 200 });
    expect(extentOf(bytes(`${start}\x0c\0\0\0\x2c\x01\xc8\0`))).toEqual({ width: 300, height: 200 });
  });

  it('does not guess', () => {
    const png = '\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xea';
    for (const text of ['', 'B', png, '\xff\xd8', '\xff\xd8\xff\xe0\xff\xff', 'a text of some length'])
      expect(extentOf(bytes(text))).toBeUndefined();
  });
});
