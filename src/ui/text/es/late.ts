import type { LateWords } from '../late.ts';
import type { Partly } from '../partly.ts';
import { ledgerEs } from './ledger.ts';
import { comparingEs } from './networks/comparing.ts';
import { cutEs } from './networks/cut.ts';
import { familyEs } from './networks/family.ts';
import { insideEs } from './networks/inside.ts';
import { networksEs } from './networks/networks.ts';
import { priceEs } from './networks/price.ts';
import { sensitivityEs } from './networks/sensitivity.ts';
import { smallerEs } from './networks/smaller.ts';
import { weightsEs } from './networks/weights.ts';
import { recipeEditorEs } from './recipeEditor.ts';
import { seenEs } from './seen.ts';
import { quantityChartEs, stagesEs } from './stages.ts';
import { storageEs } from './storage.ts';
import { teachersEs } from './teachers.ts';
import { temperatureEs } from './temperature.ts';
import { tryItEs } from './tryIt.ts';
import { whyEs } from './why.ts';

export const late = {
  why: whyEs,
  teachers: teachersEs,
  temperature: temperatureEs,
  tryIt: tryItEs,
  seen: seenEs,
  ledger: ledgerEs,
  networks: networksEs,
  smaller: smallerEs,
  cut: cutEs,
  comparing: comparingEs,
  family: familyEs,
  inside: insideEs,
  weights: weightsEs,
  price: priceEs,
  sensitivity: sensitivityEs,
  recipeEditor: recipeEditorEs,
  stages: stagesEs,
  quantityChart: quantityChartEs,
  storage: storageEs,
} satisfies Partly<LateWords>;
