import { useSyncExternalStore } from 'react';
import { type DatabaseTrouble, databaseTroubles, watchDatabases } from '../../base/databaseTroubles.ts';
import { useLab } from '../../state/lab/useLab.ts';

/** Whether other tabs are in the way of what this browser keeps, of the page's own databases and the worker's. */
export function useDatabaseTrouble(): DatabaseTrouble | undefined {
  const own = useSyncExternalStore(watchDatabases, databaseTroubles);
  const workers = useLab((lab) => lab.databases);
  const all = [...Object.values(own), ...Object.values(workers)];
  return all.includes('newer') ? 'newer' : all[0];
}
