import type { Catalogue } from '../catalogue.ts';
import { exportsEn } from './exports.ts';
import { flowEn } from './flow.ts';
import { givenEn } from './given.ts';
import { lessonsEn } from './lessons.ts';
import { en } from './page.ts';
import { picturesEn } from './pictures.ts';
import { presentEn } from './present.ts';
import { publishedEn } from './published.ts';
import { reachEn } from './reach.ts';
import { resultsEn } from './results.ts';
import { runsEn } from './runs.ts';
import { shareEn } from './share.ts';

export const catalogue: Catalogue = {
  page: en,
  results: resultsEn,
  share: shareEn,
  lessons: lessonsEn,
  present: presentEn,
  runs: runsEn,
  pictures: picturesEn,
  reach: reachEn,
  flow: flowEn,
  published: publishedEn,
  exports: exportsEn,
  given: givenEn,
  sentences: {},
};
