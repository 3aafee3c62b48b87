/**
 * Of teachers beside the first, whose places are counted from 2.
 */
import type { TeachersText } from '../en/teachers.ts';
import { grouped } from '../numbers.ts';
import type { Partly } from '../partly.ts';

export const teachersEs = {
  teacher: (place: number) => `Profesor ${grouped(place)}`,
  open: (place: number) => `Abrir un archivo para el profesor ${grouped(place)}`,
  remove: 'Quitar',
  removeLong: (place: number) => `Quitar el profesor ${grouped(place)}`,
  removeLater: 'Quita primero los profesores de archivo que van después.',
  add: 'Añadir un profesor',
} satisfies Partly<TeachersText>;
