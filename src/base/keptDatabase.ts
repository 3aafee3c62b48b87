/**
 * A database that this browser keeps for the lab, as a connection that holds nobody up: who deletes the database or raises
 * its version (site data being cleared, a later release in another tab) finds it closed, and its next use opens it again.
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

export type { DBSchema, IDBPDatabase };

/**
 * @param create makes the object stores of a database that is new.
 * @returns gives the open database, opened at the first use and whenever it was closed since. A transaction is begun at
 *   once on what it gives. Rejects where the browser keeps nothing, or holds a later version; the next use tries again.
 */
export function keptDatabase<Schema extends DBSchema>(
  name: string,
  create: (fresh: IDBPDatabase<Schema>) => void,
): () => Promise<IDBPDatabase<Schema>> {
  let opened: Promise<IDBPDatabase<Schema>> | undefined;
  return () => {
    if (opened) return opened;
    const forget = () => {
      if (opened === opening) opened = undefined;
    };
    const opening = openDB<Schema>(name, 1, {
      upgrade: create,
      blocking(_current, _wanted, event) {
        forget();
        (event.target as IDBDatabase).close();
      },
      terminated: forget,
    });
    opening.catch(forget);
    opened = opening;
    return opening;
  };
}
