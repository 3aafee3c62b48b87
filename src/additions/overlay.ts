/**
 * A copy of the sources with additions: new files, and lines in files that are there. Tests run in it, so that what an addition
 * takes is what it says, and nothing in this program knows of it.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A line of a list that is there. */
export interface AddedLine {
  /** From `src/`. */
  readonly file: string;
  /** What the line adds to a list, and the import of what it names, where it names something. */
  readonly line: string;
  readonly import?: string;
  /** The line stands before the first line that begins with this. */
  readonly before: string;
}

export interface Addition {
  readonly what: string;
  /** Text by path from `src/`. */
  readonly files: Readonly<Record<string, string>>;
  readonly lines: readonly AddedLine[];
}

export interface Overlay {
  /** Its root, with `src` in it. */
  readonly folder: string;
  remove(): void;
}

const root = join(import.meta.dirname, '../..');

/** @throws Error where a line has no place, so that an addition says what is true of the sources. */
export function overlayOf(additions: readonly Addition[], tests: Addition['files']): Overlay {
  const folder = mkdtempSync(join(tmpdir(), 'additions-'));
  const inSources = (path: string) => join(folder, 'src', path);
  const write = (path: string, text: string) => {
    mkdirSync(dirname(inSources(path)), { recursive: true });
    writeFileSync(inSources(path), text);
  };
  cpSync(join(root, 'src'), join(folder, 'src'), {
    recursive: true,
    filter: (path) => !/\.test\.tsx?$/.test(path),
  });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'dir');
  cpSync(join(root, 'tsconfig.json'), join(folder, 'tsconfig.json'));
  cpSync(join(root, 'package.json'), join(folder, 'package.json'));
  for (const { files, lines } of additions) {
    for (const [path, text] of Object.entries(files)) write(path, text);
    for (const line of lines) write(line.file, withLine(readFileSync(inSources(line.file), 'utf8'), line));
  }
  for (const [path, text] of Object.entries(tests)) write(path, text);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

function withLine(source: string, { file, line, before, import: imported }: AddedLine): string {
  const rows = source.split('\n');
  const place = rows.findIndex((row) => row.startsWith(before));
  const firstImport = rows.findIndex((row) => row.startsWith('import '));
  if (place < 0) throw new Error(`No line of ${file} begins with ${JSON.stringify(before)}.`);
  if (firstImport < 0 && imported) throw new Error(`${file} has no imports.`);
  rows.splice(place, 0, line);
  if (imported) rows.splice(firstImport, 0, imported);
  return rows.join('\n');
}
