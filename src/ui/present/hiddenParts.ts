/**
 * What is out of sight, as one style sheet: `display: none` takes a part from the eye, the keyboard and the screen reader
 * alike, and what it hides goes on working.
 */
import type { HideName } from '../../shared/pageView.ts';
import { type Place, stations } from './stations.ts';

/** What the bench is made of, in the words of `data-control`. */
const benchParts = ['still', 'headline', 'curves', 'table', 'why'] as const;
const curves: readonly string[] = ['loss', 'accuracy', 'difference'];

/** What a person at a desk needs and a back row does not. */
const tools = ['chartControls', 'downloads', 'numbers', 'teacherCurve', 'lead', 'explained', 'use', 'reach'];

const marked = (name: string) => `[data-control="${name}"]`;

/** Parts and settings that the link hides. Names come from a closed list, so that they can stand in a selector. */
export function hiddenSelectors(hide: readonly HideName[]): readonly string[] {
  return hide.flatMap((name) => [marked(name), `[data-field="${name}"]`]);
}

/** What a station leaves out of its view, so that one part fills the screen. */
export function stationSelectors(place: Place): readonly string[] {
  if (place === 'overview') return [];
  const { part } = stations[place];
  const others = part === undefined ? [] : benchParts.filter((name) => name !== part).map(marked);
  const charts = curves.includes(place)
    ? curves.filter((name) => name !== place).map((name) => `figure[data-curve="${name}"]`)
    : [];
  const guess = place === 'headline' ? [] : [marked('outcome')];
  // Nothing is trained for these two, and they need the room.
  const bar = place === 'temperature' || place === 'why' ? [marked('run')] : [];
  const curtain = place === 'still' ? [marked('curtain')] : [];
  return [...others, ...charts, ...guess, ...curtain, ...bar, ...tools.map(marked)];
}

export function styleOf(selectors: readonly string[]): string {
  return selectors.length > 0 ? `${[...new Set(selectors)].join(',')}{display:none!important}` : '';
}
