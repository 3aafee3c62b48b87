/**
 * The files of a tfjs model: `model.json` and the weight files (shards) that it names.
 */
import { jsonExcess } from '../../../base/jsonExcess.ts';
import { problem } from '../../../lang/problem.ts';
import { listed, words } from '../../../lang/sentence.ts';

export interface ModelFiles {
  /** The text of model.json. */
  readonly manifest: string;
  /** For people: the file's name, or its address. */
  readonly name: string;
  /** The text of the `metadata.json` beside it, which Teachable Machine writes. */
  readonly metadata?: string;
  /**
   * Reads a shard by the path that the manifest names.
   *
   * @throws ProblemError `file-unreadable` that names the shard
   */
  shard(path: string): Promise<Uint8Array>;
}

interface GivenFile {
  /** With `/` between folders. */
  readonly path: string;
  readonly blob: Blob;
}

/** A larger JSON file is somebody's data. */
const largestManifest = 64 * 2 ** 20;

/**
 * The model among files that were dropped together: a JSON file of any name that has the parts of a model.json, and its
 * shards by file name, whatever folder they came in; where several have that name, the nearest to the JSON file.
 *
 * @returns undefined where there is no model among them
 * @throws ProblemError `weights-invalid` where there are several
 */
export async function gatherModelFiles(files: readonly GivenFile[]): Promise<ModelFiles | undefined> {
  const candidates = files.filter(({ path, blob }) => /\.json$/i.test(path) && blob.size <= largestManifest);
  const models: { readonly path: string; readonly text: string }[] = [];
  // One at a time, so that of other people's data no more than one is in memory.
  for (const { path, blob } of candidates) {
    const text = await blob.text().catch(() => '');
    if (looksLikeManifest(text)) models.push({ path, text });
  }
  const [model, ...others] = models;
  if (!model) return undefined;
  if (others.length > 0) {
    throw problem(
      'weights-invalid',
      words`There are several networks here: ${listed(models.map(({ path }) => path))}.`,
      'Give the files of one network at a time.',
    );
  }
  const folder = folderOf(model.path);
  const metadata = await candidates
    .find(({ path }) => path === `${folder}metadata.json`)
    ?.blob.text()
    .catch(() => '');
  return {
    manifest: model.text,
    name: model.path,
    ...(metadata === undefined ? {} : { metadata }),
    async shard(path) {
      const bytes = await nearest(files, `${folder}${path}`)
        ?.blob.arrayBuffer()
        .catch(() => undefined);
      if (bytes) return new Uint8Array(bytes);
      throw problem(
        'file-unreadable',
        words`The weight file ${path} of ${model.path} is missing or cannot be read.`,
        'Give model.json and all of its weight files together.',
      );
    },
  };
}

function looksLikeManifest(text: string): boolean {
  if (!/"(modelTopology|weightsManifest)"/.test(text)) return false;
  // What it is refused for is said when it is read as a model.
  if (jsonExcess(text) !== undefined) return true;
  try {
    const json: unknown = JSON.parse(text);
    return (
      typeof json === 'object' && json !== null && ('modelTopology' in json || 'weightsManifest' in json)
    );
  } catch {
    return false;
  }
}

/** With its `/`; nothing for a file in no folder. */
const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/') + 1);

/** The file of the same name that shares the longest beginning of its path with `wanted`. */
function nearest(files: readonly GivenFile[], wanted: string): GivenFile | undefined {
  const name = wanted.slice(folderOf(wanted).length);
  const shared = ({ path }: GivenFile) => {
    let length = 0;
    while (length < path.length && path[length] === wanted[length]) length++;
    return length;
  };
  return files
    .filter(({ path }) => path.slice(folderOf(path).length) === name)
    .sort((a, b) => shared(b) - shared(a) || a.path.length - b.path.length)[0];
}
