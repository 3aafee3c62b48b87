/**
 * Settings of the student.
 */
import { distilTokens, freezeNames, studentChoices, studentStarts } from '../choices.ts';
import { always, hasOwnNetwork, mayTakeTokens, startsTrained } from '../decides.ts';
import { families } from '../families/catalogue.ts';
import { choiceField, numberField } from '../fields.ts';

export const studentFields = {
  student: choiceField({
    label: 'Student',
    help: 'The network that learns from the labels and the teacher: a small one, or a copy of the teacher to be made smaller.',
    group: 'student',
    decides: { network: always, start: always },
    default: 'cnn',
    choices: studentChoices,
    declared: families,
  }),
  distilToken: choiceField({
    label: 'Distillation token',
    help: 'Of a vision transformer: the class token’s head learns from labels, another token’s from the teacher (DeiT), by the similarity (soft) or its likeliest class (hard).',
    group: 'student',
    decides: { network: mayTakeTokens, student: mayTakeTokens },
    addedLater: true,
    default: 'none',
    choices: distilTokens,
  }),
  studentWidth: numberField({
    label: 'Student width',
    help: 'Multiplies the student’s channels; parameters grow with its square.',
    group: 'student',
    decides: { network: hasOwnNetwork, start: hasOwnNetwork },
    default: 1,
    minimum: 0.125,
    maximum: 4,
  }),
  studentImageSize: numberField({
    label: 'Student image size',
    help: 'The student sees images averaged down to this many pixels; 0 shows it what the teacher sees.',
    group: 'student',
    advanced: true,
    decides: { network: hasOwnNetwork, start: hasOwnNetwork },
    default: 0,
    minimum: 0,
    maximum: 256,
    integer: true,
    unit: 'px',
  }),
  studentStart: choiceField({
    label: 'Student start',
    help: 'new draws the weights from the seed; teacher copies every second block (Sanh et al. 2019); file reads a file of its own.',
    group: 'student',
    advanced: true,
    decides: { start: hasOwnNetwork },
    givenFile: 'file',
    default: 'new',
    choices: studentStarts,
  }),
  studentFreeze: choiceField({
    label: 'Student freezing',
    help: 'What stays fixed of a student that did not start new: nothing, all but the last stage, all but the head, or that with batch statistics.',
    group: 'student',
    advanced: true,
    decides: { student: startsTrained },
    default: 'none',
    choices: freezeNames,
  }),
};
