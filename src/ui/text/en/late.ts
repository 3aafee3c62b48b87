import type { LateWords } from '../late.ts';

import { ledgerEn } from './ledger.ts';
import { comparingEn } from './networks/comparing.ts';
import { cutEn } from './networks/cut.ts';
import { familyEn } from './networks/family.ts';
import { insideEn } from './networks/inside.ts';
import { networksEn } from './networks/networks.ts';
import { priceEn } from './networks/price.ts';
import { sensitivityEn } from './networks/sensitivity.ts';
import { smallerEn } from './networks/smaller.ts';
import { weightsEn } from './networks/weights.ts';
import { recipeEditorEn } from './recipeEditor.ts';
import { seenEn } from './seen.ts';
import { quantityChartEn, stagesEn } from './stages.ts';
import { storageEn } from './storage.ts';
import { teachersEn } from './teachers.ts';
import { temperatureEn } from './temperature.ts';
import { tryItEn } from './tryIt.ts';
import { whyEn } from './why.ts';

export const late = {
  why: whyEn,
  teachers: teachersEn,
  temperature: temperatureEn,
  tryIt: tryItEn,
  seen: seenEn,
  ledger: ledgerEn,
  networks: networksEn,
  smaller: smallerEn,
  cut: cutEn,
  comparing: comparingEn,
  family: familyEn,
  inside: insideEn,
  weights: weightsEn,
  price: priceEn,
  sensitivity: sensitivityEn,
  recipeEditor: recipeEditorEn,
  stages: stagesEn,
  quantityChart: quantityChartEn,
  storage: storageEn,
} satisfies LateWords;
