/**
 * What the chosen student, its teacher and the same student alone say of every image.
 */
import { useMemo } from 'react';
import type { ImagePredictions } from '../../protocol/imagePredictions.ts';
import { alphaOf } from '../../protocol/record.ts';
import { type RunId, type RunName, runIdOf } from '../../protocol/runId.ts';
import { useLab, useLabActions } from '../../state/lab/useLab.ts';
import { namedAlpha } from '../results/headline/headline.ts';
import { type Heard, useAnswer } from './useAnswer.ts';

export interface Comparison {
  readonly id: RunId;
  /** Whether it listens to no teacher. */
  readonly isAlone: boolean;
  readonly teacher: ImagePredictions;
  readonly student: ImagePredictions;
  /** The student of alpha 1 in the same run, where `student` is another one. */
  readonly alone: ImagePredictions | undefined;
}

/** The results that are on the page, and the images that they were measured on. */
function useSubject() {
  const dataset = useLab((lab) => lab.dataset);
  const measured = useLab((lab) => lab.measured);
  return useMemo(() => (dataset && measured ? { dataset, measured } : undefined), [dataset, measured]);
}

/** @param students who is in memory; `name` is one of them. */
export function useComparison(name: RunName | undefined, students: readonly RunName[]): Heard<Comparison> {
  const subject = useSubject();
  const { predictions } = useLabActions();
  const isAlone = name !== undefined && alphaOf(name) === 1;
  const aloneId = name && !isAlone ? runIdOf({ ...name.point, alpha: 1 }, name.run) : undefined;
  const alone = students.find(({ id }) => id === aloneId)?.id;
  const id = name?.id;
  const asking = useMemo(() => {
    if (id === undefined) return undefined;
    return {
      subject,
      async ask(): Promise<Comparison> {
        const [{ teacher, student }, other] = await Promise.all([
          predictions(id),
          alone === undefined ? undefined : predictions(alone),
        ]);
        return { id, isAlone, teacher, student, alone: other?.student };
      },
    };
  }, [subject, id, isAlone, alone, predictions]);
  return useAnswer(asking);
}

/** The one picked by a person, else the first run of the alpha that the headline names. */
export function chosenOf(students: readonly RunName[], picked: RunId | undefined): RunName | undefined {
  const alpha = namedAlpha(students.map(alphaOf));
  return (
    students.find(({ id }) => id === picked) ?? students.find((one) => alphaOf(one) === alpha) ?? students[0]
  );
}
