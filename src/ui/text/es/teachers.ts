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
  map: 'Qué profesor enseñó qué, imagen por imagen',
  mapKind: 'Aciertan',
  mapImages: 'Imágenes',
  mapStudent: 'Acierta el estudiante',
  mapRight: (kind) =>
    typeof kind === 'number'
      ? `solo el profesor ${grouped(kind + 1)}`
      : { all: 'todos los profesores', some: 'algunos profesores', none: 'ningún profesor' }[kind],
  mapHelp:
    'Un número es el único profesor que acierta; ● todos, ◐ algunos, ○ ninguno; ✓ el estudiante acierta. El botón de una fila muestra solo sus imágenes; las flechas pasan de imagen en imagen.',
  mapCells: 'Imágenes de validación según quién acierta',
  mapOfStudent: (right) => (right ? 'el estudiante acierta' : 'el estudiante falla'),
  mapSays: (place, name, said, nats) =>
    `Profesor ${grouped(place)} (${name}): ${said}${nats === undefined ? '' : `, a ${nats} nats del estudiante`}`,
  mapStudentSays: (said) => `Estudiante: ${said}`,
  mapNearest: (place) =>
    `Aquí el estudiante está más cerca del profesor ${grouped(place)}, según KL con T = 1.`,
  apart: 'En qué difieren los profesores',
  apartLead: (images, all, none) =>
    `De ${grouped(images)} imágenes de validación, todos los profesores aciertan en ${grouped(all)} y ninguno en ${grouped(none)}.`,
  apartTeacher: 'Profesor',
  apartAccuracy: 'Exactitud',
  apartOnly: 'Solo él acierta en',
  apartPictures: 'Algunas de ellas',
  apartPicture: (index, label) => `Imagen ${grouped(index + 1)}: ${label}`,
} satisfies Partly<TeachersText>;
