/**
 * Settings of the sweep: how many students, from which seed, for how long.
 */
import { always, aTeacherIsTrained, drawsForStudents, isDrawn } from '../decides.ts';
import { numberField, numbersField } from '../fields.ts';

export const sweepFields = {
  alphas: numbersField({
    label: 'Alphas',
    help: 'The weight of the labels: loss = α·CE + (1 − α)·similarity, so α = 1 is the student trained alone.',
    group: 'sweep',
    decides: { extent: always },
    default: [0, 0.5, 1],
    minimum: 0,
    maximum: 1,
    atMost: 21,
  }),
  runs: numberField({
    label: 'Runs per alpha',
    help: 'Run i of every alpha starts from the same weights and sees the same batches, so gains are paired.',
    group: 'sweep',
    decides: { extent: always },
    default: 4,
    minimum: 1,
    maximum: 100,
    integer: true,
    scale: 'log',
  }),
  seed: numberField({
    label: 'Seed',
    help: 'Every random number comes from it: the same seed on the same device gives the same curve.',
    group: 'sweep',
    advanced: true,
    decides: {
      images: isDrawn,
      teacher: aTeacherIsTrained,
      start: always,
      measure: isDrawn,
      shown: drawsForStudents,
    },
    default: 0,
    minimum: 0,
    maximum: 4_294_967_295,
    integer: true,
  }),
  epochs: numberField({
    label: 'Epochs',
    help: 'How often each run passes over the training images.',
    group: 'sweep',
    decides: { student: always },
    default: 30,
    minimum: 1,
    maximum: 1000,
    integer: true,
    scale: 'log',
  }),
};
