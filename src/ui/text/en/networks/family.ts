/**
 * The sentences of what is kept, taken away and brought back, in English.
 */
export const familyEn = {
  title: 'What is kept',
  take: 'Take it with you…',
};

export type FamilyText = typeof familyEn;
