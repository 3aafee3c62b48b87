/**
 * An experiment as a link's query, and back.
 *
 * The query holds only what differs from the defaults of version 1, in the order of the fields, and stays readable:
 * `?alphas=0,0.5,1&runs=6`. A link without `v` is of version 1, in which every experiment of today can be said.
 */

import { words } from '../lang/sentence.ts';
import { defaultExperiment, type Experiment, fieldNames, fieldOf, isFieldName } from './experiment.ts';
import type { Settings } from './migrations/1.ts';
import { defaultsOf, experimentVersion, migrated } from './migrations/migrations.ts';
import { isPageViewName } from './pageView.ts';
import { type Notice, readExperiment } from './readExperiment.ts';

/** A link with every field set is shorter than 5,000 characters. */
const longest = 8192;
/** More notices than this help nobody. */
const mostNotices = 12;
const versionName = 'v';

function spelling(experiment: Experiment, name: keyof Experiment): string {
  return (fieldOf(name).format as (value: unknown) => string)(experiment[name]);
}

/** What stands where a link of `version` says nothing. */
function baseOf(version: number): Experiment {
  return readExperiment(parsed(defaultsOf(version))).experiment;
}

/** Texts as the values that their fields read in them; what is no field's stays text. */
function parsed(settings: Settings): readonly (readonly [string, unknown])[] {
  return settings.map(([name, text]) => [name, isFieldName(name) ? fieldOf(name).parse(text) : text]);
}

const written = baseOf(1);

/** Commas and colons mean nothing in a query. */
const readable = (text: string) => text.replaceAll('%2C', ',').replaceAll('%3A', ':');

/** The query, with its `?`, that says how `experiment` differs from the defaults; '' where it does not. */
export function linkOf(experiment: Experiment): string {
  const differing = fieldNames.filter((name) => spelling(experiment, name) !== spelling(written, name));
  const pairs = differing.map(
    (name) => `${name}=${readable(encodeURIComponent(spelling(experiment, name)))}`,
  );
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}

/**
 * The experiment that a link's query (with or without its `?`) describes, over `base` (unless given, what its version
 * had for defaults). Takes any text: what cannot be used is left out and said in a notice.
 */
export function experimentOf(
  search: string,
  base?: Experiment,
): { readonly experiment: Experiment; readonly notices: readonly Notice[] } {
  if (search.length > longest) {
    const notice = {
      name: 'link',
      given: words`${search.length} characters`,
      allowed: words`at most ${longest} characters`,
      used: 'nothing of it',
    };
    return { experiment: base ?? defaultExperiment, notices: [notice] };
  }
  const notices: Notice[] = [];
  const given: (readonly [string, string])[] = [];
  let version = 1;
  for (const part of search.replace(/^\?/, '').split('&')) {
    if (part === '') continue;
    const [rawName, rawValue] = splitOnce(part);
    const name = decode(rawName);
    const text = decode(rawValue);
    if (name === undefined || text === undefined) {
      notices.push({
        name: shorten(name ?? rawName),
        given: shorten(rawValue),
        allowed: 'text whose % signs are followed by two hexadecimal digits',
        used: 'it was left out',
      });
    } else if (name === versionName) {
      const notice = versionNotice(text);
      if (notice) notices.push(notice);
      version = Math.min(experimentVersion, Number(text) || 1);
    } else if (!isPageViewName(name)) {
      given.push([name, text]);
    }
  }
  const read = readExperiment(parsed(migrated(version, given)), base ?? baseOf(version));
  return { experiment: read.experiment, notices: atMost([...notices, ...read.notices]) };
}

/** The parts of a query that speak of the page (see `pageView.ts`) and all others, each without `?`. */
export function splitQuery(search: string): { readonly experiment: string; readonly page: string } {
  const parts = search.replace(/^\?/, '').split('&');
  const isPages = (part: string) => isPageViewName(decode(splitOnce(part)[0]) ?? '');
  return {
    experiment: parts.filter((part) => part !== '' && !isPages(part)).join('&'),
    page: parts.filter(isPages).join('&'),
  };
}

function splitOnce(part: string): readonly [string, string] {
  const at = part.indexOf('=');
  return at < 0 ? [part, ''] : [part.slice(0, at), part.slice(at + 1)];
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

function versionNotice(text: string): Notice | undefined {
  const version = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (version >= 1 && version <= experimentVersion) return undefined;
  const newer = version > experimentVersion;
  return {
    name: versionName,
    given: shorten(text),
    allowed: words`a whole number from ${1} to ${experimentVersion}`,
    used: newer
      ? 'the settings that this version of the lab knows; reload the page, as the link was made by a newer one'
      : words`version ${experimentVersion}`,
  };
}

function atMost(notices: readonly Notice[]): readonly Notice[] {
  const left = notices.length - mostNotices;
  if (left <= 0) return notices;
  const more = {
    name: 'link',
    given: words`${left} more settings`,
    allowed: 'settings of the lab, each once and in its range',
    used: 'the defaults',
  };
  return [...notices.slice(0, mostNotices), more];
}
