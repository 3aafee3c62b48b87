import type { Answer } from '../asked.ts';

export const timeRuntimes: Answer<'time-runtimes'> = async (question, asked) => {
  // Before anything is waited for, so that what is told to stop later comes later.
  const turn = ++asked.measuring.turn;
  const { timedRuntimes } = await import('./timedRuntimes.ts');
  return timedRuntimes(question.ids, turn, asked);
};

export const stopTiming: Answer<'stop-timing'> = async (_, { measuring }) => {
  measuring.turn++;
};
