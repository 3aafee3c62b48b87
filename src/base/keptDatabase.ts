/**
 * A database that this browser keeps for the lab: opened at its first use, raised step by step where an earlier release
 * made it, and a connection that holds nobody up. Who deletes the database or raises its version (site data being
 * cleared, a later release in another tab) finds it closed, and its next use opens it again.
 *
 * Raising waits where another tab holds an earlier version open and does not close it; `watchDatabases` tells, and what
 * was to be kept meanwhile is kept as soon as that tab is gone.
 */
import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from 'idb';
import { tellTrouble } from './databaseTroubles.ts';

export type { DBSchema, IDBPDatabase };

/**
 * One step, from a version to the next. Rows stay; what it adds to the database is made in the transaction of the upgrade.
 * The first step makes the object stores of a database that is new.
 */
export type Upgrade<Schema extends DBSchema> = (
  database: IDBPDatabase<Schema>,
  transaction: IDBPTransaction<Schema, StoreNames<Schema>[], 'versionchange'>,
) => void;

/**
 * @param upgrades all steps since version 0; the database's version is their number.
 * @returns gives the open database, opened at the first use and whenever it was closed since. A transaction is begun at
 *   once on what it gives. Waits while another tab holds an earlier version open. Rejects where the browser keeps nothing,
 *   or holds a later version; the next use tries again.
 */
export function keptDatabase<Schema extends DBSchema>(
  name: string,
  upgrades: readonly Upgrade<Schema>[],
): () => Promise<IDBPDatabase<Schema>> {
  let opened: Promise<IDBPDatabase<Schema>> | undefined;
  return () => {
    if (opened) return opened;
    const forget = () => {
      if (opened === opening) opened = undefined;
    };
    const opening = openDB<Schema>(name, upgrades.length, {
      upgrade(database, before, _after, transaction) {
        for (const step of upgrades.slice(before)) step(database, transaction);
      },
      blocked: () => tellTrouble(name, 'blocked'),
      blocking(_current, _wanted, event) {
        forget();
        (event.target as IDBDatabase).close();
      },
      terminated: forget,
    });
    opening.then(
      () => tellTrouble(name, undefined),
      (thrown: unknown) => {
        forget();
        tellTrouble(name, isLater(thrown) ? 'newer' : undefined);
      },
    );
    opened = opening;
    return opening;
  };
}

/** The browser holds a version that only a later release knows. */
const isLater = (thrown: unknown) => thrown instanceof DOMException && thrown.name === 'VersionError';
