/**
 * Which sizes of images a family's networks can take.
 */
import { problem } from '../../lang/problem.ts';
import { inEnglish, type Sentence, type SentenceValue, words } from '../../lang/sentence.ts';
import type { TeacherSettings } from '../teachers/trainsTeacher.ts';
import { declaredFamily, type FamilyName, families } from './catalogue.ts';

/** Sizes that an experiment may have. */
const [smallest, largest] = [8, 256];

interface SizeFault {
  readonly what: Sentence;
  readonly fix: Sentence;
}

export function takesImageSize(family: FamilyName, size: number): boolean {
  const { multipleOf = 1, orLessBy = 0, atLeast = 1 } = declaredFamily(family).imageSizes ?? {};
  return size >= atLeast && Math.ceil(size / multipleOf) * multipleOf - size <= orLessBy;
}

/** What is wrong with a size, and the nearest below and above that work; undefined where it works. */
export function sizeFault(family: FamilyName, size: number): SizeFault | undefined {
  if (takesImageSize(family, size)) return undefined;
  const sizes = Array.from({ length: largest - smallest + 1 }, (_, i) => smallest + i);
  const fitting = sizes.filter((one) => takesImageSize(family, one));
  const near = [fitting.findLast((one) => one < size), fitting.find((one) => one > size)];
  const named = near.filter((one) => one !== undefined);
  const label: SentenceValue = inEnglish(declaredFamily(family).label);
  const [first = smallest, second] = named;
  return {
    what: words`${label} cannot take images of ${size} × ${size} pixels.`,
    fix:
      second === undefined
        ? words`The nearest size that it takes is ${first}. Choose it, or another network.`
        : words`The nearest sizes that it takes are ${first} and ${second}. Choose one of them, or another network.`,
  };
}

/** @throws ProblemError `setting-invalid` that names the nearest sizes that work */
export function requireImageSize(family: FamilyName, size: number): void {
  const fault = sizeFault(family, size);
  if (fault) throw problem('setting-invalid', fault.what, fault.fix);
}

/** Of an experiment's own networks: the student, and the teacher where it is trained here. */
export function sizeFaultOf({
  student,
  teacher,
  imageSize,
}: Pick<TeacherSettings, 'teacher' | 'imageSize'> & { readonly student: string }): SizeFault | undefined {
  const isFamily = (name: string): name is FamilyName => Object.hasOwn(families, name);
  return [student, teacher].filter(isFamily).flatMap((name) => sizeFault(name, imageSize) ?? [])[0];
}
