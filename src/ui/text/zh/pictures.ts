import type { PicturesText } from '../en/pictures.ts';

export const picturesZh: PicturesText = {
  title: '你自己的图片',
};
