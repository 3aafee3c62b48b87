/**
 * What is out of sight, as one style sheet: `display: none` takes a part from the eye, the keyboard and the screen reader
 * alike, and what it hides goes on working.
 */
import { aroundNetworks, type HideName, type PartName } from '../../spec/pageView.ts';
import { curveNames } from '../results/view.ts';
import { type Place, stations } from './stations.ts';

/** What a station shows only where its line names it, in the words of `data-control`: the bench's parts, and what stands around. */
const named = [
  ...['still', 'headline', 'curves', 'table', 'why', 'run', 'curtain', 'outcome'],
  ...['networksTree', 'networksScatter'],
];

/** What a person at a desk needs and a back row does not. */
const tools: readonly PartName[] = [
  'chartControls',
  'downloads',
  'numbers',
  'teacherCurve',
  'lead',
  'explained',
  'useTemperature',
  'reach',
  ...aroundNetworks,
];

const marked = (name: string) => `[data-control="${name}"]`;

/** Parts and settings that the link hides. Names come from a closed list, so that they can stand in a selector. */
export function hiddenSelectors(hide: readonly HideName[]): readonly string[] {
  return hide.flatMap((name) => [marked(name), `[data-field="${name}"]`]);
}

/** What a station leaves out of its view, so that one part fills the screen. */
export function stationSelectors(place: Place): readonly string[] {
  if (place === 'overview') return [];
  const { part, chart, shows } = stations[place];
  const seen: readonly (string | undefined)[] = [part, ...shows];
  return [
    ...[...named, ...tools].filter((name) => !seen.includes(name)).map(marked),
    ...curveNames.filter((name) => name !== chart).map((name) => `figure[data-curve="${name}"]`),
  ];
}

export function styleOf(selectors: readonly string[]): string {
  return selectors.length > 0 ? `${[...new Set(selectors)].join(',')}{display:none!important}` : '';
}
