/**
 * Of teachers beside the first, whose places are counted from 2.
 */
import { grouped } from '../numbers.ts';

export const teachersEn = {
  teacher: (place: number) => `Teacher ${grouped(place)}`,
  open: (place: number) => `Open a file for teacher ${grouped(place)}`,
  remove: 'Remove',
  removeLong: (place: number) => `Remove teacher ${grouped(place)}`,
  removeLater: 'Remove first the teachers after it that are of files.',
  add: 'Add a teacher',
};

export type TeachersText = typeof teachersEn;
