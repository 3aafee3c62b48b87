/**
 * The sentences around a lesson in English; what a lesson itself says is in its file.
 */
export const lessonsEn = {
  title: 'Lessons',
  lead: 'Guided experiments. Each asks what you expect before it shows what is measured here, in your browser. What you predict stays on this machine.',
  loading: 'Fetching the lessons…',
  minutes: (count: number) => `${count} min`,
  needs: 'Needs',
  done: 'Done',
  begun: (step: number, steps: number) => `You are at step ${step} of ${steps}`,
  absent: 'Some lessons could not be fetched. Check the connection and open this view again.',
  broken: (file: string, parts: string) =>
    `The lesson file ${file} cannot be used, so it is left out. To be mended: ${parts}.`,

  guide: (title: string) => `Lesson: ${title}`,
  lesson: (order: number) => `Lesson ${order}`,
  progress: (step: number, steps: number) => `${step} of ${steps}`,
  kinds: {
    read: 'Read',
    look: 'Look',
    predict: 'Predict',
    run: 'Train',
    make: 'Make',
    reveal: 'What came out',
  },
  task: 'Try it:',
  back: 'Back',
  next: 'Next',
  skip: 'Skip the guess',
  finish: 'Finish',
  fold: 'Hide the lesson’s text',
  unfold: 'Show the lesson’s text',
  leave: 'Leave the lesson',
  restart: 'Start again',
  opening: 'Fetching the lesson…',
  unknown: (name: string) => `There is no lesson called ${name}.`,
  unknownFix:
    'The link may be misspelt or of another version. The lab works as ever; the lessons that there are:',
  absentOne: 'This lesson could not be fetched, so it cannot begin. Check the connection and try again.',
  again: 'Try again',
  allLessons: 'All lessons',

  curtain: 'The results wait behind this curtain until you have made your prediction.',
  changeable: 'You can change your mind until the answer is shown.',
  settled: 'The answer was shown, so your prediction stands.',

  train: (students: number) => `Train ${students} students`,
  goOn: (done: number, total: number) => `Go on: ${done} of ${total} students are trained`,
  trained: (students: number) => `${students} students are trained.`,
  trainedBut: (students: number, failed: number) =>
    `${students} students are trained; ${failed} failed and will not count. The reasons stand below the table of results.`,
  making: {
    start: (networks: number) => `Make ${networks} networks`,
    goOn: (done: number, total: number) => `Go on: ${done} of ${total} networks are made`,
    done: (networks: number) => `${networks} networks are made.`,
    doneBut: (networks: number, failed: number) =>
      `${networks} networks are made; ${failed} failed and will not count. The reasons stand below the table of results.`,
    underWay: 'Under way. The bar at the bottom of the page says how far it is; you may read on meanwhile.',
    waitForAll: (done: number, total: number) =>
      `The answer comes when all ${total} networks are made; ${done} are so far.`,
  },
  training: 'Training. The bar at the bottom of the page says how far it is; you may read on meanwhile.',
  otherTraining: 'Something else is being trained. It can go on when that has ended.',
  changed: 'The settings are no longer those of this step.',
  reset: 'Back to the lesson’s settings',
  blocked: 'This experiment cannot run here; the banner above says why.',

  missing: 'Nothing is measured yet that could answer this.',
  toRun: 'Go to the training',
  waitForAll: (done: number, total: number) =>
    `The answer comes when all ${total} students are trained; ${done} are so far. Looking earlier would make chance look surer than it is.`,
  teacherLooking: 'The teacher is looking at the validation images; the answer follows in a moment.',
  noSuchClass: (name: string) =>
    `Among these images there is none of the class “${name}”, so they cannot answer. The lesson asks about its own images.`,
  predicted: (choice: string) => `You predicted “${choice}”.`,
  notPredicted: 'You made no prediction.',
  verdicts: {
    holds: 'Your prediction holds.',
    fails: 'Your prediction does not hold.',
    open: 'These runs can neither confirm nor refute it.',
  },
  quantities: {
    accuracy: 'Accuracy',
    difference: 'Teacher–student logit difference',
    gain: 'Gain over the same student alone',
  },
  spreadOf: (error: string | undefined, n: number) => `${error ? `± ${error} ` : ''}(n = ${n})`,
  percent: (value: string) => `${value} %`,
  points: (value: string) => `${value} points`,
  nats: (value: string) => `${value} nats`,
  interval: (difference: string, low: string, high: string) =>
    `Difference ${difference}; 95 % interval ${low} to ${high}.`,
  intervalUnknown: (difference: string) => `Difference ${difference}; one pair has no interval.`,
  outcomes: {
    more: (a: string, b: string) => `Higher for “${a}” than for “${b}”.`,
    less: (a: string, b: string) => `Lower for “${a}” than for “${b}”.`,
    same: (a: string, b: string, margin: string) =>
      `No difference that matters between “${a}” and “${b}”: on these images it is smaller than ${margin}.`,
    unclear: (a: string, b: string) =>
      `These runs cannot tell “${a}” from “${b}”: chance alone could make such a difference.`,
  },
  howPaired: (n: number) => `${n} pairs: run i of both has the same seed and sees the same batches.`,
  howUnpaired: (a: number, b: number) => `${a} runs against ${b}, not paired (Welch’s t).`,
  howOne: 'One run of each: no spread, so nothing can be concluded.',
  plusMinus: '± is the standard error over runs, on one set of validation images.',
  plot: (difference: string) => `The difference, ${difference}, and its 95 % interval beside zero`,
  zero: 'no difference',
  fall: {
    right: 'Right',
    beside: (reference: string) => `Beside “${reference}”, in points`,
    below: 'lower',
    within: 'within chance',
    first: (name: string, value: string, reference: string) =>
      `${name}: at ${value}, accuracy is for the first time below “${reference}” by more than chance explains.`,
    none: (reference: string) => `Nowhere is accuracy below “${reference}” by more than chance explains.`,
    oneEach: (images: string, values: number) =>
      `One network of each, on the same ${images} images. Intervals hold however the images are spread on which either is wrong, and for all ${values} values together at 95 % (Bonferroni); McNemar’s exact test, in Networks, tells smaller differences apart. Of networks from other seeds this says nothing.`,
    oneUnknown: 'One network of each, and images whose number is not known: nothing can be concluded.',
    paired: (pairs: number, values: number) =>
      `${pairs} pairs, each from the same seed. Intervals are of other seeds and other images, for all ${values} values together at 95 % (Bonferroni). ± is the standard error over runs.`,
    unpaired: (runs: number, values: number) =>
      `${runs} runs or more of each, not paired (Welch’s t). Intervals are of other seeds and other images, for all ${values} values together at 95 % (Bonferroni). ± is the standard error over runs.`,
  },
  alikeResult: (first: string, share: string, images: string, T: string) =>
    `At T ${T} the teacher gives ${first} the most of the rest: ${share} % on average over ${images} images.`,
  alikeBars: 'Where the rest of the teacher’s answer goes',
  entropyResult: (ratio: string) => `The teacher’s entropy became ${ratio} times as large.`,
  entropyAt: (T: string) => `T ${T}`,
  entropyHow: (images: string, most: string) =>
    `Means over ${images} validation images; at most ${most} nats, when every class is equally likely. Computed, not sampled: there is nothing random in it.`,
  usual: 'What the authors measured',
  figuresHow: 'Mean ± standard error over n runs, on WebAssembly with two cores.',
  sources: 'Sources',
};

export type LessonsText = typeof lessonsEn;
