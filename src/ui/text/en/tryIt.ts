/**
 * The sentences of the tab in which both models are tried on a picture, in English.
 */
import { plain } from '../numbers.ts';

export const tryItEn = {
  atOne:
    'Here T is 1, as it is wherever a network is used once it is trained. The bench’s T waits in the other tabs.',
  table: 'Teacher and student on this picture',
  choices: ['First choice', 'Second', 'Third'],
  time: 'Time for one image',
  size: 'Weights',
  ms: (median: string) => `${median} ms`,
  range: (least: string, most: string) => `${least} to ${most} ms`,
  /** @param times how many times smaller; and faster, or slower. */
  smaller: (times: string) => `The student’s weights are ${times} times smaller.`,
  larger: (times: string) => `The student’s weights are ${times} times larger.`,
  asLarge: 'The student’s weights are as large as the teacher’s.',
  faster: (times: string) => `It answers ${times} times faster.`,
  slower: (times: string) => `It answers ${times} times slower.`,
  asFast: 'It answers as fast.',
  how: (measurements: number, least: number, size: number, backend: string) =>
    `Median of ${plain(measurements)} measurements, least and largest below it; each is the mean over as many passes as take ${plain(least)} ms, three to warm up not counted. A pass takes one image of ${plain(size)} × ${plain(size)} from its bytes in memory to its logits. On ${backend}.`,
  measuring: 'Measuring…',
  again: 'Measure again',
  busy: 'Nothing is timed while something is trained or made ready: the answers would wait for its steps. Pausing lets it be measured.',
};

export type TryItText = typeof tryItEn;
