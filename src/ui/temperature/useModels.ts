/**
 * Whose answers the panel compares on one image: the teacher and one of the students, or what stands in for a student
 * until one is trained.
 */
import { useState } from 'react';
import type { AllLogits } from '../../protocol/protocol.ts';
import { alphaOf } from '../../protocol/record.ts';
import type { RunName } from '../../protocol/runId.ts';
import { useQuestion } from '../present/useQuestion.ts';
import { namedAlpha } from '../results/headline/headline.ts';

export interface Models {
  /** Students are kept out until the audience has guessed. */
  readonly curtained: boolean;
  /** [K] logits. */
  readonly teacher: readonly number[] | undefined;
  readonly student: readonly number[] | undefined;
  /** The student's, or K equal ones: near enough what a student says before its first step. */
  readonly learner: readonly number[];
  readonly choices: readonly RunName[];
  readonly chosen: RunName | undefined;
  readonly choose: (id: string) => void;
}

export function useModels(said: AllLogits | undefined, classes: number): Models {
  const [picked, setPicked] = useState('');
  const { down } = useQuestion();
  const students = (down ? undefined : said?.students) ?? [];
  const preferred = namedAlpha(students.map(alphaOf));
  const chosen =
    students.find((one) => one.id === picked) ??
    students.find((one) => alphaOf(one) === preferred) ??
    students[0];
  return {
    curtained: down && said !== undefined && said.students.length > 0,
    teacher: said?.teacher,
    student: chosen?.logits,
    learner: chosen?.logits ?? Array.from({ length: classes }, () => 0),
    choices: students,
    chosen,
    choose: setPicked,
  };
}
