/**
 * Settings of the teacher.
 */
import { words } from '../../lang/sentence.ts';
import {
  ensembleNames,
  freezeNames,
  inputScaleChoices,
  modelNames,
  teacherHeads,
  teacherOrders,
} from '../choices.ts';
import {
  always,
  both,
  boundsTeachers,
  copiesTeacher,
  countsTeachers,
  fileLeavesPixelsOpen,
  fromFile,
  hasMoreTeachers,
  headIsKept,
  headIsNew,
  ofInsects,
  teacherIsBuilt,
  teacherIsTrained,
} from '../decides.ts';
import { ensembles } from '../ensembles/catalogue.ts';
import { choiceField, nameField, numberField } from '../fields.ts';
import { teacherSpelling } from '../teachers/catalogue.ts';
import { moreTeachersField } from '../teachers/moreTeachers.ts';
import { teacherChoice } from '../teachers/trainsTeacher.ts';

/** What there is to say of each of several teachers; here of the first. */
const ofEach = {
  teacherWidth: numberField({
    label: 'Teacher width',
    help: 'Multiplies the channels of a teacher trained here.',
    group: 'teacher',
    advanced: true,
    decides: { teacher: teacherIsBuilt, network: both(teacherIsBuilt, copiesTeacher) },
    default: 1,
    minimum: 0.125,
    maximum: 4,
  }),
  teacherEpochs: numberField({
    label: 'Teacher epochs',
    help: 'How long a teacher is trained when it is trained here.',
    group: 'teacher',
    advanced: true,
    decides: { teacher: teacherIsTrained },
    default: 20,
    minimum: 1,
    maximum: 1000,
    integer: true,
    scale: 'log',
  }),
  teacherImages: numberField({
    label: 'Teacher images',
    help: 'How many insects a teacher trained here sees; a dropped folder uses all of its images.',
    group: 'teacher',
    advanced: true,
    decides: { teacher: both(teacherIsBuilt, ofInsects) },
    default: 4000,
    minimum: 16,
    maximum: 50_000,
    integer: true,
    scale: 'log',
  }),
  teacherHead: choiceField({
    label: 'Teacher head',
    help: 'keep uses a teacher’s file as it is; new loads all but its last layer and trains another for these classes.',
    group: 'teacher',
    advanced: true,
    decides: { teacher: fromFile },
    default: 'keep',
    choices: teacherHeads,
  }),
  teacherFreeze: choiceField({
    label: 'Teacher freezing',
    help: 'What of a file’s layers stays fixed under a new head: all (head), all but batch statistics, all but the last stage, or none.',
    group: 'teacher',
    advanced: true,
    decides: { teacher: headIsNew },
    default: 'head',
    choices: freezeNames,
  }),
  teacherRate: numberField({
    label: 'Teacher rate',
    help: 'The learning rate of a teacher that is trained here; 0 takes the student’s.',
    group: 'teacher',
    advanced: true,
    decides: { teacher: teacherIsTrained },
    default: 0,
    minimum: 0,
    maximum: 10,
    scale: 'power',
  }),
  teacherOrder: choiceField({
    label: 'Teacher order',
    help: 'given takes a teacher’s outputs as they come; best puts them in the order that the validation images find best, where that is certain.',
    group: 'teacher',
    advanced: true,
    decides: { teacher: headIsKept },
    default: 'given',
    choices: teacherOrders,
  }),
  teacherInput: choiceField({
    label: 'Teacher input',
    help: 'What a teacher from a file takes for pixels: what the file says or its kind usually takes (auto), −1 to 1, 0 to 1, ImageNet’s normalisation, or bytes.',
    group: 'teacher',
    advanced: true,
    decides: { teacher: fileLeavesPixelsOpen },
    default: 'auto',
    choices: inputScaleChoices,
  }),
  teacherWeight: numberField({
    label: 'Teacher weight',
    help: 'How much a teacher counts among several; the weights are divided by their sum.',
    group: 'teachers',
    decides: { teacher: hasMoreTeachers },
    default: 1,
    minimum: 0.01,
    maximum: 100,
    scale: 'log',
  }),
};

export const teacherFields = {
  teacher: nameField({
    label: 'Teacher',
    help: 'auto takes the shipped teacher where it fits the dataset and otherwise trains a ResNet-20 here.',
    group: 'teacher',
    decides: { teacher: always, network: copiesTeacher },
    comesTo: teacherChoice,
    givenFile: 'file',
    default: 'auto',
    pattern: new RegExp(`^(${teacherSpelling})$`),
    allowed: words`auto, shipped, rednet-shipped, file, saved- and a name, or one of ${modelNames.join(', ')}`,
  }),
  ...ofEach,
  teachersTogether: choiceField({
    label: 'Teachers together',
    help: 'What students learn of several teachers: a mean of their softened probabilities, whose weights may follow each image or the gradients, or of their logits.',
    group: 'teachers',
    decides: { teacher: hasMoreTeachers, network: countsTeachers },
    default: 'mean-probabilities',
    choices: ensembleNames,
    declared: ensembles,
  }),
  teachersNu: numberField({
    label: 'AEKD’s ν',
    help: 'Of AEKD: no teacher weighs more than 1/(νM) of M teachers. At 1 all weigh the same, near 0 one may have all the weight.',
    group: 'teachers',
    advanced: true,
    decides: { student: boundsTeachers },
    default: 0.6,
    minimum: 0.01,
    maximum: 1,
  }),
  moreTeachers: moreTeachersField(ofEach),
};
