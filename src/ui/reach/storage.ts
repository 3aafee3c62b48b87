/**
 * Whether this browser lets the page keep anything, found out by trying: private windows have the functions and refuse.
 */
import type { Storage } from './findings.ts';

export interface Kept {
  readonly storage: Storage;
  /** Bytes; undefined where the browser does not say. */
  readonly quota: number | undefined;
}

const probe = 'distillation-lab-probe';

export async function lookAtStorage(
  page: Pick<Window, 'indexedDB'> & { readonly navigator: { readonly storage?: Partial<StorageManager> } },
): Promise<Kept> {
  const storage = page.navigator.storage;
  const estimate = await storage?.estimate?.().catch(() => undefined);
  const quota = estimate?.quota;
  if (!(await opens(page))) return { storage: 'refused', quota };
  // Where the page has no such function, the database keeps files too.
  const files = await storage?.getDirectory?.().then(
    () => 'kept' as const,
    () => 'temporary' as const,
  );
  return { storage: files ?? 'kept', quota };
}

async function opens({ indexedDB }: Pick<Window, 'indexedDB'>): Promise<boolean> {
  try {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(probe);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    database.close();
    indexedDB.deleteDatabase(probe);
    return true;
  } catch {
    return false;
  }
}
