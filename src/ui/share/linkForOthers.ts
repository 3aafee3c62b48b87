/**
 * The link that others open, as the sharer or a class's teacher gives it: the experiment as it stands, with what is hidden,
 * asked and opened and which networks are selected, but not presenting, else from its bench and in each reader's own language.
 */
import type { Experiment } from '../../spec/experiment.ts';
import { linkOf } from '../../spec/link.ts';
import { hideNames, type PageView, pageQueryOf, plainView } from '../../spec/pageView.ts';

/** @param base the page's address without query and fragment. */
export function linkForOthers(
  base: string,
  experiment: Experiment,
  page: Omit<PageView, 'lang' | 'present'>,
): string {
  const { guess, hide, lesson, view, networks, picture, cost } = page;
  const inOrder = [...new Set(hideNames)].filter((name) => hide.includes(name));
  const selected = view === 'networks' && networks.length > 0 ? { view, networks, picture, cost } : {};
  const shown = pageQueryOf({ ...plainView, guess, hide: inOrder, lesson, ...selected });
  const query = [linkOf(experiment).replace(/^\?/, ''), shown].filter((part) => part !== '').join('&');
  return query === '' ? base : `${base}?${query}`;
}
