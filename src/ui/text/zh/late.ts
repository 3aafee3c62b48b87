import type { LateWords } from '../late.ts';
import type { Partly } from '../partly.ts';
import { ledgerZh } from './ledger.ts';
import { networksZh } from './networks.ts';
import { recipeEditorZh } from './recipeEditor.ts';
import { quantityChartZh, stagesZh } from './stages.ts';
import { storageZh } from './storage.ts';
import { temperatureZh } from './temperature.ts';
import { tryItZh } from './tryIt.ts';
import { whyZh } from './why.ts';

export const late = {
  why: whyZh,
  temperature: temperatureZh,
  tryIt: tryItZh,
  ledger: ledgerZh,
  networks: networksZh,
  recipeEditor: recipeEditorZh,
  stages: stagesZh,
  quantityChart: quantityChartZh,
  storage: storageZh,
} satisfies Partly<LateWords>;
