/**
 * What the chosen student, its teacher and the same student alone say of every image.
 */
import { useMemo } from 'react';
import type { Judgements } from '../../shared/judgements.ts';
import type { StudentName } from '../../shared/protocol.ts';
import { useLab, useLabActions } from '../../state/useLab.ts';
import { namedAlpha } from '../results/headline.ts';
import { type Heard, useAnswer } from './useAnswer.ts';

export interface Comparison {
  readonly name: StudentName;
  readonly teacher: Judgements;
  readonly student: Judgements;
  /** The student of alpha 1 in the same run, where `student` is another one. */
  readonly alone: Judgements | undefined;
}

/** The results that are on the page, and the images that they were measured on. */
function useSubject() {
  const dataset = useLab((lab) => lab.dataset);
  const measured = useLab((lab) => lab.measured);
  return useMemo(() => (dataset && measured ? { dataset, measured } : undefined), [dataset, measured]);
}

/** @param students who is in memory; `name` is one of them. */
export function useComparison(
  name: StudentName | undefined,
  students: readonly StudentName[],
): Heard<Comparison> {
  const subject = useSubject();
  const { opinions } = useLabActions();
  const { alpha, run } = name ?? {};
  const hasAlone = alpha !== 1 && students.some((one) => one.alpha === 1 && one.run === run);
  const asking = useMemo(() => {
    if (alpha === undefined || run === undefined) return undefined;
    return {
      subject,
      async ask(): Promise<Comparison> {
        const [{ teacher, student }, alone] = await Promise.all([
          opinions({ alpha, run }),
          hasAlone ? opinions({ alpha: 1, run }) : undefined,
        ]);
        return { name: { alpha, run }, teacher, student, alone: alone?.student };
      },
    };
  }, [subject, alpha, run, hasAlone, opinions]);
  return useAnswer(asking);
}

/** The one picked by a person, else the first run of the alpha that the headline names. */
export function chosenOf(
  students: readonly StudentName[],
  picked: StudentName | undefined,
): StudentName | undefined {
  const alpha = namedAlpha(students.map((one) => one.alpha));
  return (
    students.find((one) => one.alpha === picked?.alpha && one.run === picked.run) ??
    students.find((one) => one.alpha === alpha) ??
    students[0]
  );
}
