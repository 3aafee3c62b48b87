import type { LateWords } from '../late.ts';
import type { Partly } from '../partly.ts';
import { ledgerEs } from './ledger.ts';
import { networksEs } from './networks.ts';
import { recipeEditorEs } from './recipeEditor.ts';
import { quantityChartEs, stagesEs } from './stages.ts';
import { storageEs } from './storage.ts';
import { temperatureEs } from './temperature.ts';
import { tryItEs } from './tryIt.ts';
import { whyEs } from './why.ts';

export const late = {
  why: whyEs,
  temperature: temperatureEs,
  tryIt: tryItEs,
  ledger: ledgerEs,
  networks: networksEs,
  recipeEditor: recipeEditorEs,
  stages: stagesEs,
  quantityChart: quantityChartEs,
  storage: storageEs,
} satisfies Partly<LateWords>;
