/**
 * Where a presentation stops: parts of the page that fill the screen one after the other. Their numbers are the keys, and
 * stay the same when a link hides some of them.
 */
import type { HideName, TabName } from '../../shared/pageView.ts';

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
] as const;
export type StationName = (typeof stationNames)[number];

/** The whole bench, or whichever other view is open. */
export type Place = StationName | 'overview';

interface Station {
  readonly view: TabName;
  /** Which part of the page it shows, as `data-control` names it; undefined: the whole view. */
  readonly part?: HideName;
}

export const stations: Readonly<Record<StationName, Station>> = {
  still: { view: 'bench', part: 'still' },
  headline: { view: 'bench', part: 'headline' },
  loss: { view: 'bench', part: 'curves' },
  accuracy: { view: 'bench', part: 'curves' },
  difference: { view: 'bench', part: 'curves' },
  table: { view: 'bench', part: 'table' },
  temperature: { view: 'temperature' },
  why: { view: 'bench', part: 'why' },
  runs: { view: 'runs' },
};

/** 1 … 9, as on the keys. */
export const numberOf = (station: StationName) => stationNames.indexOf(station) + 1;

/** Those that the link does not hide, in order. */
export function openStations(hide: readonly HideName[]): readonly StationName[] {
  return stationNames.filter((name) => {
    const { part } = stations[name];
    return part === undefined || !hide.includes(part);
  });
}

/** What a digit leads to; undefined for one that leads nowhere. */
export function placeOfDigit(digit: string, hide: readonly HideName[]): Place | undefined {
  if (digit === '0') return 'overview';
  return openStations(hide).find((name) => String(numberOf(name)) === digit);
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
