/**
 * The sentences of choosing a picture that is not of the dataset in English.
 */
export const picturesEn = {
  title: 'Your own picture',
};

export type PicturesText = typeof picturesEn;
