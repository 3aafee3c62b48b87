/**
 * What of the page a link shows, beside the experiment: which view, in which language, for an audience or not, with which
 * controls out of sight. None of it changes a number.
 */

import { type LanguageName, languageNames } from '../lang/languages.ts';
import { type Sentence, words } from '../lang/sentence.ts';
import { type FieldName, fieldNames } from './experiment.ts';
import type { Notice } from './readExperiment.ts';

export const tabNames = ['bench', 'temperature', 'networks', 'data', 'runs', 'lessons'] as const;
export type TabName = (typeof tabNames)[number];

/** A whole view with its tab, as a part; a view's own name may be a setting's. */
export const viewPart = <Name extends TabName>(view: Name): `${Name}View` => `${view}View`;

/** The pictures of networks, and what their costs can be: less is better. */
export const pictureNames = ['tree', 'scatter'] as const;
export type PictureName = (typeof pictureNames)[number];
export const costNames = ['bytes', 'multiplyAdds', 'milliseconds', 'parameters'] as const;
export type CostName = (typeof costNames)[number];

/** What stands around the pictures of networks. */
export const aroundNetworks = [
  'networkCard',
  'networksTable',
  'networksControls',
  'networksKept',
  'examples',
  'smaller',
  'compared',
] as const;

/** Parts of the page that a link can hide, beside every setting of the form. */
export const partNames = [
  'form',
  'tabs',
  'still',
  'headline',
  'curves',
  'table',
  'why',
  'run',
  'share',
  'present',
  'downloads',
  'chartControls',
  'backend',
  'theme',
  'language',
  'teacherCurve',
  'numbers',
  'ledger',
  'lead',
  'pictureSource',
  'slider',
  'useTemperature',
  'explained',
  'temperatureTabs',
  'barOrder',
  'factor',
  'reach',
  'networksTree',
  'networksScatter',
  ...aroundNetworks,
  ...tabNames.map(viewPart),
] as const;
export type PartName = (typeof partNames)[number];
export type HideName = PartName | FieldName;
export const hideNames: readonly HideName[] = [...partNames, ...fieldNames];

export interface PageView {
  readonly view: TabName;
  /** Undefined: the reader's own. */
  readonly lang: LanguageName | undefined;
  /** Drawn for the back row. */
  readonly present: boolean;
  /** Whether results stay behind a curtain until the audience has guessed. */
  readonly guess: boolean;
  readonly hide: readonly HideName[];
  /** The name of a lesson's file, without its ending. */
  readonly lesson: string | undefined;
  /** Of Networks: those that are selected, each by the first digits of the SHA-256 of one of its files. */
  readonly networks: readonly string[];
  readonly picture: PictureName;
  readonly cost: CostName;
}

export const plainView: PageView = {
  view: 'bench',
  lang: undefined,
  present: false,
  guess: false,
  hide: [],
  lesson: undefined,
  networks: [],
  picture: 'tree',
  cost: 'bytes',
};

interface Spelling<Value> {
  readonly allowed: Sentence;
  /** Undefined for text that it does not read. */
  parse(text: string): Value | undefined;
  /** Of text that it reads in part, what it does not; '' for none. */
  unread?(text: string): string;
  format(value: Value): string;
}

const oneOf = <Name extends string>(names: readonly Name[]): Spelling<Name> => ({
  allowed: words`one of ${names.join(', ')}`,
  parse: (text) => names.find((name) => name === text),
  format: String,
});

const flag: Spelling<boolean> = {
  allowed: '1, or 0',
  parse: (text) => (text === '1' ? true : text === '0' ? false : undefined),
  format: (value) => (value ? '1' : '0'),
};

function hideNamesIn(text: string) {
  const names = [...new Set(text.split(','))].filter((name) => name !== '');
  const known = names.flatMap((name) => hideNames.find((one) => one === name) ?? []);
  return { known, unknown: names.filter((name) => !known.some((one) => one === name)) };
}

const mostNetworks = 20;

function networksIn(text: string) {
  const given = [...new Set(text.split(','))].filter((name) => name !== '');
  const known = given.filter((name) => /^[0-9a-f]{8,64}$/.test(name)).slice(0, mostNetworks);
  return { known, unknown: given.filter((name) => !known.includes(name)) };
}

const spellings: { readonly [Name in keyof PageView]: Spelling<NonNullable<PageView[Name]>> } = {
  view: oneOf(tabNames),
  lang: oneOf(languageNames),
  present: flag,
  guess: flag,
  hide: {
    allowed: words`a list of ${hideNames.join(', ')}, separated by commas`,
    parse: (text) => hideNamesIn(text).known,
    unread: (text) => hideNamesIn(text).unknown.join(','),
    format: (names) => names.join(','),
  },
  lesson: {
    allowed: 'the name of a lesson: lower-case letters, digits and hyphens',
    parse: (text) => (/^[a-z0-9-]{1,40}$/.test(text) ? text : undefined),
    format: String,
  },
  networks: {
    allowed: words`up to ${mostNetworks} networks, each by the first 8 to 64 digits of its SHA-256, separated by commas`,
    parse: (text) => {
      const { known } = networksIn(text);
      return known.length > 0 ? known : undefined;
    },
    unread: (text) => networksIn(text).unknown.join(','),
    format: (shortIds) => shortIds.join(','),
  },
  picture: oneOf(pictureNames),
  cost: oneOf(costNames),
};

/** They say how Networks is looked at, and nothing of another view. */
const ofNetworks: readonly string[] = ['networks', 'picture', 'cost'];

const names = Object.keys(spellings) as readonly (keyof PageView)[];

/** Whether a name in a link is the page's and not the experiment's. */
export function isPageViewName(name: string): name is keyof PageView {
  return Object.hasOwn(spellings, name);
}

/** Takes any text; of names that are not the page's nothing is said, they are the experiment's. */
export function pageViewOf(search: string): {
  readonly pageView: PageView;
  readonly notices: readonly Notice[];
} {
  const given = new URLSearchParams(search);
  const read: Partial<Record<keyof PageView, unknown>> = {};
  const notices: Notice[] = [];
  for (const name of names) {
    const text = given.get(name);
    if (text === null) continue;
    const { parse, unread, allowed } = spellings[name];
    const value = parse(text);
    if (value !== undefined) read[name] = value;
    const left = value === undefined ? text : (unread?.(text) ?? '');
    if (value === undefined || left !== '') {
      notices.push({ name, given: left.slice(0, 60), allowed, used: 'it was left out' });
    }
  }
  return { pageView: { ...plainView, ...read } as PageView, notices };
}

/** The page's part of a query, without `?`; '' for the plain view. */
export function pageQueryOf(pageView: PageView): string {
  return names
    .filter((name) => pageView.view === 'networks' || !ofNetworks.includes(name))
    .flatMap((name) => {
      const spell = spellings[name].format as (value: unknown) => string;
      const value = pageView[name];
      if (value === undefined) return [];
      const text = spell(value);
      const plain = plainView[name];
      return plain !== undefined && text === spell(plain)
        ? []
        : [`${name}=${encodeURIComponent(text).replaceAll('%2C', ',')}`];
    })
    .join('&');
}
