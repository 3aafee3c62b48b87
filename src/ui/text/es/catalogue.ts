import type { Catalogue } from '../catalogue.ts';
import { catalogue as english } from '../en/catalogue.ts';
import { ledgerEs } from './ledger.ts';
import { lessonsEs } from './lessons.ts';
import { picturesEs } from './pictures.ts';
import { presentEs } from './present.ts';
import { reachEs } from './reach.ts';
import { runsEs } from './runs.ts';

export const catalogue: Catalogue = {
  ...english,
  lessons: lessonsEs,
  present: presentEs,
  runs: runsEs,
  ledger: ledgerEs,
  pictures: picturesEs,
  reach: reachEs,
};
