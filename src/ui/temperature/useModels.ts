/**
 * Whose answers the panel compares on one image: the teacher and one of the students, or what stands in for a student
 * until one is trained.
 */
import { useState } from 'react';
import type { AllLogits } from '../../shared/protocol.ts';
import { useQuestion } from '../present/useQuestion.ts';
import { namedAlpha } from '../results/headline.ts';

export interface StudentChoice {
  readonly key: string;
  readonly alpha: number;
  readonly run: number;
}

export interface Models {
  /** Students are kept out until the audience has guessed. */
  readonly curtained: boolean;
  /** [K] logits. */
  readonly teacher: readonly number[] | undefined;
  readonly student: readonly number[] | undefined;
  /** The student's, or K equal ones: near enough what a student says before its first step. */
  readonly learner: readonly number[];
  readonly choices: readonly StudentChoice[];
  readonly chosen: StudentChoice | undefined;
  readonly choose: (key: string) => void;
}

export function useModels(said: AllLogits | undefined, classes: number): Models {
  const [picked, setPicked] = useState('');
  const { down } = useQuestion();
  const students = (down ? undefined : said?.students) ?? [];
  const preferred = namedAlpha(students.map((one) => one.alpha));
  const keyed = students.map((one) => ({ ...one, key: `${one.alpha}/${one.run}` }));
  const chosen =
    keyed.find((one) => one.key === picked) ?? keyed.find((one) => one.alpha === preferred) ?? keyed[0];
  return {
    curtained: down && said !== undefined && said.students.length > 0,
    teacher: said?.teacher,
    student: chosen?.logits,
    learner: chosen?.logits ?? Array.from({ length: classes }, () => 0),
    choices: keyed,
    chosen,
    choose: setPicked,
  };
}
