/**
 * Las frases de las redes que se comparan, en español.
 */

import type { ComparingText } from '../../en/networks/comparing.ts';
import type { Partly } from '../../partly.ts';

export const comparingEs: Partly<ComparingText> = {
  title: 'Comparadas',
};
