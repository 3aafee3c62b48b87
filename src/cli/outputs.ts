/**
 * Writes what a sweep leaves behind, each file whole or not at all.
 */
import { mkdirSync, mkdtempSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { historyCsv, type Results } from '../analysis/results.ts';
import { hasStages, resultsCsv, resultsCsvName, stagesCsv, tableKinds } from '../analysis/resultsCsv.ts';
import { tableOf } from '../analysis/statistics.ts';
import { type RunName, runStem } from '../protocol/runId.ts';
import { linkOf } from '../spec/link.ts';
import { experimentVersion } from '../spec/migrations/migrations.ts';
import { UsageError } from './usageError.ts';
import { writeWhole } from './writeWhole.ts';

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

/** `experiment.json`, which says the link too, `history.csv`, and a table of each kind: `results.csv` is that of the final epochs. */
export function writeResults(folder: string, results: Results): void {
  const { experiment, dataset, runs, teacher } = results;
  const on = {
    ...{ experiment, teacherAccuracy: teacher.accuracy },
    ...{ datasetLabel: dataset.label, teacherLabel: teacher.label },
  };
  const described = { version: experimentVersion, link: linkOf(experiment), ...experiment };
  // First what says which experiment the others are of, then the curves: a table can be made from them again.
  writeWhole(join(folder, 'experiment.json'), `${JSON.stringify(described, undefined, 2)}\n`);
  writeWhole(join(folder, 'history.csv'), historyCsv(runs, on));
  for (const kind of tableKinds) {
    writeWhole(join(folder, resultsCsvName(kind)), resultsCsv(tableOf(runs, kind), kind, on));
  }
  const rows = tableOf(runs, 'final');
  if (hasStages(rows)) writeWhole(join(folder, 'stages.csv'), stagesCsv(rows, on));
}

/**
 * Writes the results so far, each time that a run has ended: what ends this program without a word (SIGKILL, a power cut) costs
 * the run under way and no other.
 *
 * @returns to be called at the end of each run; a disk that is full is said once and does not end the sweep
 */
export function createResultsKeeper(
  folder: string,
  results: () => Results | undefined,
  say: (sentence: string) => void,
): () => void {
  let said = false;
  return () => {
    const soFar = results();
    if (!soFar) return;
    try {
      writeResults(folder, soFar);
    } catch (error) {
      if (said) return;
      said = true;
      const why = error instanceof Error ? error.message : String(error);
      say(`The results so far could not be written to ${folder} (${why}); it is tried again as runs end.`);
    }
  };
}

/** `students/alpha-0.5-run-1.safetensors` */
export function writeStudent(folder: string, run: RunName, base64: string): void {
  writeBase64(join(folder, 'students', `${runStem(run)}.safetensors`), base64);
}

/** Writes bytes, making the folders above them. */
export function writeBase64(file: string, base64: string): void {
  writeWhole(file, Buffer.from(base64, 'base64'));
}
