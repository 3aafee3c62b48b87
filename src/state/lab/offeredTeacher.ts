/**
 * Which question the files that a person gives as a teacher become.
 */
import type { GivenFile } from '../../protocol/protocol.ts';
import type { OfferedTeacher } from './labState.ts';

const isJson = ({ path }: GivenFile) => /\.json$/i.test(path);

/** Weights or ONNX where it is one file, otherwise the parts of a tfjs model; undefined of no files. */
export function offeredOf(files: readonly GivenFile[]): OfferedTeacher | undefined {
  const [only, ...others] = files;
  if (!only) return undefined;
  if (others.length === 0 && !isJson(only)) return { name: fileName(only.path), blob: only.blob };
  return { model: { name: fileName((files.find(isJson) ?? only).path), files } };
}

/** For people: the file's, or the address. */
export function nameOf(offered: OfferedTeacher): string {
  if (!('model' in offered)) return offered.name;
  return 'url' in offered.model ? offered.model.url : offered.model.name;
}

const fileName = (path: string) => path.slice(path.lastIndexOf('/') + 1);
