/**
 * The sentences of what a browser cannot do, what still works in it and how to get the rest, in English.
 */
export const reachEn = {
  title: 'What works here',
};

export type ReachText = typeof reachEn;
