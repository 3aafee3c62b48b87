/**
 * A zip of networks that comes in, from the button or from a drop anywhere on the page: what came of it is told in Networks.
 */
import { isZip, readZipDirectory } from '../../../base/zip/directory.ts';
import { asProblem, type Problem } from '../../../lang/problem.ts';
import type { ImportReport } from '../../../protocol/keptNetworks.ts';
import { familyIndex, indexPlace } from '../../../protocol/networkIndex.ts';
import { viewState } from '../../viewState.ts';

export type Importing =
  | { readonly state: 'working'; readonly name: string }
  | { readonly state: 'done'; readonly name: string; readonly report: ImportReport }
  | { readonly state: 'failed'; readonly name: string; readonly problem: Problem };

/** In the order in which they came; what is told of one stays until it is dismissed. */
export const importing = viewState<readonly Importing[]>([]);

export const isImporting = (all: readonly Importing[]): boolean =>
  all.some(({ state }) => state === 'working');

/** More than anyone reads. */
const mostTold = 20;

/** In place of that it is being imported. */
const tell = (told: Importing) =>
  importing.set([...importing.get().filter(({ state }) => state !== 'working'), told].slice(-mostTold));

/** One after the other. */
let last: Promise<void> = Promise.resolve();

export function importFamily(file: File, take: (file: File) => Promise<ImportReport>): Promise<void> {
  const { name } = file;
  last = last.then(async () => {
    tell({ state: 'working', name });
    await take(file).then(
      (report) => tell({ state: 'done', name, report }),
      (thrown) => tell({ state: 'failed', name, problem: asProblem(thrown) }),
    );
  });
  return last;
}

/**
 * Whether it is a zip with the index of a family in it, or with the list that the command line writes beside networks; zips of
 * images and of models have none.
 */
export async function isFamily(file: Blob): Promise<boolean> {
  const read = async (from: number, to: number) => new Uint8Array(await file.slice(from, to).arrayBuffer());
  try {
    if (!isZip(await read(0, 4))) return false;
    const paths = [...(await readZipDirectory({ size: file.size, read })).keys()];
    const place = indexPlace(paths);
    if (place === undefined) return false;
    return place.endsWith(familyIndex) || paths.some((path) => path.endsWith('.safetensors'));
  } catch {
    return false;
  }
}
