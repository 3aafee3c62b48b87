/**
 * Folders of small pictures, written by hand: no library, no file from anywhere.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';

export type Colour = readonly [red: number, green: number, blue: number];

/** A PNG (RFC 2083) of one colour with a lighter diagonal, `size` pixels wide and high. */
export function png([red, green, blue]: Colour, size = 12): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  // Eight bits a channel, RGB, and the only compression, filters and interlacing that matter here.
  header.set([8, 2, 0, 0, 0], 8);
  const rows = Array.from({ length: size }, (_, y) => {
    const row = Buffer.alloc(1 + 3 * size);
    for (let x = 0; x < size; x++) row.set(x === y ? [255, 255, 255] : [red, green, blue], 1 + 3 * x);
    return row;
  });
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** A GIF89a of one pixel. */
export const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

/** `count` pictures of one colour, each a little different, so that no two files are equal. */
export function pictures(folder: string, count: number, [red, green, blue]: Colour): Record<string, Buffer> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, i) => [`${folder}/${i}.png`, png([red, green, (blue + i) % 256])]),
  );
}

/** Writes `files` (path → content) under `root`, and says where. */
export function writeFolder(root: string, files: Readonly<Record<string, Buffer | string>>): string {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}
