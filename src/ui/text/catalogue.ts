/**
 * Everything that the page says, in one language, but for the words that come late (`late.ts`). English is the model of every
 * other.
 */

import type { ExportsText } from './en/exports.ts';
import type { FlowText } from './en/flow.ts';
import type { GivenText } from './en/given.ts';
import type { LessonsText } from './en/lessons.ts';
import type { Text } from './en/page.ts';
import type { PicturesText } from './en/pictures.ts';
import type { PresentText } from './en/present.ts';
import type { PublishedText } from './en/published.ts';
import type { ReachText } from './en/reach.ts';
import type { ResultsText } from './en/results.ts';
import type { RunsText } from './en/runs.ts';
import type { ShareText } from './en/share.ts';

export interface Catalogue {
  readonly page: Text;
  readonly results: ResultsText;
  readonly share: ShareText;
  readonly lessons: LessonsText;
  readonly present: PresentText;
  readonly runs: RunsText;
  readonly pictures: PicturesText;
  readonly reach: ReachText;
  readonly flow: FlowText;
  readonly published: PublishedText;
  readonly exports: ExportsText;
  readonly given: GivenText;
  /** English templates of `lang/sentence.ts` and what they are here; English has none. */
  readonly sentences: Readonly<Record<string, string>>;
}
