/**
 * Experiments of earlier versions in the words of today's. Each version has a file that says what it was and how it is
 * spelt in the next one: pure functions, never changed again. `corpus/` holds what earlier versions wrote, and every
 * reader is tested on it.
 */
import { migrate as migrate1, type Settings, defaults as version1 } from './1.ts';
import { migrate as migrate2, defaults as version2 } from './2.ts';

/**
 * Raised when a setting changes its meaning or its default. 2: what a stored experiment leaves out is told by its version.
 * 3: a pruning that says nothing of its scope ranks isomorphic groups together.
 */
export const experimentVersion = 3;

/** By version: its defaults, and how it is spelt in the next. */
const versions: Readonly<
  Record<number, { readonly defaults: Settings; readonly migrate: (settings: Settings) => Settings }>
> = { 1: { defaults: version1, migrate: migrate1 }, 2: { defaults: version2, migrate: migrate2 } };

/**
 * What an experiment of `version` says, what it leaves out included, in today's words.
 *
 * @param version from 1; today's, and newer ones, say what they say
 * @param settings as they were given: of a name that stands twice, both
 */
export function migrated(version: number, settings: Settings): Settings {
  let current = settings;
  for (let from = version; from < experimentVersion; from++) {
    current = versions[from]?.migrate(current) ?? current;
  }
  return current;
}

/** What settings are that an experiment of `version` leaves out, in today's words. */
export function defaultsOf(version: number): Settings {
  return migrated(version, versions[version]?.defaults ?? []);
}
