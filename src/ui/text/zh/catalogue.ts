import type { Catalogue } from '../catalogue.ts';
import { catalogue as english } from '../en/catalogue.ts';
import { ledgerZh } from './ledger.ts';
import { lessonsZh } from './lessons.ts';
import { picturesZh } from './pictures.ts';
import { presentZh } from './present.ts';
import { reachZh } from './reach.ts';
import { runsZh } from './runs.ts';

export const catalogue: Catalogue = {
  ...english,
  lessons: lessonsZh,
  present: presentZh,
  runs: runsZh,
  ledger: ledgerZh,
  pictures: picturesZh,
  reach: reachZh,
};
