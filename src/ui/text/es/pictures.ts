import type { PicturesText } from '../en/pictures.ts';

export const picturesEs: PicturesText = {
  title: 'Tu propia imagen',
};
