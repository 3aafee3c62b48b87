/**
 * What is in the files that an experiment names without saying what is in them: the shipped teacher, which another release may have
 * replaced, and files that somebody gave.
 */
import { sha256 } from '../../base/sha256.ts';
import { isExternal } from '../../engine/training/teacherLogits.ts';
import { shippedTeachers } from '../../spec/teachers/shippedTeachers.ts';
import { weightsFingerprint } from '../resources/keptLogits.ts';
import type { MeasuredTeacher } from '../resources/measuredTeacher.ts';
import type { GivenStudent } from '../resources/studentBase.ts';

export interface FileContents {
  /** Of the teachers that are of files, by their places; empty where none is. */
  readonly teachers: string;
  /** Of the file that students may start from; empty where none was given. */
  readonly student: string;
}

export const noFiles: FileContents = { teachers: '', student: '' };

type OfFile = Pick<MeasuredTeacher, 'teacher'> & { readonly card: Pick<MeasuredTeacher['card'], 'source'> };

/**
 * @param teachers in the experiment's order
 * @param student  the file that somebody gave; read as a whole
 */
export async function fileContents(
  teachers: readonly OfFile[],
  student: GivenStudent | undefined,
): Promise<FileContents> {
  const each = await Promise.all(teachers.map(weightsOf));
  return {
    teachers: each.flatMap((weights, place) => (weights === '' ? [] : `${place} ${weights}`)).join(),
    student: student ? await checksumOf(student) : '',
  };
}

/** Empty where the experiment says by itself which weights they are. */
async function weightsOf({ teacher, card: { source } }: OfFile): Promise<string> {
  if (source !== 'shipped' && source !== 'file') return '';
  const weights = isExternal(teacher) ? teacher.fingerprint : await weightsFingerprint(teacher);
  const isFirst =
    source === 'shipped' && shippedTeachers.some(({ firstWeights }) => firstWeights === weights);
  return isFirst ? '' : weights;
}

const checksums = new WeakMap<GivenStudent, Promise<string>>();

function checksumOf(student: GivenStudent): Promise<string> {
  const known = checksums.get(student) ?? readAll(student);
  checksums.set(student, known);
  return known;
}

const readAll = async ({ source, found }: GivenStudent): Promise<string> =>
  found?.id ?? sha256(Uint8Array.from(await source.read(0, source.size)));
