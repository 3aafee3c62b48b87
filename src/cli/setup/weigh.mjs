/**
 * What a first visit to the built page loads before anything can be drawn, chunk by chunk, against the budget.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Where the build says of which packages each chunk is made; `vite.config.ts` writes it. */
export const chunksFile = '.vite/chunks.json';

/** Bytes, gzipped; fonts come packed. */
export const budget = { script: 250_000, style: 30_000, font: 80_000, total: 350_000 };

/** What trains, what runs others’ networks and what draws charts comes after the first paint. */
const late = /^(@tensorflow\/|onnxruntime-|recharts$|victory-vendor$|d3-)/;

/** Where the catalogues of the languages are: each but English has a chunk of its own, and a reader loads one. */
const language = /^src\/ui\/text\/\w+$/;

/** @typedef {'document' | 'script' | 'style' | 'font'} Kind */
/**
 * @typedef {object} Part
 * @property {string} file from the page's folder
 * @property {Kind} kind
 * @property {number} bytes gzipped
 * @property {Readonly<Record<string, number>>} packages characters of each, before they are minified
 */

/**
 * The files that `index.html` names for its first paint, itself included, with their kinds.
 *
 * @param {string} html
 * @returns {{ file: string, kind: Kind }[]}
 */
export function firstFiles(html) {
  const tags = html.match(/<(?:script|link)\b[^>]*>/g) ?? [];
  return tags.flatMap((tag) => {
    const attribute = (/** @type {string} */ name) => tag.match(new RegExp(`\\b${name}="([^"]*)"`))?.[1];
    const file = (attribute('src') ?? attribute('href'))?.replace(/^\.?\//, '');
    if (!file || /^[a-z]+:/.test(file)) return [];
    const rel = attribute('rel');
    /** @type {Kind | undefined} */
    const kind =
      attribute('src') || rel === 'modulepreload'
        ? 'script'
        : rel === 'stylesheet'
          ? 'style'
          : rel === 'preload' && attribute('as') === 'font'
            ? 'font'
            : undefined;
    return kind ? [{ file, kind }] : [];
  });
}

/**
 * Everything before the first paint, for the reader whose language weighs most.
 *
 * @param {string} folder of the built page
 * @returns {Part[]}
 */
export function weighPage(folder) {
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  /** @type {Record<string, Record<string, number>>} */
  const chunks = JSON.parse(readFileSync(join(folder, chunksFile), 'utf8'));
  /** @type {{ file: string, kind: Kind }[]} */
  const files = [{ file: 'index.html', kind: 'document' }, ...firstFiles(html)];
  const weigh = (/** @type {{ file: string, kind: Kind }} */ { file, kind }) => {
    const content = readFileSync(join(folder, file));
    const bytes = kind === 'font' ? content.length : gzipSync(content, { level: 9 }).length;
    return { file, kind, bytes, packages: chunks[file] ?? {} };
  };
  const heaviest = Object.keys(chunks)
    .filter((file) => files.every((one) => one.file !== file))
    .filter((file) => Object.keys(chunks[file] ?? {}).some((name) => language.test(name)))
    .map((file) => weigh({ file, kind: 'script' }))
    .sort((a, b) => b.bytes - a.bytes)
    .slice(0, 1);
  return [...files.map(weigh), ...heaviest];
}

/** @param {number} bytes */
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

/** @param {readonly Part[]} parts */
const weight = (parts) => parts.reduce((sum, { bytes }) => sum + bytes, 0);

/**
 * The three largest packages of a chunk, in words.
 *
 * @param {Part} part
 */
const madeOf = ({ packages }) =>
  Object.entries(packages)
    .sort((a, b) => b[1] - a[1])
    .slice(0, 3)
    .map(([name, size]) => `${name} ${kilobytes(size)} before minifying`)
    .join(', ');

/**
 * @param {readonly Part[]} parts
 * @returns {{ lines: string[], complaints: string[] }} the figures, and what is wrong with them
 */
export function judge(parts) {
  /** @type {string[]} */
  const lines = [];
  /** @type {string[]} */
  const complaints = [];
  /** @type {(what: string, some: readonly Part[], most: number) => void} */
  const hold = (what, some, most) => {
    const bytes = weight(some);
    lines.push(`${what}: ${kilobytes(bytes)} of ${kilobytes(most)} in ${some.length} files, gzipped`);
    if (bytes <= most) return;
    const largest = [...some].sort((a, b) => b.bytes - a.bytes).slice(0, 3);
    complaints.push(
      `${what} weighs ${kilobytes(bytes)}, ${kilobytes(bytes - most)} too much. The largest:`,
      ...largest.map((part) => {
        const inside = madeOf(part);
        return `  ${part.file} ${kilobytes(part.bytes)}${inside ? ` (${inside})` : ''}`;
      }),
    );
  };
  const of = (/** @type {Kind} */ kind) => parts.filter((part) => part.kind === kind);
  hold('Initial JavaScript', of('script'), budget.script);
  hold('Initial styles', of('style'), budget.style);
  hold('Preloaded fonts', of('font'), budget.font);
  hold('All before the first paint', parts, budget.total);
  if (of('script').length === 0) complaints.push('index.html names no script: is this the built page?');
  for (const { file, packages } of of('script')) {
    for (const name of Object.keys(packages).filter((name) => late.test(name))) {
      complaints.push(`${file} holds ${name}, which has to wait until the page is drawn.`);
    }
  }
  return { lines, complaints };
}
