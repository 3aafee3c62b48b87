import type { Catalogue } from '../catalogue.ts';
import { exportsEs } from './exports.ts';
import { flowEs } from './flow.ts';
import { givenEs } from './given.ts';
import { lessonsEs } from './lessons.ts';
import { es } from './page.ts';
import { picturesEs } from './pictures.ts';
import { presentEs } from './present.ts';
import { publishedEs } from './published.ts';
import { reachEs } from './reach.ts';
import { resultsEs } from './results.ts';
import { runsEs } from './runs.ts';
import { sentencesEs } from './sentences.ts';
import { shareEs } from './share.ts';
import { specEs, teachersEs } from './spec.ts';

export const catalogue = {
  page: es,
  results: resultsEs,
  share: shareEs,
  lessons: lessonsEs,
  present: presentEs,
  runs: runsEs,
  pictures: picturesEs,
  reach: reachEs,
  flow: flowEs,
  published: publishedEs,
  exports: exportsEs,
  given: givenEs,
  sentences: { ...sentencesEs, ...specEs, ...teachersEs },
} satisfies Catalogue;
