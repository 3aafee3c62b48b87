/**
 * A zip of networks that comes in, from the button or from a drop anywhere on the page: what came of it is told in Networks.
 */
import { isZip, readZipDirectory } from '../../../base/zip/directory.ts';
import { asProblem, type Problem } from '../../../lang/problem.ts';
import type { ImportReport } from '../../../protocol/keptNetworks.ts';
import { viewState } from '../../viewState.ts';

export type Importing =
  | { readonly state: 'none' }
  | { readonly state: 'working'; readonly name: string }
  | { readonly state: 'done'; readonly name: string; readonly report: ImportReport }
  | { readonly state: 'failed'; readonly name: string; readonly problem: Problem };

export const importing = viewState<Importing>({ state: 'none' });

/** One after the other: what came first is told until the next begins. */
let last: Promise<void> = Promise.resolve();

export function importFamily(file: File, take: (file: File) => Promise<ImportReport>): Promise<void> {
  const { name } = file;
  last = last.then(async () => {
    importing.set({ state: 'working', name });
    await take(file).then(
      (report) => importing.set({ state: 'done', name, report }),
      (thrown) => importing.set({ state: 'failed', name, problem: asProblem(thrown) }),
    );
  });
  return last;
}

/** Whether it is a zip with the index of a family in it; zips of images and of models have none. */
export async function isFamily(file: Blob): Promise<boolean> {
  const read = async (from: number, to: number) => new Uint8Array(await file.slice(from, to).arrayBuffer());
  try {
    if (!isZip(await read(0, 4))) return false;
    const paths = [...(await readZipDirectory({ size: file.size, read })).keys()];
    return paths.some((path) => path.replace(/^[^/]+\//, '') === 'family.json');
  } catch {
    return false;
  }
}
