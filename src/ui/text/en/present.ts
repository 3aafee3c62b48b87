/**
 * The sentences of presenting to an audience in English.
 */
import type { Place } from '../../present/stations.ts';
import { fixed, grouped } from '../numbers.ts';

const pairs = (count: number) => (count === 1 ? 'one pair' : `${grouped(count)} pairs`);
const percent = (share: number) => `${fixed(share * 100, 1)} %`;

const places: Record<Place, string> = {
  overview: 'The whole bench',
  still: 'What learns from what',
  headline: 'What came out',
  loss: 'Loss',
  accuracy: 'Accuracy',
  difference: 'Logit difference',
  table: 'Table',
  temperature: 'Temperature',
  why: 'Why it learned',
  runs: 'Runs',
  tree: 'Family tree of networks',
  scatter: 'Size and accuracy of networks',
};

export const presentEn = {
  present: 'Present',
  presentLong: 'Present to an audience: large type, thick lines',
  places,
  footer: 'Presentation',
  stations: 'Stations',
  station: (sign: string, name: string) => `${sign}, ${name}`,
  previous: 'Previous station',
  next: 'Next station',
  awake: 'Stays awake',
  mayDim: 'Screen may dim',
  leave: 'Leave',
  leaveLong: 'Leave the presentation; the experiment stays',
  fullscreen: 'Full screen',
  qrButton: 'QR code',
  help: 'Keys',
  helpTitle: 'Keys while presenting',
  keys: [
    { keys: '1 … 9, T, S', what: 'to a station' },
    { keys: '0', what: 'the whole bench' },
    { keys: '→ PageDown', what: 'next station' },
    { keys: '← PageUp', what: 'previous station' },
    { keys: 'G', what: 'lift or lower the curtain' },
    { keys: 'Q', what: 'the link as a QR code' },
    { keys: 'H', what: 'show what the link hides, or hide it again' },
    { keys: 'F', what: 'full screen' },
    { keys: 'Esc', what: 'leave the presentation' },
  ],
  close: 'Close',
  qr: {
    title: 'Open this experiment on your own device',
    label: 'QR code of the link',
    tooLong: 'The link is too long for a QR code that a camera reads across a room; the address is below.',
    guess: 'Results wait behind a curtain until each of you has guessed.',
  },
  hidden: (count: number) =>
    count === 1
      ? 'The link hides one part of this page.'
      : `The link hides ${grouped(count)} parts of this page.`,
  showAll: 'Show all',
  curtain: {
    title: 'Guess first',
    question: 'Which student will be right most often?',
    single: 'How often will the student be right?',
    alpha: (alpha: string) => `α ${alpha}`,
    alone: 'α 1, alone',
    none: 'No difference',
    why: 'The results are shown as soon as you have guessed.',
    hands: 'Count the hands, then lift the curtain.',
    more: (choice: string) => `One hand more for ${choice}`,
    fewer: (choice: string) => `One hand fewer for ${choice}`,
    lift: 'Lift the curtain',
    liftShort: 'Reveal',
    lowerShort: 'Hide',
    skip: 'Show the results without a guess',
    lower: 'Lower the curtain',
    students: 'The students’ answers wait behind the curtain until you have guessed what comes out.',
  },
  outcome: {
    title: 'Guessed and measured',
    own: (choice: string) => `You guessed: ${choice}.`,
    ownNothing: 'You did not guess.',
    hands: 'Hands',
    student: 'Student',
    accuracy: 'Accuracy',
    yours: 'your guess',
    noneYet: 'Two of these students must have a finished run before a guess can be judged.',
    soFar: 'So far: ',
    clear: (best: string, accuracy: number, rival: string, rivals: number, count: number) =>
      `${best} was right most often, on ${percent(accuracy)} of the images; next came ${rival} with ${percent(rivals)} (${pairs(count)}).`,
    unclear: (best: string, accuracy: number, rival: string, rivals: number, count: number) =>
      `${best} came out highest with ${percent(accuracy)}, but ${pairs(count)} cannot tell it from ${rival} with ${percent(rivals)}.`,
    tied: (best: string, accuracy: number, rival: string, count: number) =>
      `${best} and ${rival} came out alike, at ${percent(accuracy)} (${pairs(count)}).`,
    verdicts: {
      right: 'The guess was right.',
      wrong: 'The guess was wrong.',
      open: 'The guess is neither shown right nor shown wrong: more runs could tell.',
      openNone:
        'No student can be told from the others by these runs, so the guess is not shown wrong; that does not prove it right.',
    },
    correction: 'At 95 %, divided among all pairs of students, because the best was picked after the fact.',
  },
};

export type PresentText = typeof presentEn;
