/**
 * Distillation tokens of a student (DeiT): how many, and which students can have them.
 */
import { type Sentence, words } from '../../lang/sentence.ts';
import type { DistilToken, ModelName, StudentChoice } from '../choices.ts';
import { type EnsembleName, givesTokenEach } from '../ensembles/catalogue.ts';
import { declaredFamily, families } from '../families/catalogue.ts';

interface WithTokens {
  readonly distilToken: DistilToken;
  readonly student: StudentChoice;
  readonly teachersTogether: EnsembleName;
  readonly moreTeachers: readonly unknown[];
}

const canHaveTokens = (student: StudentChoice): boolean =>
  student !== 'teacher' && declaredFamily(student).tokens === true;

const thoseThatCan = (): readonly string[] =>
  (Object.keys(families) as readonly ModelName[]).filter(canHaveTokens);

/** M: one for all teachers, or one for each. */
export function tokensOf(experiment: Omit<WithTokens, 'student'>): number {
  if (experiment.distilToken === 'none') return 0;
  return givesTokenEach(experiment.teachersTogether) ? 1 + experiment.moreTeachers.length : 1;
}

/** The student may have tokens, or is asked to. */
export const mayHaveTokens = ({
  distilToken,
  student,
}: Pick<WithTokens, 'distilToken' | 'student'>): boolean => distilToken !== 'none' || canHaveTokens(student);

/** The class head and those of tokens learn apart, as no head does without tokens. */
export const learnsByTokens = ({
  distilToken,
  student,
}: Pick<WithTokens, 'distilToken' | 'student'>): boolean => distilToken !== 'none' && canHaveTokens(student);

/**
 * Why a student cannot have the tokens that are asked for, or several teachers are to have one each and there is none; undefined where
 * nothing is wrong.
 */
export function tokensFault(
  experiment: WithTokens,
): { readonly what: Sentence; readonly fix: Sentence } | undefined {
  const { distilToken, student, teachersTogether, moreTeachers } = experiment;
  const names = thoseThatCan().join(', ');
  if (distilToken !== 'none' && !canHaveTokens(student)) {
    return {
      what: words`The student ${student} has no class token beside which a distillation token could stand; ${names} have one.`,
      fix: 'Choose one of those students, or no distillation token.',
    };
  }
  if (moreTeachers.length > 0 && givesTokenEach(teachersTogether) && distilToken === 'none') {
    return {
      what: words`Several teachers are to teach one token each, and the student has no distillation tokens; ${names} can have them.`,
      fix: 'Set the distillation token to soft or hard, or combine the teachers in another way.',
    };
  }
  return undefined;
}
