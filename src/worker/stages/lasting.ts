/**
 * Under which key what a stage made is found in later visits.
 */
import { inEnglish } from '../../lang/sentence.ts';
import type { BackendCard } from '../../protocol/records.ts';
import type { Experiment } from '../../spec/experiment.ts';
import { studentStartOf } from '../../spec/network/studentStart.ts';
import { teacherExperiments } from '../../spec/teachers/teachersOf.ts';

/** Raised by a release in which some stage gives other numbers from the same settings, so that none of before is taken up. */
const numbers = 1;

/**
 * @param machine see `machineOf`
 * @param key     see `stageKeys`
 */
export const lastingKey = (machine: string, key: string): string => `${numbers}\n${machine}\n${key}`;

/** Numbers are the same on the same of it. */
export const machineOf = (
  { name, label }: Pick<BackendCard, 'name' | 'label'>,
  { kernels, memory, capture }: Experiment,
): string => [name === 'webgpu' ? inEnglish(label) : name, kernels, memory, capture].join(' ');

/**
 * A teacher or the student is of a file that somebody gave: nobody knows in another visit whether it is the same.
 *
 * @param madeOf SHA-256 of the student's file, where that is known
 */
export const usesFiles = (experiment: Experiment, madeOf?: string): boolean =>
  teacherExperiments(experiment).some(({ teacher }) => teacher === 'file') ||
  (studentStartOf(experiment) === 'file' && madeOf === undefined);
