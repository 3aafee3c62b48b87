/**
 * Writes what a sweep leaves behind, each file whole or not at all.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { historyCsv, type Results } from '../analysis/results.ts';
import { hasStages, resultsCsv, resultsCsvName, stagesCsv, tableKinds } from '../analysis/resultsCsv.ts';
import { tableOf } from '../analysis/statistics.ts';
import type { KeptNetworkCard } from '../protocol/keptNetworks.ts';
import {
  type ListedNetwork,
  listedNetwork,
  networkIndexName,
  networkIndexText,
  readNetworkIndex,
} from '../protocol/networkIndex.ts';
import { type RunName, runStem } from '../protocol/runId.ts';
import { linkOf } from '../spec/link.ts';
import { experimentVersion } from '../spec/migrations/migrations.ts';
import { weightsFile } from './headlessMessages.ts';
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

/** A network's weights, and the program that loads them in PyTorch. */
interface Written {
  readonly base64: string;
  readonly program: string;
}

/** `students/alpha-0.5-run-1.safetensors`, and `….py` */
export function writeStudent(folder: string, run: RunName, written: Written): void {
  writeWeights(join(folder, 'students', runStem(run)), written);
}

/** @param path of both files, without their endings */
export function writeWeights(path: string, { base64, program }: Written): void {
  writeBase64(weightsFile(path), base64);
  writeWhole(`${path}.py`, program);
}

/** `insects.safetensors`, and of a second teacher `insects-2.safetensors`. */
export const logitsPath = (path: string, place: number): string =>
  place === 0 ? path : path.replace(/(\.[^./\\]*)?$/, (ending) => `-${place + 1}${ending}`);

export interface NetworkWriter {
  write(card: KeptNetworkCard, base64: string, backend: string): void;
  /** One that is not written, because it is a file of the lab. */
  listShipped(card: KeptNetworkCard, file: string, backend: string): void;
}

/**
 * Writes networks under the first twelve digits of their SHA-256, and the list of them, in which others of the folder stay.
 *
 * @throws UsageError where the folder has a list that cannot be read
 */
export function createNetworkWriter(folder: string): NetworkWriter {
  const file = join(folder, networkIndexName);
  const all = new Map(listedIn(file).map((network) => [network.id, network]));
  const list = (network: ListedNetwork) => {
    all.set(network.id, network);
    writeWhole(file, networkIndexText([...all.values()]));
  };
  return {
    write(card, base64, backend) {
      const name = `${card.id.slice(0, 12)}.safetensors`;
      writeBase64(join(folder, name), base64);
      list(listedNetwork(card, name, backend));
    },
    listShipped: (card, path, backend) => list(listedNetwork(card, path, backend)),
  };
}

function listedIn(file: string): readonly ListedNetwork[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return [];
  }
  const read = readNetworkIndex(parsed(text));
  if (read) return read;
  throw new UsageError(
    `${file} is no list of networks of this release; name another folder for --out-networks.`,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Writes bytes, making the folders above them. */
export function writeBase64(file: string, base64: string): void {
  writeWhole(file, Buffer.from(base64, 'base64'));
}
