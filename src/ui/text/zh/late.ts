import type { LateWords } from '../late.ts';
import type { Partly } from '../partly.ts';
import { ledgerZh } from './ledger.ts';
import { comparingZh } from './networks/comparing.ts';
import { cutZh } from './networks/cut.ts';
import { familyZh } from './networks/family.ts';
import { insideZh } from './networks/inside.ts';
import { networksZh } from './networks/networks.ts';
import { priceZh } from './networks/price.ts';
import { sensitivityZh } from './networks/sensitivity.ts';
import { smallerZh } from './networks/smaller.ts';
import { weightsZh } from './networks/weights.ts';
import { recipeEditorZh } from './recipeEditor.ts';
import { seenZh } from './seen.ts';
import { quantityChartZh, stagesZh } from './stages.ts';
import { storageZh } from './storage.ts';
import { teachersZh } from './teachers.ts';
import { temperatureZh } from './temperature.ts';
import { tryItZh } from './tryIt.ts';
import { whyZh } from './why.ts';

export const late = {
  why: whyZh,
  teachers: teachersZh,
  temperature: temperatureZh,
  tryIt: tryItZh,
  seen: seenZh,
  ledger: ledgerZh,
  networks: networksZh,
  smaller: smallerZh,
  cut: cutZh,
  comparing: comparingZh,
  family: familyZh,
  inside: insideZh,
  weights: weightsZh,
  price: priceZh,
  sensitivity: sensitivityZh,
  recipeEditor: recipeEditorZh,
  stages: stagesZh,
  quantityChart: quantityChartZh,
  storage: storageZh,
} satisfies Partly<LateWords>;
