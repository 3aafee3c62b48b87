/**
 * Las frases de lo que se guarda, se lleva y se trae, en español.
 */

import type { FamilyText } from '../../en/networks/family.ts';
import type { Partly } from '../../partly.ts';

export const familyEs: Partly<FamilyText> = {
  title: 'Lo que se guarda',
  take: 'Llévatela…',
};
