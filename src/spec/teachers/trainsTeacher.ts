/**
 * Whether an experiment trains a teacher here, and which: the one answer that the worker obeys, and by which the form shows
 * settings and Runs tells differences.
 */
import { type ModelName, modelNames, type TeacherHead } from '../choices.ts';
import { shippedTeacherFor } from './shippedTeachers.ts';

/** What of an experiment says which teacher it has. */
export interface TeacherSettings {
  readonly teacher: string;
  readonly teacherHead: TeacherHead;
  readonly dataset: string;
  readonly imageSize: number;
}

/** Whether a teacher's choice names an architecture to train here. */
export const isModelName = (choice: string): choice is ModelName =>
  (modelNames as readonly string[]).includes(choice);

/** Whether the experiment's teacher comes from a file whose last layer is replaced. */
export const hasNewHead = ({ teacher, teacherHead }: Pick<TeacherSettings, 'teacher' | 'teacherHead'>) =>
  teacher === 'file' && teacherHead === 'new';

/** `auto` made definite: the shipped teacher where one fits, otherwise a ResNet-20 trained here. */
export function teacherChoice(experiment: Omit<TeacherSettings, 'teacherHead'>): string {
  if (experiment.teacher !== 'auto') return experiment.teacher;
  return shippedTeacherFor(experiment) ? 'shipped' : 'resnet20';
}

/** Whether the experiment's teacher, or its last layer, is trained here. */
export function trainsTeacher(experiment: TeacherSettings): boolean {
  return isModelName(teacherChoice(experiment)) || hasNewHead(experiment);
}
