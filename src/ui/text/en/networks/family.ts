/**
 * The sentences of what is kept, taken away and brought back, in English.
 */
export const familyEn = {
  title: 'What is kept',
};

export type FamilyText = typeof familyEn;
