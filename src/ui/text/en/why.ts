/**
 * The sentences of "Why it learned" in English. Another language is another object of this shape.
 */
import { grouped } from '../numbers.ts';

const images = (count: number) => `${grouped(count)} ${count === 1 ? 'image' : 'images'}`;

/** Whose answer it is: the student is told apart from the same student alone where both are shown. */
export type Who = 'teacher' | 'student' | 'distilled' | 'alone' | 'before' | 'after';

const who: Record<Who, string> = {
  teacher: 'Teacher',
  student: 'Student',
  distilled: 'Distilled',
  alone: 'Alone',
  before: 'Before',
  after: 'After',
};

export const whyEn = {
  title: 'Why it learned',
  before:
    'Once a student is trained, this part shows what it and its teacher take for what, the images on which they disagree, and whether they are as often right as they are sure.',
  elsewhere:
    'Students that saw other images, or had another teacher, than the sweep’s own settings name are not put back in memory after a reload. Run the sweep again: what this browser kept of them is taken up, not trained anew.',
  gone: 'The students of these results are not in memory: they made room for others, this browser keeps nothing, or other images are open now. Run the sweep again to look into them.',
  asking: (count: number) => `Asking the student about ${images(count)}…`,
  waiting: 'Looking for trained students…',
  whichStudent: 'Student',
  studentName: (alpha: string, run: number) => `${alpha}, run ${run}`,
  scope: (count: number) =>
    `One student of one run, and all ${images(count)} of the validation set; other runs differ.`,
  who,
  right: 'right',
  wrong: 'wrong',
  trueClass: 'true class',
  imageNumber: (index: number) => `image ${grouped(index + 1)}`,
  more: (count: number, all: number) => `Show ${count} more of ${grouped(all)}`,
  confusion: {
    title: 'What is taken for what',
    caption: (name: Who, right: number, count: number) =>
      `${who[name]}: right on ${grouped(right)} of ${images(count)}`,
    corner: 'true ↓ answer →',
    describe: (truth: string, answer: string, count: number) =>
      truth === answer
        ? `${truth}, answered rightly: ${images(count)}`
        : `${truth}, answered ${answer}: ${images(count)}`,
    note: 'Rows are true classes, columns are answers; the deeper the shade, the larger the share of its row. Arrow keys move, Enter shows the images of a cell.',
    some: (shown: number, all: number) =>
      `The ${shown} of ${grouped(all)} classes with most mistakes are shown.`,
    cell: (name: Who, truth: string, answer: string, count: number) =>
      truth === answer
        ? `${who[name]}: ${truth} answered rightly, ${images(count)}.`
        : `${who[name]}: ${truth} taken for ${answer}, ${images(count)}.`,
    noMistake: 'No mistake to show. Press a count to see its images.',
  },
  teacherOnly: {
    title: 'Teacher right, student wrong',
    lead: (count: number, all: number, reverse: number) =>
      `${grouped(count)} of ${images(all)}; the other way round ${grouped(reverse)}. First those on which they differ most about the true class.`,
  },
  distilledOnly: {
    title: 'Distilled right, alone wrong',
    lead: (count: number, all: number, reverse: number) =>
      `${grouped(count)} of ${images(all)}; the other way round ${grouped(reverse)}. Both began with the same weights and saw the same batches; only one had a teacher.`,
    isAlone: 'This student learned alone (α 1). Choose a distilled one to compare it with this one.',
    noAlone: 'For this comparison, a student that learned alone (α 1) in the same run is needed.',
  },
  noCases: 'No such image.',
  calibration: {
    title: 'As often right as it is sure?',
    error: 'Expected calibration error',
    sentence: (teacher: string, before: string | undefined, after: string) =>
      before === undefined
        ? `Expected calibration error: student ${after} points, teacher ${teacher}.`
        : `Expected calibration error of the student: ${before} points alone, ${after} distilled. Teacher: ${teacher}.`,
    note: (bins: number) =>
      `The mean distance between confidence and accuracy over ${bins} bins of equal width, weighted by their images (Guo et al. 2017, arXiv 1706.04599). On the dashed line a model is exactly as often right as it is sure; bars below it mean too sure. Bins of fewer than 5 images are pale.`,
    names: {
      teacher: 'Teacher',
      student: 'Student',
      alone: 'Before: alone',
      distilled: 'After: distilled',
      before: 'Before',
      after: 'After',
    },
    figure: (error: string, count: number) => `error ${error} points, n = ${grouped(count)}`,
    means: (right: string, sure: string) => `right ${right} %, sure ${sure} %`,
    describe: (name: string, error: string, right: string, sure: string, count: number) =>
      `${name}: expected calibration error ${error} points; right on ${right} % of ${images(count)}, with a mean confidence of ${sure} %.`,
    confidence: 'confidence, %',
    accuracy: 'accuracy, %',
    perBin: 'images',
    numbers: 'Numbers behind the diagrams',
    numbersOf: 'Reliability by confidence: accuracy and mean confidence in percent, and images',
    bin: 'Confidence, %',
    cell: (right: string, sure: string, count: number) =>
      count > 0 ? `right ${right}, sure ${sure} (${grouped(count)})` : '–',
  },
};

export type WhyText = typeof whyEn;
