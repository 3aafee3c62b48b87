/**
 * Of teachers beside the first, whose places are counted from 2, and of teachers' logits as files.
 */
import type { TeachersText } from '../en/teachers.ts';
import { grouped } from '../numbers.ts';
import type { Partly } from '../partly.ts';

export const teachersEs = {
  distilImages: {
    none: 'ninguna aún',
    open: 'Abrir una carpeta de imágenes con las que destilar…',
    other:
      'Elige una carpeta o suéltala aquí. No necesita carpetas de clases; dala otra vez tras recargar la página.',
    own: 'Las de la carpeta unlabelled junto a las clases.',
    takeThese: 'Usar lo que hay',
  },
  teacher: (place: number) => `Profesor ${grouped(place)}`,
  open: (place: number) => `Abrir un archivo para el profesor ${grouped(place)}`,
  remove: 'Quitar',
  removeLong: (place: number) => `Quitar el profesor ${grouped(place)}`,
  removeLater: 'Quita primero los profesores de archivo que van después.',
  add: 'Añadir un profesor',
  logits: 'Logits guardados',
  saveLogits: (teacher: string) => `Guardar los logits de ${teacher}`,
  openLogits: 'Abrir un archivo de logits guardados como profesor',
  logitsHelp:
    'Lo que un profesor dice de cada vista de las imágenes, en un archivo: quien lo abra como profesor, con las mismas imágenes, ya no necesita al profesor.',
  makingLogits: 'Escribiendo los logits',
  logitsSaved: (name: string, size: string) => `${name} está guardado, ${size}.`,
  apart: 'En qué difieren los profesores',
  apartLead: (images, all, none) =>
    `De ${grouped(images)} imágenes de validación, todos los profesores aciertan en ${grouped(all)} y ninguno en ${grouped(none)}.`,
  apartTeacher: 'Profesor',
  apartAccuracy: 'Exactitud',
  apartOnly: 'Solo él acierta en',
  apartPictures: 'Algunas de ellas',
  apartPicture: (index, label) => `Imagen ${grouped(index + 1)}: ${label}`,
} satisfies Partly<TeachersText>;
