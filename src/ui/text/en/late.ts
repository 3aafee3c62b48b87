import type { LateWords } from '../late.ts';

import { ledgerEn } from './ledger.ts';
import { networksEn } from './networks.ts';
import { recipeEditorEn } from './recipeEditor.ts';
import { quantityChartEn, stagesEn } from './stages.ts';
import { storageEn } from './storage.ts';
import { temperatureEn } from './temperature.ts';
import { tryItEn } from './tryIt.ts';
import { whyEn } from './why.ts';

export const late = {
  why: whyEn,
  temperature: temperatureEn,
  tryIt: tryItEn,
  ledger: ledgerEn,
  networks: networksEn,
  recipeEditor: recipeEditorEn,
  stages: stagesEn,
  quantityChart: quantityChartEn,
  storage: storageEn,
} satisfies LateWords;
