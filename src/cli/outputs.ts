/**
 * Writes what a sweep leaves behind.
 */
import { mkdirSync, mkdtempSync, rmdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { experimentVersion } from '../shared/experiment.ts';
import { linkOf } from '../shared/link.ts';
import { historyCsv, type Results, resultsCsv } from '../shared/results.ts';
import { UsageError } from './flags.ts';

/**
 * Makes the folder now, so that a wrong `--out` is known before hours of training.
 *
 * @throws UsageError where it cannot be made or written to
 */
export function prepareOut(flag: string, folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new UsageError(`${flag} is ${folder}, where no folder can be made${codeOf(error)}.`);
  }
  try {
    // Tried out: permission bits do not know of read-only or virtual file systems.
    rmdirSync(mkdtempSync(join(folder, '.distill-')));
  } catch (error) {
    throw new UsageError(`${flag} is ${folder}, where nothing can be written${codeOf(error)}.`);
  }
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? ` (${error.code})` : '');

/** `results.csv`, `history.csv` and `experiment.json`, which says the link too. */
export function writeResults(folder: string, results: Results): void {
  const { experiment, rows, runs, teacher } = results;
  writeFileSync(join(folder, 'results.csv'), resultsCsv(rows, teacher.accuracy));
  writeFileSync(join(folder, 'history.csv'), historyCsv(runs));
  const described = { version: experimentVersion, link: linkOf(experiment), ...experiment };
  writeFileSync(join(folder, 'experiment.json'), `${JSON.stringify(described, undefined, 2)}\n`);
}

/** `students/alpha-0.5-run-1.safetensors` */
export function writeStudent(folder: string, alpha: number, run: number, base64: string): void {
  writeBase64(join(folder, 'students', `alpha-${alpha}-run-${run}.safetensors`), base64);
}

/** Writes bytes, making the folders above them. */
export function writeBase64(file: string, base64: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, Buffer.from(base64, 'base64'));
}
