import type { LateWords } from '../late.ts';

import { ledgerEn } from './ledger.ts';
import { recipeEditorEn } from './recipeEditor.ts';
import { whyEn } from './why.ts';

export const late = {
  why: whyEn,
  ledger: ledgerEn,
  recipeEditor: recipeEditorEn,
} satisfies LateWords;
