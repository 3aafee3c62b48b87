import { describe, expect, it } from 'vitest';
import { lookAtStorage } from './storage.ts';

const opened = { close() {} };

/** A database that opens, or fails as a browser's does: by throwing, or by an error later. */
function databases(how: 'opens' | 'throws' | 'errs') {
  const factory = {
    open() {
      if (how === 'throws') throw new DOMException('no', 'SecurityError');
      const request = { result: opened, error: new DOMException('no', 'InvalidStateError') } as {
        onsuccess?: () => void;
        onerror?: () => void;
      };
      queueMicrotask(() => (how === 'opens' ? request.onsuccess?.() : request.onerror?.()));
      return request;
    },
    deleteDatabase() {},
  };
  return factory as unknown as IDBFactory;
}

const look = (how: Parameters<typeof databases>[0], storage?: Partial<StorageManager>) =>
  lookAtStorage({ indexedDB: databases(how), navigator: storage ? { storage } : {} });

const estimate = async () => ({ quota: 5e9 });

describe('lookAtStorage', () => {
  it('finds that things are kept, and how much', async () => {
    const getDirectory = async () => ({}) as FileSystemDirectoryHandle;
    expect(await look('opens', { estimate, getDirectory })).toEqual({ storage: 'kept', quota: 5e9 });
  });

  it.each(['throws', 'errs'] as const)('finds a database that %s', async (how) => {
    expect(await look(how, { estimate })).toEqual({ storage: 'refused', quota: 5e9 });
  });

  it('takes refused files for a private window', async () => {
    const getDirectory = () => Promise.reject(new DOMException('no', 'SecurityError'));
    expect((await look('opens', { getDirectory })).storage).toBe('temporary');
  });

  it('asks nothing of a page that may not ask', async () => {
    expect(await look('opens')).toEqual({ storage: 'kept', quota: undefined });
  });
});
