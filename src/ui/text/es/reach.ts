import type { ReachText } from '../en/reach.ts';

export const reachEs: ReachText = {
  title: 'Qué funciona aquí',
};
