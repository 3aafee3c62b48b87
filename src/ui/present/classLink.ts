/**
 * The link that a class opens: the experiment as it stands, with what its teacher hides, asks and shows, but not
 * presenting, from its bench and in each reader's own language.
 */
import type { Experiment } from '../../shared/experiment.ts';
import { linkOf } from '../../shared/link.ts';
import { type PageView, pageQueryOf, plainView } from '../../shared/pageView.ts';

/** @param base the page's address without query and fragment. */
export function classLink(base: string, experiment: Experiment, page: PageView): string {
  const { guess, hide, lesson } = page;
  const shown = pageQueryOf({ ...plainView, guess, hide, lesson });
  const query = [linkOf(experiment).replace(/^\?/, ''), shown].filter((part) => part !== '').join('&');
  return query === '' ? base : `${base}?${query}`;
}
