import { describe, expect, it } from 'vitest';
import { extentOf } from './extent.ts';

const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const extent = (...parts: readonly (string | Uint8Array)[]) =>
  extentOf(new Blob(parts.map((part) => (typeof part === 'string' ? bytes(part) : new Uint8Array(part)))));

/** A segment of a JPEG of 65,533 bytes and its length. */
const longSegment = (marker: string) => `\xff${marker}\xff\xff${'x'.repeat(65_533)}`;
const jpegStart = '\xff\xd8\xff\xe0\0\x04JF\xff\xff\xdb\0\x03x\xff\xc4\0\x03x';
const frame = '\xff\xc0\0\x11\b\x03\xe8\x07\xd0\x03';

const big = (value: number, length = 4) =>
  Array.from({ length }, (_, i) =>
    String.fromCharCode(Math.floor(value / 256 ** (length - 1 - i)) % 256),
  ).join('');
const box = (type: string, content: string) => `${big(8 + content.length)}${type}${content}`;
const ispe = (width: number, height: number) => box('ispe', `\0\0\0\0${big(width)}${big(height)}`);
const meta = (...properties: readonly string[]) =>
  box('meta', `\0\0\0\0${box('hdlr', 'x'.repeat(24))}${box('iprp', box('ipco', properties.join('')))}`);
const ftyp = (brand: string) => box('ftyp', `${brand}\0\0\0\0mif1`);

describe('extentOf', () => {
  it('reads a PNG’s header', async () => {
    const png = '\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xea\x60\0\0\xc3\x50\b\x02\0\0\0';
    expect(await extent(png)).toEqual({ width: 60_000, height: 50_000 });
  });

  it('reads a JPEG’s frame header behind other segments', async () => {
    for (const marker of ['\xff\xc0', '\xff\xc2']) {
      expect(await extent(`${jpegStart}${marker}\0\x11\b\x03\xe8\x07\xd0\x03`)).toEqual({
        width: 2000,
        height: 1000,
      });
    }
    expect(await extent(`${jpegStart}\xff\xda\0\x02`)).toBeUndefined();
  });

  it('reads a JPEG’s frame header however far behind it is, and little else of the file', async () => {
    for (const segments of [5, 40]) {
      const blob = new Blob(
        [jpegStart, longSegment('\xef').repeat(segments), frame].map((part) => bytes(part)),
      );
      let read = 0;
      const slice = blob.slice.bind(blob);
      blob.slice = (from = 0, to = blob.size) => {
        read += Math.min(to, blob.size) - from;
        return slice(from, to);
      };
      expect(await extentOf(blob)).toEqual({ width: 2000, height: 1000 });
      expect(read).toBeLessThan((segments + 2) * 4096);
    }
  });

  it.each(['\0', '\xff', '\xff\0', '\xff\xd0'])(
    'gives a JPEG up in which much lies between segments',
    async (lost) => {
      expect(await extent(jpegStart, lost.repeat(70_000), frame)).toBeUndefined();
    },
  );

  it('skips what decoders skip between a JPEG’s segments', async () => {
    expect(await extent(jpegStart, `abc\xff\0d${'\0'.repeat(9000)}`, frame)).toEqual({
      width: 2000,
      height: 1000,
    });
  });

  it('reads the three kinds of WebP', async () => {
    const start = 'RIFF\0\0\0\0WEBP';
    expect(await extent(`${start}VP8X\x0a\0\0\0\0\0\0\0\xff\xff\x01\x0f\x27\0`)).toEqual({
      width: 131_072,
      height: 10_000,
    });
    // 14 bits of width − 1, then of height − 1: 299 + 199·2¹⁴ = 0x0031c12b.
    expect(await extent(`${start}VP8L\0\0\0\0\x2f\x2b\xc1\x31\0`)).toEqual({ width: 300, height: 200 });
    expect(await extent(`${start}VP8 \0\0\0\0\0\0\0\x9d\x01\x2a\x2c\x01\xc8\0`)).toEqual({
      width: 300,
      height: 200,
    });
  });

  it('reads a BMP, also from the top and of OS/2', async () => {
    const start = `BM${'\0'.repeat(12)}`;
    expect(await extent(`${start}\x28\0\0\0\x2c\x01\0\0\x38\xff\xff\xff`)).toEqual({
      width: 300,
      height: 200,
    });
    expect(await extent(`${start}\x0c\0\0\0\x2c\x01\xc8\0`)).toEqual({ width: 300, height: 200 });
  });

  it('reads a GIF’s screen, and its first picture where that is larger', async () => {
    const screen = 'GIF89a\x2c\x01\xc8\0\x80\0\0';
    const rest = `${'x'.repeat(6)}\x21\xff\x03abc\x02de\0\x21\xf9\x04abcd\0`;
    expect(await extent(`${screen}${rest}\x2c\0\0\0\0\x0a\0\x0a\0\0`)).toEqual({ width: 300, height: 200 });
    expect(await extent(`${screen}${rest}\x2c\x01\0\0\0\xff\xff\xff\xff\0`)).toEqual({
      width: 65_536,
      height: 65_535,
    });
  });

  it('reads an AVIF or HEIC: the largest picture of all that it describes, wherever its boxes are', async () => {
    const picture = meta(ispe(512, 512), box('pixi', 'x'), ispe(20_000, 10_000), ispe(160, 120));
    for (const brand of ['avif', 'heic']) {
      expect(await extent(`${ftyp(brand)}${picture}`)).toEqual({ width: 20_000, height: 10_000 });
      const mdat = box('mdat', 'x'.repeat(300_000));
      expect(await extent(`${ftyp(brand)}${mdat}${picture}`)).toEqual({ width: 20_000, height: 10_000 });
    }
    // A box of 64-bit length, and one to the end of the file.
    const content = picture.slice(8);
    expect(await extent(ftyp('avif'), `${big(1)}meta${big(16 + content.length, 8)}`, content)).toEqual({
      width: 20_000,
      height: 10_000,
    });
    expect(await extent(ftyp('avif'), `${big(0)}meta`, content)).toEqual({ width: 20_000, height: 10_000 });
  });

  it('reads an AVIF sequence, whose size its track has', async () => {
    // Numbers of 16 bits before the point and 16 behind it.
    const header = box('tkhd', `\0\0\0\0${'x'.repeat(72)}${big(300 * 65_536)}${big(200 * 65_536)}`);
    expect(await extent(`${ftyp('avis')}${box('moov', box('trak', header))}`)).toEqual({
      width: 300,
      height: 200,
    });
  });

  it('does not guess', async () => {
    const png = '\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xea';
    const endless = `${big(8)}free`.repeat(5000);
    for (const text of [
      ...[
        '',
        'B',
        png,
        '\xff\xd8',
        '\xff\xd8\xff\xe0\xff\xff',
        'a text of some length',
        'GIF89a',
        ftyp('avif'),
      ],
      ...[`${ftyp('avif')}${endless}`, `${ftyp('avif')}${big(4)}meta`, `\xff\xd8${'\0'.repeat(70_000)}`],
    ]) {
      expect(await extent(text)).toBeUndefined();
    }
  });
});
