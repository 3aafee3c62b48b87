/**
 * The sentences of networks that are compared, in English. Networks are named by letters: A, B, …
 */
import { grouped } from '../../numbers.ts';

const plural = (count: number, one: string, many: string) => `${grouped(count)} ${count === 1 ? one : many}`;

/** How two networks were set against each other. */
export interface BasisSaid {
  readonly pairing: 'runs' | 'one-network' | 'one-of-several' | 'none';
  readonly pairs: number | undefined;
  readonly counts: readonly [a: number, b: number];
}

/** The names of what is counted. */
export const countedNames = [
  ...(['bytes', 'zippedBytes', 'huffmanBytes', 'multiplyAdds', 'parameters'] as const),
  ...(['activationBytes', 'energy', 'bits', 'sparsity'] as const),
] as const;
export type CountedName = (typeof countedNames)[number];

const basis = ({ pairing, pairs = 0, counts: [a, b] }: BasisSaid) =>
  pairing === 'runs'
    ? plural(pairs, 'pair', 'pairs')
    : pairing === 'one-network'
      ? `${plural(pairs, 'run', 'runs')} against one network`
      : pairing === 'one-of-several'
        ? `${plural(pairs, 'run', 'runs')}, each against the one network that all were made of`
        : `${grouped(a)} and ${plural(b, 'run', 'runs')}, not paired`;

const nouns: Record<CountedName, string> = {
  bytes: 'bytes',
  zippedBytes: 'bytes of the zipped file',
  huffmanBytes: 'bytes in Huffman code',
  multiplyAdds: 'multiply-adds',
  parameters: 'parameters',
  activationBytes: 'bytes of activations at once',
  energy: 'energy by the proxy',
  bits: 'bits per weight',
  sparsity: 'share of weights at zero',
};

export const comparingEn = {
  title: 'Compared',
  column: 'Compare',
  compareThis: (name: string) => `Compare: ${name}`,
  with: 'Compare with…',
  whoPays: 'Who pays for its step',
  parent: 'What it was made of',
  children: (count: number) =>
    count === 1 ? 'What was made of it' : `All ${grouped(count)} networks made from it`,
  siblings: (count: number) => (count === 1 ? 'Its sibling' : `Its ${grouped(count)} siblings`),
  teacher: 'Its teacher',
  another: 'Another network',
  add: 'Compare',
  count: (count: number) => `${grouped(count)} networks are compared below the picture.`,
  most: (shown: number, all: number) => `The first ${grouped(shown)} of ${grouped(all)} are compared.`,
  first: 'Each is held against A, the one whose card is shown.',
  remove: 'Remove',
  removeThis: (letter: string, name: string) => `Remove ${letter}, ${name}`,
  none: 'Compare no longer',
  runs: (count: number) => plural(count, 'run', 'runs'),
  recipes: {
    title: 'What differs in their recipes',
    common: (acts: string) => `In common: ${acts}.`,
    startAsTeacher: (count: number, label: string) =>
      `${count === 2 ? 'Both' : 'All'} start as ${label} (teacher).`,
    startAlike: 'All start as one and the same network.',
    nothingInCommon: 'Their recipes begin with nothing in common.',
    own: (letter: string, acts: string) => `${letter}: ${acts}.`,
    nothingMore: 'nothing more',
    end: (acts: string) => `Then all: ${acts}.`,
    same: 'Their recipes are the same.',
    teacherItself: (letter: string, act: string) => `${letter}: ${act}.`,
    andThen: ', then ',
    setting: (name: string, values: readonly (readonly [letter: string, value: string])[]) =>
      `${name}: ${values.map(([letter, value]) => `${letter} ${value}`).join(', ')}.`,
    stageSetting: (stage: string, name: string) => `${stage}, ${name}`,
    asExperiment: 'as the experiment says',
    noSay: 'no say',
    otherImages: 'They were trained on different images.',
    unknownImages: 'Which images they were trained on is not known of all.',
    otherTeacher: 'They had different teachers.',
    notComparable:
      'They were measured on different validation images: accuracies and losses cannot be compared.',
  },
  numbers: {
    title: 'What they cost and are worth',
    better: { more: 'more is better', less: 'less is better', neither: '' },
    bytesNote: 'of the weights as saved, at their bits',
    activationsNote: 'the most that is in memory between two layers, float32',
    energyNote: 'by Horowitz’s table of 2014: no measurement of this device',
    sparsityNote: 'zeros are multiplied as well: no faster here',
    lossNote: 'on validation images',
    bars: 'Bars begin at 0. Thin lines: ± 1 standard deviation over runs.',
    table: 'Numbers behind the bars',
    network: 'Network',
    verdict: 'Verdict',
    notMeasured: '–',
  },
  verdict: {
    accuracy: (more: string, less: string, points: string, on: BasisSaid) =>
      `${more} is right ${points} more often than ${less} (${basis(on)}).`,
    sampled: (more: string, less: string, label: string, size: string, on: BasisSaid) =>
      `${label}: ${more} is ${size} above ${less} (${basis(on)}).`,
    unclear: (a: string, b: string, size: string, on: BasisSaid, doubt: 'seeds' | 'images') =>
      `${a} and ${b} cannot be told apart: ${size} (${basis(on)}) is within the chance of other ${doubt}.`,
    unknownImages: (a: string, b: string, size: string) =>
      `${a} and ${b}: ${size} apart. Open their images, so that it is known how many there are and what this may be by chance.`,
    oneRun: (a: string, b: string, size: string) =>
      `${a} and ${b}: ${size} apart, with one run on a side: another seed may say otherwise.`,
    oneRunImages: (
      a: string,
      b: string,
      onlyA: number,
      onlyB: number,
      chance: string,
      differ: boolean,
      pairs: number,
    ) =>
      `Image by image, these two networks ${differ ? 'differ' : 'cannot be told apart'}: only ${a} is right on ${grouped(onlyA)}, only ${b} on ${grouped(onlyB)} (McNemar’s exact test, p ${chance}${pairs > 1 ? ` corrected for ${grouped(pairs)} pairs` : ''}). Of other seeds that says nothing.`,
    otherImages: 'Measured on different validation images: cannot be compared.',
    same: (a: string, b: string, what: CountedName) => `${a} and ${b} have the same ${nouns[what]}.`,
    part: (less: string, more: string, share: string, what: CountedName) =>
      `${less} has ${share} of the ${nouns[what]} of ${more}.`,
    zeros: (more: string, less: string, points: string) =>
      `${more} has ${points} more weights at zero than ${less}.`,
    half: 'half',
    third: 'a third',
    quarter: 'a quarter',
    eighth: 'an eighth',
    points: (size: string) => `${size} points`,
  },
  toComparison: 'Show the comparison',
  tests: (count: number) =>
    count === 0
      ? 'None of these comparisons can be held against chance: that takes two runs of each.'
      : count === 1
        ? 'One comparison is held against chance, at 5 %.'
        : `${grouped(count)} comparisons are held against chance, each at 5 % ÷ ${grouped(count)}: all together claim a difference that is none at most once in 20 times (Bonferroni).`,
  why: {
    title: 'Why it learned: before and after',
    lead: (before: string, after: string) => `Before: ${before}. After: ${after}.`,
    before: 'Before',
    after: 'After',
    run: 'Run',
    swap: 'Swap',
    network: (letter: string, name: string) => `${letter}: ${name}`,
    busy: 'Wait until training has ended: networks are not asked beside it.',
    asking: (count: number) => `Asking both about ${plural(count, 'validation image', 'validation images')}…`,
    scope: (count: number) =>
      `One network of each, and all ${plural(count, 'image', 'images')} of the validation set; other runs differ.`,
    otherImages: (name: string) =>
      `The images that they were trained on are not open. Open their experiment${name === '' ? '' : ` (images: ${name})`}; a folder is then to be dropped again.`,
    unknownImages: 'Nothing says which images they were trained on.',
    apart:
      'They were not trained on the same images: what one has seen in training may be a validation image of the other.',
    openExperiment: 'Open the experiment of After',
    pays: {
      title: 'Who pays',
      asking: (count: number) =>
        `Asking ${plural(count, 'network', 'networks')} about every validation image…`,
      lead: (before: number, after: number) =>
        before + after > 2
          ? `Means over ${plural(before, 'network', 'networks')} before and ${grouped(after)} after, all runs of the step.`
          : 'One network before and one after: other runs may differ.',
      measures: 'Measure',
      before: 'Before',
      after: 'After',
      accuracy: 'Accuracy',
      agreement: 'Same answer as the teacher',
      noTeacher: 'teacher not kept',
      calibration: 'Expected calibration error, 15 bins',
      nll: 'Negative log-likelihood, nats',
      points: (size: string) => `${size} points`,
      perClass: 'Accuracy of each class',
      classes: (clear: number, all: number) =>
        clear === 0
          ? `Of ${plural(all, 'class', 'classes')} none changed beyond the chance of other images.`
          : `${grouped(clear)} of ${plural(all, 'class', 'classes')} changed beyond the chance of other images.`,
      class: 'Class',
      images: 'Images',
      change: 'Change',
      clear: 'clear',
      note: 'Per cent right and points, with 95 % intervals over images: Wilson’s for each, and for the change that of shares on the same images (Agresti & Min 2005). Clear: beyond it at 5 % ÷ classes (Bonferroni). They say what other images would give of these networks, and nothing of other seeds.',
      exemplars: {
        title: 'Compression-identified exemplars',
        lead: (
          count: number,
          [before, after]: readonly [number, number],
          [early, late]: readonly [number, number],
        ) =>
          `${plural(count, 'image', 'images')} on which the most frequent answer of the networks after the step is another than before it (Hooker et al. 2019)${
            early === 1 && late === 1
              ? '; with one network on each side these are all images whose answer changed, by the step or by chance'
              : `, of ${grouped(early)} and ${plural(late, 'network', 'networks')}; Hooker et al. had 30 of each`
          }. Right before on ${grouped(before)} of them, after on ${grouped(after)}${early + late > 2 ? '; an answer as frequent as another counts as wrong' : ''}.`,
      },
    },
    gained: {
      title: 'Wrong before, right now',
      lead: (count: number, all: number) =>
        `${grouped(count)} of ${plural(all, 'image', 'images')}. First those on which they differ most about the true class.`,
    },
    lost: {
      title: 'Right before, wrong now',
      lead: (count: number, all: number) =>
        `${grouped(count)} of ${plural(all, 'image', 'images')}. First those on which they differ most about the true class.`,
    },
    calibration: (before: string, after: string) =>
      `Expected calibration error: ${before} points before, ${after} after.`,
  },
};

export type ComparingText = typeof comparingEn;
