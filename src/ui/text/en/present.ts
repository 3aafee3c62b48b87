/**
 * The sentences of presenting to an audience in English.
 */
export const presentEn = {
  title: 'Presenting',
};

export type PresentText = typeof presentEn;
