/**
 * Files packed for the wire, once each: a class opens the page over one Wi-Fi.
 */
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** @typedef {'br' | 'gzip'} Encoding */

const [makeBrotli, makeGzip] = [promisify(brotliCompress), promisify(gzip)];

/** Quality 11 would be a fourteenth smaller and take twenty times as long, on the first visit. */
const brotliOptions = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };

/**
 * The better of ours that the client takes.
 *
 * @param {string | undefined} accepted the header Accept-Encoding: https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3
 * @returns {Encoding | undefined}
 */
export function encodingFor(accepted = '') {
  /** @type {Map<string, number>} */
  const weights = new Map();
  for (const one of accepted.toLowerCase().split(',')) {
    const [name = '', ...parameters] = one.split(';').map((part) => part.trim());
    const weight = parameters.find((part) => part.startsWith('q='))?.slice(2);
    weights.set(name, weight === undefined ? 1 : Number(weight));
  }
  const takes = (/** @type {Encoding} */ name) => (weights.get(name) ?? weights.get('*') ?? 0) > 0;
  if (takes('br')) return 'br';
  return takes('gzip') ? 'gzip' : undefined;
}

/**
 * @returns a function that packs a file, or gives what it made of the same file before.
 */
export function createPacker() {
  /** @type {Map<string, { stamp: string, content: Promise<Buffer> }>} */
  const kept = new Map();
  /**
   * @param {string} file
   * @param {Encoding} encoding
   * @param {import('node:fs').Stats} stats of the file: changed, it is packed anew
   * @returns {Promise<Buffer>} rejected where the file cannot be read
   */
  return (file, encoding, stats) => {
    const key = `${encoding} ${file}`;
    const stamp = `${stats.mtimeMs} ${stats.size}`;
    const found = kept.get(key);
    if (found?.stamp === stamp) return found.content;
    const content = readFile(file).then((plain) =>
      encoding === 'br' ? makeBrotli(plain, brotliOptions) : makeGzip(plain, { level: 9 }),
    );
    content.catch(() => kept.delete(key));
    kept.set(key, { stamp, content });
    return content;
  };
}
