/**
 * Of teachers beside the first, whose places are counted from 2, and of teachers' logits as files.
 */
import type { Right } from '../../../analysis/whoIsRight.ts';
import { grouped } from '../numbers.ts';

export const teachersEn = {
  /** Beside the name of the images without labels that students see. */
  distilImages: {
    none: 'none yet',
    open: 'Open a folder of images to distil on…',
    other: 'Pick a folder, or drop it here. It needs no class folders; give it again after a reload.',
    own: 'Those of the folder unlabelled beside the classes.',
    takeThese: 'Take what is here',
  },
  teacher: (place: number) => `Teacher ${grouped(place)}`,
  open: (place: number) => `Open a file for teacher ${grouped(place)}`,
  remove: 'Remove',
  removeLong: (place: number) => `Remove teacher ${grouped(place)}`,
  removeLater: 'Remove first the teachers after it that are of files.',
  add: 'Add a teacher',
  logits: 'Stored logits',
  saveLogits: (teacher: string) => `Save logits of ${teacher}`,
  openLogits: 'Open a file of stored logits as the teacher',
  logitsHelp:
    'What a teacher says of every view of the images, as one file: whoever opens it as a teacher, on the same images, needs the teacher itself no more.',
  makingLogits: 'Writing the logits',
  logitsSaved: (name: string, size: string) => `${name} is saved, ${size}.`,
  map: 'Which teacher taught what, image by image',
  mapKind: 'Right are',
  mapImages: 'Images',
  mapStudent: 'Student right',
  mapRight: (kind: Right) =>
    typeof kind === 'number'
      ? `only teacher ${grouped(kind + 1)}`
      : { all: 'all teachers', some: 'some teachers', none: 'no teacher' }[kind],
  mapHelp:
    'A number is the only teacher that is right; ● all, ◐ some, ○ none; ✓ the student is right. A row’s button shows its images alone; arrow keys move from image to image.',
  mapCells: 'Validation images by who is right',
  mapOfStudent: (right: boolean): string => (right ? 'the student is right' : 'the student is wrong'),
  mapSays: (place: number, name: string, said: string, nats: string | undefined) =>
    `Teacher ${grouped(place)} (${name}): ${said}${nats === undefined ? '' : `, ${nats} nats from the student`}`,
  mapStudentSays: (said: string) => `Student: ${said}`,
  mapNearest: (place: number) => `Here the student is nearest to teacher ${grouped(place)}, by KL at T = 1.`,
  apart: 'Where the teachers differ',
  apartLead: (images: number, all: number, none: number) =>
    `Of ${grouped(images)} validation images all teachers are right on ${grouped(all)} and none on ${grouped(none)}.`,
  apartTeacher: 'Teacher',
  apartAccuracy: 'Accuracy',
  apartOnly: 'Alone right on',
  apartPictures: 'Some of these',
  apartPicture: (index: number, label: string) => `Image ${grouped(index + 1)}: ${label}`,
};

export type TeachersText = typeof teachersEn;
