/**
 * Las frases de las capas de una red y su grafo, en español.
 */

import type { InsideText } from '../../en/networks/inside.ts';
import type { Partly } from '../../partly.ts';

export const insideEs: Partly<InsideText> = {
  title: 'Capas',
};
