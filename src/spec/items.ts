/**
 * A list of things that have settings, as text: the stages of a recipe, further teachers. A person types
 * `distil epochs=10; prune keep=0.5`; a link says `distil~epochs:10,prune~keep:0.5`. Both are read by one rule: a word with `=`
 * or `:` is a setting of the item before it, any other names an item; blanks, commas, semicolons, tildes and new lines stand
 * between words.
 */
import * as v from 'valibot';
import { nearestName } from '../base/editDistance.ts';
import { type Sentence, said, words } from '../lang/sentence.ts';
import type { Field } from './fields.ts';

export interface Item {
  readonly name: string;
  /** Of a setting that the item says nothing of, and that has no default, there is none. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** What the items of a list may be. */
export interface ItemKinds {
  /** Those that can be listed, for whoever misspelt one. */
  readonly names: readonly string[];
  isName(word: string): boolean;
  settingsOf(name: string): ReadonlyMap<string, Field>;
  /** Whether an item that says nothing of a setting has its default. */
  hasDefault(name: string, setting: string): boolean;
  readonly most: number;
  readonly faults: {
    unknown(word: string, nearest: string | undefined, names: string): Sentence;
    /** A setting before any item. */
    homeless(word: string, names: string): Sentence;
    tooMany(most: number): Sentence;
  };
}

export type ItemsReading = { readonly items: readonly Item[] } | { readonly fault: Sentence };

const shorten = (text: string) => (text.length > 40 ? `${text.slice(0, 39)}…` : text);

/** Words of a list, with nothing round their `=`. */
export const wordsOf = (text: string): readonly string[] =>
  text
    .replaceAll(/\s*[=:]\s*/g, '=')
    .split(/[\s,;~]+/)
    .filter((word) => word !== '');

/** The items, or the first thing that is wrong with them. */
export function readItems(text: string, kinds: ItemKinds): ItemsReading {
  const { faults, most } = kinds;
  const names = kinds.names.join(', ');
  const items: { readonly name: string; readonly settings: Map<string, unknown> }[] = [];
  for (const word of wordsOf(text)) {
    const equals = word.indexOf('=');
    const last = items.at(-1);
    if (equals < 0) {
      if (!kinds.isName(word)) return { fault: notAnItem(word, last?.name, kinds) };
      items.push({ name: word, settings: new Map(defaultsOf(word, kinds)) });
      if (items.length > most) return { fault: faults.tooMany(most) };
      continue;
    }
    if (!last) return { fault: faults.homeless(shorten(word), names) };
    const name = word.slice(0, equals);
    const read = readSetting(last.name, name, word.slice(equals + 1), kinds);
    if ('fault' in read) return read;
    last.settings.set(name, read.value);
  }
  return { items: items.map(({ name, settings }) => ({ name, settings: Object.fromEntries(settings) })) };
}

const defaultsOf = (item: string, kinds: ItemKinds) =>
  [...kinds.settingsOf(item)]
    .filter(([name]) => kinds.hasDefault(item, name))
    .map(([name, field]) => [name, field.default as unknown] as const);

function readSetting(
  item: string,
  name: string,
  text: string,
  kinds: ItemKinds,
): { readonly value: unknown } | { readonly fault: Sentence } {
  const settings = kinds.settingsOf(item);
  const field = settings.get(name);
  if (!field) return { fault: notASetting(item, name, [...settings.keys()]) };
  const result = v.safeParse(field.schema, field.parse(text));
  if (result.success) return { value: result.output };
  return { fault: words`${item}’s ${name} is ${shorten(text)}; it takes ${said(field.allowed)}` };
}

function notAnItem(word: string, last: string | undefined, kinds: ItemKinds): Sentence {
  if (last !== undefined && kinds.settingsOf(last).has(word))
    return words`${last}’s ${word} needs a value: ${`${word}=…`}`;
  return kinds.faults.unknown(shorten(word), nearestName(word, kinds.names), kinds.names.join(', '));
}

function notASetting(item: string, name: string, known: readonly string[]): Sentence {
  const nearest = nearestName(name, known);
  const all = known.join(', ');
  return nearest
    ? words`${item} has no setting ${shorten(name)}, the nearest is ${nearest}; its settings are ${all}`
    : words`${item} has no setting ${shorten(name)}; its settings are ${all}`;
}

const marks = {
  typed: { between: '; ', before: ' ', equals: '=' },
  link: { between: ',', before: '~', equals: ':' },
} as const;

/**
 * As a person types it, or as a link says it. Settings at their defaults are left out: in a link at those of version 1, whatever
 * they are today; in a text those that never were others.
 */
export function itemsText(items: readonly Item[], kinds: ItemKinds, style: keyof typeof marks): string {
  const { between, before, equals } = marks[style];
  return items
    .map(({ name: item, settings }) => {
      const told = [...kinds.settingsOf(item)].flatMap(([name, field]) => {
        const value = settings[name];
        if (value === undefined || (kinds.hasDefault(item, name) && value === unsaid(field, style)))
          return [];
        return [`${before}${name}${equals}${(field.format as (value: unknown) => string)(value)}`];
      });
      return [item, ...told].join('');
    })
    .join(between);
}

function unsaid({ default: initial, inVersion1 }: Field, style: keyof typeof marks): unknown {
  if (inVersion1 === undefined) return initial;
  return style === 'link' ? inVersion1 : undefined;
}
