/**
 * The sentences of the verbs that make a network smaller, in English.
 */
import type { ArmName } from '../../../../spec/recipe/distil.ts';
import { grouped } from '../../numbers.ts';

/** What a preview says of accuracy. */
export interface PreviewedAccuracy {
  readonly accuracy: string;
  /** Of the network as it is. */
  readonly before: string;
  readonly images: number;
  /** Whether a retraining follows. */
  readonly retrains: boolean;
}

/** What a press of the button makes. */
export interface ToMake {
  readonly networks: number;
  /** Of retraining; 0 where there is none. */
  readonly epochs: number;
  /** The only one; undefined where there are several. */
  readonly arm: ArmName | undefined;
}

/** How it learns again. */
export interface ToLearn {
  readonly arms: readonly ArmName[];
  /** Alpha and temperature with which a teacher is heard. */
  readonly heard: string;
  /** Of each. */
  readonly epochs: number;
  /** Of all arms, values and runs. */
  readonly total: number;
  readonly runs: number;
}

export const smallerEn = {
  title: 'Make it smaller',
  verbs: 'Ways to make it smaller',
  /** Why there are none. */
  unknown:
    'Nothing is kept of what made it, so there is no recipe to go on with. Use it as the student’s start, and train it.',
  final: (verb: string) => `This one is finished: nothing can follow “${verb}” in this version.`,
  comesLast: 'It comes last: nothing is trained or made smaller after it in this version.',
  tooLong: (most: number) => `Its recipe has ${grouped(most)} stages, and none has more.`,
  /** The preview. */
  asking: 'Measuring a preview',
  busy: 'A preview waits until training has ended.',
  opening: 'A preview waits until the lab is ready.',
  otherImages: 'The images of this network are not those of the form, so there is no preview.',
  ownImages: (count: number | undefined, retrains: boolean) =>
    `The form has other images. This one is ${retrains ? 'retrained' : 'made and measured'} on its own${count === undefined ? '' : ` ${grouped(count)}`} training images:`,
  openIts: 'Open its experiment',
  untrained: (run: number | undefined) =>
    run === undefined ? 'Before any retraining' : `Before any retraining, run ${grouped(run)}`,
  asMade: (run: number | undefined) =>
    run === undefined ? 'As it will be' : `As it will be, run ${grouped(run)}`,
  quantity: 'Quantity',
  now: 'now',
  smaller: 'smaller',
  accuracy: 'Accuracy',
  bytes: (bits: string) => `Size as saved, ${bits} bits`,
  multiplyAdds: 'Multiply-adds',
  images: ({ accuracy, before, images, retrains }: PreviewedAccuracy) =>
    `${retrains ? 'Before retraining, it' : 'It'} is right on ${accuracy} of ${grouped(images)} validation images; this network now on ${before} of the same ${grouped(images)}.`,
  reached: (asked: string, reached: string) => `Asked: ${asked}; reached: ${reached}.`,
  /** Of what is counted layer by layer, where they differ. */
  reachedMean: (asked: string, reached: string) =>
    `Asked: ${asked}; reached: ${reached} on average, as not every layer gains by it or has as many.`,
  zeros: (share: string) =>
    `${share} of its weights are zeros. Zeros are multiplied as well: no faster here.`,
  simulated: 'Integers are simulated here: no faster on this page.',
  /** What is made. */
  also: 'Also at',
  runs: 'Runs',
  heard: (alpha: string, temperature: string) => `α ${alpha}, T ${temperature}`,
  arms: {
    title: 'It learns again',
    names: { 'fine-tuned': 'fine-tuned', distilled: 'distilled', scratch: 'from scratch' } satisfies Record<
      ArmName,
      string
    >,
    lead: ({ arms, heard, epochs, total, runs }: ToLearn) =>
      [
        arms.length === 3
          ? 'Three arms, paired run by run'
          : arms.length === 2
            ? 'Two arms, paired run by run'
            : 'One arm',
        ': ',
        arms
          .map(
            (arm) =>
              ({
                'fine-tuned': 'from the labels alone',
                distilled: `with the teacher (${heard})`,
                scratch: 'the same small network, its weights drawn anew, from the labels alone',
              })[arm],
          )
          .join('; '),
        `. ${arms.length > 1 ? 'The same batches in each. ' : ''}${grouped(epochs)} ${epochs === 1 ? 'epoch' : 'epochs'}${arms.length > 1 ? ' each' : ''}${
          total > epochs ? `, ${grouped(total)} in all${runs > 1 ? ` over ${grouped(runs)} runs` : ''}` : ''
        }.`,
      ].join(''),
  },
  make: ({ networks, epochs, arm }: ToMake) =>
    [
      networks > 1 ? `Make ${grouped(networks)} of them` : 'Make it',
      epochs > 0
        ? arm === 'scratch'
          ? ', and train from scratch'
          : `, and retrain${arm === undefined ? ' each' : ''}`
        : '',
      epochs > 0 ? ` ${grouped(epochs)} ${epochs === 1 ? 'epoch' : 'epochs'}` : '',
      epochs > 0 && arm === 'distilled' ? ' with the teacher' : '',
    ].join(''),
  checking: 'Finding out whether it can go on from its own weights…',
  wait: 'Something is being trained: wait until it has ended, or stop it.',
  fromFile: 'What made it cannot be repeated here, so every run starts from these weights.',
  inForm: 'The form now holds the experiment of what was made smaller.',
  back: 'Take back the one before',
  rateRule: (share: string, scratch: boolean) =>
    `The learning rate is ${share} of the experiment’s unless you set it: trained weights are retrained with smaller steps (Han et al. 2015 took a tenth for a pruned LeNet).${
      scratch
        ? ' From scratch it is the same, so that one thing differs at a time; weights that are drawn often gain from a larger one and more epochs (Liu et al. 2019): try both before you believe a difference.'
        : ''
    }`,
  layerBits: 'Bits of a weight in each layer',
  bitsOf: (bits: string) => `${bits} bits`,
  how: 'How it is done',
};

export type SmallerText = typeof smallerEn;
