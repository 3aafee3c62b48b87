import type { LateWords } from '../late.ts';
import type { Partly } from '../partly.ts';
import { ledgerEs } from './ledger.ts';
import { recipeEditorEs } from './recipeEditor.ts';
import { whyEs } from './why.ts';

export const late = {
  why: whyEs,
  ledger: ledgerEs,
  recipeEditor: recipeEditorEs,
} satisfies Partly<LateWords>;
