/**
 * What stands around networks that people bring, in English: opening them, how their outputs fit, and the seed experiment.
 */
import { grouped } from '../numbers.ts';

const plural = (count: number, one: string, many: string) => `${grouped(count)} ${count === 1 ? one : many}`;

export const givenEn = {
  teacher: {
    /** The setting of the form. */
    address: 'Web address',
    addressHelp:
      'The http or https address of a tfjs model.json, to be the teacher. Nothing is fetched until you press Open.',
    addressOpen: 'Open',
    addressOpenLong: 'Open the teacher at this web address',
    withoutHead: 'Load all but the head',
    /** Behind where the teacher comes from. */
    newHead: ', new head',
    reordered: ', outputs reordered',
    takes: (scale: string) => `, pixels ${scale}`,
  },
  student: {
    open: 'Open weights…',
    openLong: 'Open weights from which students start: safetensors or PyTorch',
    file: (name: string) => `Students start from ${name}.`,
    none: 'No file has been opened for it in this visit.',
  },
  remarks: {
    teacher: 'How the teacher’s file was read',
    student: 'How the student’s file was read',
  },
  order: {
    /** Percentages; images counted. */
    permuted: (given: string, best: string, heldOut: string, images: number) =>
      `The teacher is right on ${given} of ${plural(images, 'validation image', 'validation images')} as its outputs stand, and on ${best} in the best order of the classes (${heldOut} where each half is judged in the order that the other half chose).`,
    permutedMeans:
      'It seems to know these classes by other numbers. The order was found on the validation images, so the accuracy in it is a little flattered.',
    use: 'Use that order',
    unrelated: (given: string, images: number, chance: string) =>
      `The teacher is right on ${given} of ${plural(images, 'validation image', 'validation images')}, not clearly more often than chance (${chance}).`,
    unrelatedMeans:
      'It seems to know other things than these classes, and students would learn nothing of them from it.',
    few: 'With so few images this may be said of a good teacher too.',
    train: 'Train a new head',
    allTheSame: 'Train all the same',
    another: 'Choose another teacher',
    note: 'The teacher’s outputs stand in an order that was found on the validation images.',
  },
  seed: {
    title: 'The seed experiment',
    lead: 'An ImageNet ResNet-50 that was fine-tuned on ants and bees teaches a ResNet-18 of which only the new head is trained: 25 epochs, and four runs for each of three α. The published results then stand beside yours.',
    set: 'Set it up',
    isSet: 'The settings are those of the seed experiment.',
    wants: 'It wants',
    there: 'there',
    missing: 'still wanted',
    folder: 'a folder with train/ and val/ of ants and bees',
    teacher: 'a ResNet-50 of two classes, as the teacher',
    student: 'a ResNet-18, from which the students start',
  },
};

export type GivenText = typeof givenEn;
