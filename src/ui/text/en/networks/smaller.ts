/**
 * The sentences of the verbs that make a network smaller, in English.
 */
export const smallerEn = {
  title: 'Make it smaller',
};

export type SmallerText = typeof smallerEn;
