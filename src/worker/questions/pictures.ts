import { pictureOf } from '../../data/summary.ts';
import { type Answer, requireDataset } from './asked.ts';

/** Pictures that are given at once. */
const most = 500;

export const pictures: Answer<'pictures'> = async ({ from, count }, asked) => {
  const { validation } = requireDataset(asked).dataset;
  const first = Math.max(0, Math.trunc(from) || 0);
  const last = Math.min(validation.count, first + Math.max(0, Math.min(most, count)));
  return Array.from({ length: Math.max(0, last - first) }, (_, i) =>
    pictureOf(validation, 'validation', first + i),
  );
};
