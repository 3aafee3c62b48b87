/**
 * Whose answers the panel compares on one image: the teacher and one of the students, or what stands in for a student
 * until one is trained.
 */
import { useState } from 'react';
import { teacherWeights } from '../../analysis/teacherWeights.ts';
import type { AllLogits } from '../../protocol/protocol.ts';
import { alphaOf } from '../../protocol/record.ts';
import type { TeacherCard } from '../../protocol/records.ts';
import type { RunName } from '../../protocol/runId.ts';
import type { Experiment } from '../../spec/experiment.ts';
import { teacherShares } from '../../spec/teachers/teachersOf.ts';
import { useLab } from '../../state/lab/useLab.ts';
import { useQuestion } from '../present/useQuestion.ts';
import { namedAlpha } from '../results/headline/headline.ts';
import type { SeveralTeachers } from './bars.ts';

export interface Models {
  /** Students are kept out until the audience has guessed. */
  readonly curtained: boolean;
  /** [K] logits. */
  readonly teacher: readonly number[] | undefined;
  readonly student: readonly number[] | undefined;
  readonly several: SeveralTeachers;
  /** The student's, or K equal ones: near enough what a student says before its first step. */
  readonly learner: readonly number[];
  readonly choices: readonly RunName[];
  readonly chosen: RunName | undefined;
  readonly choose: (id: string) => void;
}

export function useModels(said: AllLogits | undefined, classes: number, label: number | undefined): Models {
  const experiment = useLab((lab) => lab.experiment);
  const card = useLab((lab) => lab.teacher);
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
    several: severalOf(experiment, said?.teachers, card, label),
    learner: chosen?.logits ?? Array.from({ length: classes }, () => 0),
    choices: students,
    chosen,
    choose: setPicked,
  };
}

function severalOf(
  experiment: Experiment,
  teachers: AllLogits['teachers'],
  card: TeacherCard | undefined,
  label: number | undefined,
): SeveralTeachers {
  const rule = experiment.teachersTogether;
  if (!teachers || teachers.length < 2) return { rule, each: [] };
  const weights = teacherWeights(rule, teachers, teacherShares(experiment), label);
  const each = teachers.map((logits, m) => ({
    ...{ place: m + 1, logits, weight: weights[m] ?? 0 },
    label: card?.members?.[m]?.label ?? String(m + 1),
  }));
  return { rule, each };
}
