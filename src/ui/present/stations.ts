/**
 * Where a presentation stops: parts of the page that fill the screen one after the other. Their numbers are the keys, and
 * stay the same when a link hides some of them.
 */
import {
  type HideName,
  type PartName,
  type PictureName,
  type TabName,
  viewPart,
} from '../../spec/pageView.ts';
import type { CurveName } from '../results/view.ts';

export const stationNames = [
  'still',
  'headline',
  'loss',
  'accuracy',
  'difference',
  'table',
  'temperature',
  'why',
  'runs',
  'tree',
  'scatter',
] as const;
export type StationName = (typeof stationNames)[number];

/** The whole bench, or whichever other view is open. */
export type Place = StationName | 'overview';

/** What stands around the parts of a view. */
type Surrounding = 'run' | 'curtain' | 'outcome';

interface Station {
  readonly view: TabName;
  /** Which part of the page it shows, as `data-control` names it; undefined: the whole view. */
  readonly part?: PartName;
  /** Which one of the charts. */
  readonly chart?: CurveName;
  /** Which one of the pictures of networks. */
  readonly picture?: PictureName;
  /** The progress, the question before the results, the guess beside them: each only where it is named. */
  readonly shows: readonly Surrounding[];
}

export const stations: Readonly<Record<StationName, Station>> = {
  still: { view: 'bench', part: 'still', shows: ['run'] },
  headline: { view: 'bench', part: 'headline', shows: ['run', 'curtain', 'outcome'] },
  loss: { view: 'bench', part: 'curves', chart: 'loss', shows: ['run', 'curtain'] },
  accuracy: { view: 'bench', part: 'curves', chart: 'accuracy', shows: ['run', 'curtain'] },
  difference: { view: 'bench', part: 'curves', chart: 'difference', shows: ['run', 'curtain'] },
  table: { view: 'bench', part: 'table', shows: ['run', 'curtain'] },
  // Nothing is trained for these two, and they need the room.
  temperature: { view: 'temperature', shows: [] },
  why: { view: 'bench', part: 'why', shows: ['curtain'] },
  runs: { view: 'runs', shows: ['run', 'curtain'] },
  tree: { view: 'networks', part: 'networksTree', picture: 'tree', shows: ['run', 'curtain'] },
  scatter: { view: 'networks', part: 'networksScatter', picture: 'scatter', shows: ['run', 'curtain'] },
};

const letters: Readonly<Partial<Record<StationName, string>>> = { tree: 't', scatter: 's' };

/** From 1. */
export const numberOf = (station: StationName) => stationNames.indexOf(station) + 1;

/** 0 … 9 as far as digits go, then a letter. */
export const keyOf = (place: Place): string =>
  place === 'overview' ? '0' : (letters[place] ?? String(numberOf(place)));

/** Whether the link hides neither its part nor its view. */
export function isOpen(name: StationName, hide: readonly HideName[]): boolean {
  const { view, part } = stations[name];
  return !hide.includes(viewPart(view)) && (part === undefined || !hide.includes(part));
}

/** Those that the link does not hide, in order. */
export function openStations(hide: readonly HideName[]): readonly StationName[] {
  return stationNames.filter((name) => isOpen(name, hide));
}

/** What a key leads to; undefined for one that leads nowhere. */
export function placeOfKey(key: string, hide: readonly HideName[]): Place | undefined {
  if (key === '0') return 'overview';
  return openStations(hide).find((name) => keyOf(name) === key);
}

/** The next or the one before; the ends stay where they are, and from the overview one goes to the first. */
export function neighbour(place: Place, by: 1 | -1, hide: readonly HideName[]): Place {
  const open = openStations(hide);
  if (place === 'overview') return (by > 0 ? open[0] : undefined) ?? place;
  const others = open.filter((name) =>
    by > 0 ? numberOf(name) > numberOf(place) : numberOf(name) < numberOf(place),
  );
  return (by > 0 ? others[0] : others.at(-1)) ?? place;
}

/** Where a presentation of a view begins. */
export function firstPlace(view: TabName, hide: readonly HideName[]): Place {
  return openStations(hide).find((name) => stations[name].view === view) ?? 'overview';
}
