/**
 * Las frases de los verbos que hacen más pequeña una red, en español.
 */

import type { SmallerText } from '../../en/networks/smaller.ts';
import type { Partly } from '../../partly.ts';

export const smallerEs: Partly<SmallerText> = {
  title: 'Hazla más pequeña',
};
