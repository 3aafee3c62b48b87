/**
 * The sentences of networks that are compared, in English.
 */
export const comparingEn = {
  title: 'Compared',
};

export type ComparingText = typeof comparingEn;
