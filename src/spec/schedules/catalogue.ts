/**
 * Every schedule of the learning rate that an experiment can name, of epoch e of E. Their implementations stand under the same
 * names in `engine/training/schedule.ts`.
 */
import type { RuleDeclaration } from '../declare.ts';
import { constant } from './constant.ts';
import { cosine } from './cosine.ts';
import { step } from './step.ts';

export const schedules = {
  cosine,
  step,
  constant,
} as const satisfies Record<string, RuleDeclaration>;

export type RateScheduleName = keyof typeof schedules;
