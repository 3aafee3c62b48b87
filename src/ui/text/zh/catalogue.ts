import type { Catalogue } from '../catalogue.ts';
import { exportsZh } from './exports.ts';
import { flowZh } from './flow.ts';
import { givenZh } from './given.ts';
import { lessonsZh } from './lessons.ts';
import { zh } from './page.ts';
import { picturesZh } from './pictures.ts';
import { presentZh } from './present.ts';
import { publishedZh } from './published.ts';
import { reachZh } from './reach.ts';
import { resultsZh } from './results.ts';
import { runsZh } from './runs.ts';
import { sentencesZh } from './sentences.ts';
import { shareZh } from './share.ts';
import { specZh, teachersZh } from './spec.ts';

export const catalogue = {
  page: zh,
  results: resultsZh,
  share: shareZh,
  lessons: lessonsZh,
  present: presentZh,
  runs: runsZh,
  pictures: picturesZh,
  reach: reachZh,
  flow: flowZh,
  published: publishedZh,
  exports: exportsZh,
  given: givenZh,
  sentences: { ...sentencesZh, ...specZh, ...teachersZh },
} satisfies Catalogue;
