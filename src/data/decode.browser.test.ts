import { describe, expect, it } from 'vitest';
import { inEnglish } from '../lang/sentence.ts';
import { decodeFiles } from './decode.ts';
import type { LabelledFile } from './sources/folder.ts';

type Draw = (context: OffscreenCanvasRenderingContext2D) => void;

async function picture(width: number, height: number, type: string, draw: Draw): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  draw(context);
  return canvas.convertToBlob({ type, quality: 1 });
}

/** Red, green, blue and white quarters, clockwise from the upper left. */
const quarters =
  (width: number, height: number): Draw =>
  (context) => {
    const colours = ['#f00', '#0f0', '#fff', '#00f'];
    colours.forEach((colour, i) => {
      context.fillStyle = colour;
      const right = i === 1 || i === 2;
      context.fillRect(right ? width / 2 : 0, i >= 2 ? height / 2 : 0, width / 2, height / 2);
    });
  };

const labelled = (blobs: Record<string, Blob>): LabelledFile[] =>
  Object.entries(blobs).map(([path, blob]) => ({ path, className: 'a', blob }));

async function decode(blobs: Record<string, Blob>, size: number, share = 1) {
  const { pictures, ...decoded } = await decodeFiles(
    labelled(blobs),
    [{ kind: 'centre', size, share }],
    () => undefined,
  );
  return { ...decoded, pixels: pictures[0].pixels };
}

/** The pixel at (x, y) of image `index`, each channel rounded to 0, 128 or 255: JPEG is not exact. */
function colourAt(
  { pixels }: { readonly pixels: Uint8Array },
  size: number,
  x: number,
  y: number,
  index = 0,
): string {
  const at = 3 * ((index * size + y) * size + x);
  return Array.from(pixels.subarray(at, at + 3), (value) => Math.round(value / 127.5)).join('');
}

/** A JPEG with an EXIF block that holds one tag, the orientation, put in behind the start marker. */
async function withOrientation(jpeg: Blob, orientation: number): Promise<Blob> {
  // TIFF header (little-endian, first directory at 8), one entry: tag 0x0112, type SHORT, count 1.
  const tiff = [
    0x49,
    0x49,
    0x2a,
    0,
    8,
    0,
    0,
    0,
    1,
    0,
    0x12,
    0x01,
    3,
    0,
    1,
    0,
    0,
    0,
    orientation,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
  ];
  const body = [0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff];
  const bytes = new Uint8Array(await jpeg.arrayBuffer());
  return new Blob([
    bytes.slice(0, 2),
    Uint8Array.of(0xff, 0xe1, 0, body.length + 2, ...body),
    bytes.slice(2),
  ]);
}

describe('decodeFiles', () => {
  it.each(['image/png', 'image/jpeg', 'image/webp'])('decodes %s', async (type) => {
    const decoded = await decode({ 'a/1': await picture(64, 64, type, quarters(64, 64)) }, 16);
    expect(decoded.files).toHaveLength(1);
    expect(decoded.pixels).toHaveLength(16 * 16 * 3);
    expect(colourAt(decoded, 16, 3, 3)).toBe('200');
    expect(colourAt(decoded, 16, 12, 3)).toBe('020');
    expect(colourAt(decoded, 16, 12, 12)).toBe('222');
    expect(colourAt(decoded, 16, 3, 12)).toBe('002');
  });

  it('turns a photograph as its EXIF orientation says', async () => {
    // 6: the camera was turned; the picture's first row is its right side. Upright, the upper left was the lower left.
    const blob = await withOrientation(await picture(64, 64, 'image/jpeg', quarters(64, 64)), 6);
    const decoded = await decode({ 'a/1.jpg': blob }, 16);
    expect(colourAt(decoded, 16, 3, 3)).toBe('002');
    expect(colourAt(decoded, 16, 12, 3)).toBe('200');
    expect(colourAt(decoded, 16, 12, 12)).toBe('020');
  });

  it('lays transparent pictures on white', async () => {
    const blob = await picture(20, 20, 'image/png', (context) => {
      context.fillStyle = '#00f';
      context.fillRect(0, 0, 10, 20);
    });
    const decoded = await decode({ 'a/1.png': blob }, 10);
    expect(colourAt(decoded, 10, 2, 5)).toBe('002');
    expect(colourAt(decoded, 10, 8, 5)).toBe('222');
  });

  it('keeps the middle of a long picture, large or small, without aliasing', async () => {
    for (const [width, height] of [
      [96, 32],
      [2401, 801],
    ] as const) {
      const blob = await picture(width, height, 'image/png', (context) => {
        context.fillStyle = '#f00';
        context.fillRect(0, 0, width, height);
        context.fillStyle = '#0f0';
        context.fillRect(width / 3, 0, width / 3, height);
      });
      const decoded = await decode({ 'a/1.png': blob }, 16);
      for (const x of [1, 8, 14]) expect(colourAt(decoded, 16, x, 8)).toBe('020');
    }
    const stripes = await picture(1024, 1024, 'image/png', (context) => {
      for (let x = 0; x < 1024; x += 2) context.fillRect(x, 0, 1, 1024);
      context.globalCompositeOperation = 'destination-over';
      context.fillStyle = '#fff';
      context.fillRect(0, 0, 1024, 1024);
    });
    const { pixels } = await decode({ 'a/1.png': stripes }, 24);
    expect(Math.min(...pixels)).toBeGreaterThan(124);
    expect(Math.max(...pixels)).toBeLessThan(131);
  });

  it('keeps the share of the short side that is asked for, resampled as torchvision does', async () => {
    // Grey columns 2x at x < 96, 32 high: a reduction of a ramp by 4 is the ramp, away from the picture's edges.
    const ramp = await picture(96, 32, 'image/png', (context) => {
      for (let x = 0; x < 96; x++) {
        context.fillStyle = `rgb(${2 * x} ${2 * x} ${2 * x})`;
        context.fillRect(x, 0, 1, 32);
      }
    });
    // A share of 7/8: the short side is resized to 8 / (7/8) → 9 and 8 of 9 are kept, 256/9 columns of 96 about 48.
    const { pixels } = await decode({ 'a/1.png': ramp }, 8, 0.875);
    const side = (32 * 8) / 9;
    const column = (i: number) => 48 - side / 2 + ((i + 0.5) * side) / 8;
    for (let y = 0; y < 8; y++) {
      for (let x = 0; x < 8; x++) {
        // Column c is grey 2c at its middle, c + 0.5.
        const expected = 2 * (column(x) - 0.5);
        expect(Math.abs((pixels[3 * (8 * y + x)] ?? 0) - expected)).toBeLessThan(0.75);
      }
    }
    // By hand: 48 − 14.222 + 1.778 = 35.556, less 0.5, twice: 70.1; the last 60.444 → 119.9.
    expect([pixels[0], pixels[21]]).toEqual([70, 120]);
  });

  it('makes several shapes of one picture, with its proportions', async () => {
    const wide = await picture(96, 32, 'image/png', quarters(96, 32));
    const tall = await picture(30, 60, 'image/png', quarters(30, 60));
    const { pictures, aspects, files } = await decodeFiles(
      labelled({ 'a/broken.png': wide.slice(0, 50), 'a/wide.png': wide, 'a/tall.png': tall }),
      [
        { kind: 'centre', size: 8, share: 1 },
        { kind: 'whole', size: 12 },
      ],
      () => undefined,
    );
    expect(files.map(({ path }) => path)).toEqual(['a/wide.png', 'a/tall.png']);
    expect([...aspects]).toEqual([3, 0.5]);
    const [centre, whole] = pictures;
    expect(centre.pixels).toHaveLength(2 * 8 * 8 * 3);
    expect(whole.pixels).toHaveLength(2 * 12 * 12 * 3);
    for (const index of [0, 1]) {
      // Squeezed, quarters stay quarters.
      expect(colourAt(whole, 12, 2, 2, index)).toBe('200');
      expect(colourAt(whole, 12, 9, 2, index)).toBe('020');
      expect(colourAt(whole, 12, 9, 9, index)).toBe('222');
      expect(colourAt(whole, 12, 2, 9, index)).toBe('002');
    }
  });

  it('does not decode a picture that promises too many pixels', async () => {
    const good = await picture(20, 20, 'image/png', quarters(20, 20));
    const bytes = new Uint8Array(await good.arrayBuffer());
    // Width and height follow the signature, the chunk's length and its name: 8 + 4 + 4 bytes.
    const view = new DataView(bytes.buffer);
    view.setUint32(16, 20_000);
    view.setUint32(20, 20_000);
    const decoded = await decode({ 'a/good.png': good, 'a/huge.png': new Blob([bytes]) }, 8);
    expect(decoded.files.map(({ path }) => path)).toEqual(['a/good.png']);
    expect(decoded.rejected.map((file) => ({ ...file, reason: inEnglish(file.reason) }))).toEqual([
      {
        path: 'a/huge.png',
        reason: expect.stringMatching(/^Its 20000 × 20000 pixels are more than the 100 million/),
      },
    ]);
  });

  it('does not decode a JPEG whose size stands behind any number of other segments', async () => {
    const jpeg = new Uint8Array(await (await picture(32, 32, 'image/jpeg', quarters(32, 32))).arrayBuffer());
    const segment = new Uint8Array(65_537);
    segment.set([0xff, 0xef, 0xff, 0xff]);
    const small = new Blob([jpeg.slice(0, 2), ...Array.from({ length: 5 }, () => segment), jpeg.slice(2)]);
    const promising = new Uint8Array(await small.arrayBuffer());
    // The frame header: its marker, length and precision, then height and width.
    const frame = promising.findIndex(
      (byte, i) => byte === 0xff && [0xc0, 0xc2].includes(promising[i + 1] ?? 0),
    );
    new DataView(promising.buffer).setUint32(frame + 5, (20_000 << 16) | 20_000);
    const decoded = await decode({ 'a/small.jpg': small, 'a/huge.jpg': new Blob([promising]) }, 8);
    expect(decoded.files.map(({ path }) => path)).toEqual(['a/small.jpg']);
    expect(decoded.rejected.map(({ reason }) => inEnglish(reason))).toEqual([
      expect.stringMatching(/^Its 20000 × 20000 pixels are more than the 100 million/),
    ]);
  });

  it('rejects what cannot be decoded and closes the gap', async () => {
    const good = await picture(32, 32, 'image/jpeg', quarters(32, 32));
    const bytes = new Uint8Array(await good.arrayBuffer());
    const broken = new Blob([Uint8Array.of(0xff, 0xd8, 0xff, 0xe0), bytes.slice(40, 90)]);
    const decoded = await decode(
      { 'a/broken.jpg': broken, 'a/good.jpg': good, 'a/text.avif': new Blob(['hello']) },
      8,
    );
    expect(decoded.files.map(({ path }) => path)).toEqual(['a/good.jpg']);
    expect(decoded.pixels).toHaveLength(8 * 8 * 3);
    expect(colourAt(decoded, 8, 1, 1)).toBe('200');
    expect(decoded.rejected.map(({ path }) => path)).toEqual(['a/broken.jpg', 'a/text.avif']);
    expect(inEnglish(decoded.rejected[0]?.reason ?? '')).toMatch(/damaged/);
    expect(inEnglish(decoded.rejected[1]?.reason ?? '')).toMatch(/AVIF/);
  });
});
