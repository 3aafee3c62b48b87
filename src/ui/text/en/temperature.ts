/**
 * The sentences of the temperature panel in English. Another language is another object of this shape.
 */
import { grouped } from '../numbers.ts';

export const temperatureEn = {
  title: 'Temperature',
  lead: 'Dividing logits by T before the softmax shows how a network ranks the wrong classes. That ranking is what a student learns from a teacher and cannot learn from a label.',
  pictures: 'Validation images',
  picturesHelp: 'Arrow keys move, Page Up and Page Down turn the page.',
  picture: (index: number, label: string) => `Image ${index + 1}: ${label}`,
  page: (from: number, to: number, count: number) => `${grouped(from)}–${grouped(to)} of ${grouped(count)}`,
  previous: 'Earlier images',
  next: 'Later images',
  trueLabel: 'true label',
  enlarged: (label: string) => `The chosen image, a ${label}`,
  temperature: 'Temperature T',
  exact: 'T as a number',
  allowed: (least: string, most: string) => `T is a number from ${least} to ${most}.`,
  marker: (value: string) => `experiment: T ${value}`,
  use: 'Use this T for the experiment',
  used: 'This is the experiment’s T',
  unusedBy: (similarity: string) => `The experiment’s similarity (${similarity}) uses no temperature.`,
  order: 'Order of the classes',
  orders: { class: 'by class', teacher: 'by probability' },
  bars: 'Softened probabilities',
  class: 'class',
  teacher: 'Teacher',
  together: 'Teachers together',
  oneTeacher: (place: number, label: string, weight: string) =>
    `${grouped(place)}: ${label}, weight ${weight}`,
  student: 'Student',
  whichStudent: 'Which student',
  studentName: (alpha: string, run: number) => `${alpha}, run ${run}`,
  noStudent: 'Students appear here, in teal, as soon as one is trained.',
  studentsGone:
    'The students of these results are not in memory: they made room for others, this browser keeps nothing, or other images are open now. Run the sweep again to see them here.',
  noTeacher: 'There is no teacher yet: choose or train one, and its probabilities appear here.',
  waiting: 'The images appear here as soon as the dataset is ready.',
  entropy: 'Entropy',
  nats: (value: string) => `${value} nats`,
  bits: (value: string) => `${value} bits`,
  entropyMost: (nats: string, bits: string) => `at most ${nats} nats, ${bits} bits`,
  views: 'What the temperature does',
  viewNames: {
    probabilities: 'Probabilities',
    gradients: 'Gradients',
    alike: 'What the teacher finds alike',
    limit: 'T → ∞',
    seen: 'Attention',
    try: 'Try it',
  },
  pointAt: 'Point at a part of the formula to see what it is.',
  terms: {
    probability:
      'p_i: the softened probability of class i. The numbers are the teacher’s, for the true class.',
    logit: 'z_i: the logit of class i, what the network computes before the softmax. T does not change it.',
    temperature:
      'T: what every logit is divided by. Below 1 the largest wins all; above 1 the others are heard.',
    sum: 'The sum over all classes, so that the probabilities add up to 1. The largest logit is subtracted first, which changes nothing but keeps exp from overflowing.',
    teacher: 'What the teacher says, softened at T: amber.',
    student: 'What the student says, softened at the same T: teal.',
    label: 'y: 1 for the true class and 0 for all others.',
    factor:
      'T²: softened gradients shrink as 1/T². This factor makes up for it, so that teacher and label keep their balance when T changes.',
    images: 'N: the images that the loss is a mean of. Both gradients are divided by it.',
    mean: 'The mean over all validation images whose true class is i.',
    divergence: 'KL: the nats that are lost by believing the student where the teacher speaks.',
    centred:
      'ẑ: logits less their mean over the classes, which a softmax cannot see. Half their mean squared difference is logit matching.',
  },
  factor: 'Multiply by T²',
  share: 'Gradient of the loss over',
  shares: { image: () => 'this image', batch: (size: number) => `a batch of ${grouped(size)}` },
  gradients: 'Gradient on each class’s logit of the student',
  soft: 'Soft',
  hard: 'Hard',
  reach: (T: string, ratio: string, scaled: boolean) =>
    `At T ${T} ${scaled ? 'with' : 'without'} T², the largest soft gradient is ${ratio} times the largest hard one.`,
  signs:
    'A step goes against the gradient: − raises the logit, + lowers it. A label pulls at one class; a teacher pulls at each in its own measure.',
  equalLogits:
    'No student is trained yet: these are for one that gives every class the same logit, as an untrained one nearly does.',
  teacherLooking: 'The teacher is looking at the validation images; its answers appear here in a moment.',
  alikeCaption: 'Mean softened probability of each class, in percent, by true class',
  alikeCorner: 'true class',
  alikeView: 'Share of what',
  alikeViews: { whole: 'of the whole answer', others: 'of what the others get' },
  mostAlike: 'Most alike',
  alikePair: (of: string, to: string) => `${of} → ${to}`,
  alikeHow: (images: string) =>
    `Percent, means over ${images} validation images; a dot is less than half a percent. Colour is by the largest share off the diagonal.`,
  alikeSome: (images: string) => `They are spaced evenly among the ${images} there are.`,
  alikeShown: (shown: number, classes: number) =>
    `Of ${classes} classes, the ${shown} in the pairs most alike.`,
  limitChart: (T: string, loss: string, limit: string) =>
    `The soft loss over T, on a log scale: ${loss} at T ${T}, nearing ${limit} as T grows`,
  limitName: (limit: string) => `limit ${limit}`,
  ofLimit: (percent: number) => `${percent} % of the limit`,
  softGradient: 'Soft gradient',
  matching: 'Logit matching',
  limitBars: 'Gradient of the soft loss beside that of logit matching',
  limitHow:
    'When T is large beside the logits, exp(z/T) is nearly 1 + z/T: the soft loss becomes ½·MSE of centred logits, and distilling becomes matching logits.',
  limitWithout: 'Without T² the loss fades as 1/T²: nothing is left of the teacher at a high temperature.',
};

export type TemperatureText = typeof temperatureEn;
