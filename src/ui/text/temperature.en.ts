/**
 * The sentences of the temperature panel in English. Another language is another object of this shape.
 */
export const temperatureEn = {
  title: 'Temperature',
  lead: 'Dividing logits by T before the softmax shows how a network ranks the wrong classes. That ranking is what a student learns from a teacher and cannot learn from a label.',
  pictures: 'Validation images',
  picturesHelp: 'Arrow keys move, Page Up and Page Down turn the page.',
  picture: (index: number, label: string) => `Image ${index + 1}: ${label}`,
  page: (from: number, to: number, count: number) =>
    `${from.toLocaleString('en')}–${to.toLocaleString('en')} of ${count.toLocaleString('en')}`,
  previous: 'Earlier images',
  next: 'Later images',
  trueLabel: 'true label',
  enlarged: (label: string) => `The chosen image, a ${label}`,
  temperature: 'Temperature T',
  exact: 'T as a number',
  allowed: 'T is a number from 0.1 to 100.',
  marker: (value: string) => `experiment: T ${value}`,
  use: 'Use this T for the experiment',
  used: 'This is the experiment’s T',
  unusedBy: (similarity: string) => `The experiment’s similarity (${similarity}) uses no temperature.`,
  order: 'Order of the classes',
  orders: { class: 'by class', teacher: 'by probability' },
  bars: 'Softened probabilities',
  class: 'class',
  teacher: 'Teacher',
  student: 'Student',
  whichStudent: 'Which student',
  studentName: (alpha: string, run: number) => `${alpha}, run ${run}`,
  noStudent: 'Students appear here, in teal, as soon as one is trained.',
  noTeacher: 'There is no teacher yet: choose or train one, and its probabilities appear here.',
  waiting: 'The images appear here as soon as the dataset is ready.',
  entropy: 'Entropy',
  entropyOf: (nats: string, bits: string) => `${nats} nats, ${bits} bits`,
  entropyMost: (nats: string, bits: string) => `at most ${nats} nats, ${bits} bits`,
  divergence: 'KL(p_t ‖ p_s)',
  divergenceOf: (nats: string, bits: string) => `${nats} nats, ${bits} bits`,
  describeBars: (who: string, label: string, probability: string, T: string) =>
    `${who}: most likely ${label} with ${probability} at T ${T}`,
};

export type TemperatureText = typeof temperatureEn;
