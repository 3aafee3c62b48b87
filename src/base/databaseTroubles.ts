/**
 * Which of the databases of this thread cannot be used now because of other tabs, for whoever tells a person.
 */

/**
 * `blocked`: an upgrade waits until a tab that holds an earlier version open is closed; what is to be kept waits with it.
 * `newer`: another tab's later release has raised the database, and this page cannot use it.
 */
export type DatabaseTrouble = 'blocked' | 'newer';

/** By the database's name. */
export type DatabaseTroubles = Readonly<Record<string, DatabaseTrouble>>;

let troubles: DatabaseTroubles = {};
const watchers = new Set<(troubles: DatabaseTroubles) => void>();

/** @param trouble undefined where the database can be used again */
export function tellTrouble(name: string, trouble: DatabaseTrouble | undefined): void {
  if (troubles[name] === trouble) return;
  const { [name]: _, ...others } = troubles;
  troubles = trouble ? { ...others, [name]: trouble } : others;
  for (const watcher of [...watchers]) watcher(troubles);
}

/** All of them: the same object while nothing changes. */
export const databaseTroubles = (): DatabaseTroubles => troubles;

/** Calls `watcher` whenever they change, until the function that comes back is called. */
export function watchDatabases(watcher: (troubles: DatabaseTroubles) => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}
