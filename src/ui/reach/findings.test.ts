import { describe, expect, it } from 'vitest';
import { browserOf } from './browser.ts';
import { type Facts, findingsOf } from './findings.ts';
import { userAgents } from './userAgents.ts';

const well: Facts = {
  browser: browserOf(userAgents.chromeWindows, 0),
  isSecure: true,
  hasCopy: true,
  isOnline: true,
  savesData: false,
  deviceMemory: 8,
  storage: 'kept',
  quota: 100e9,
  backend: { name: 'webgpu' },
  refused: undefined,
  needs: 30e6,
};

const found = (facts: Partial<Facts>) => findingsOf({ ...well, ...facts });
const names = (facts: Partial<Facts>) => found(facts).map(({ name }) => name);

describe('findingsOf', () => {
  it('finds nothing where all is well, or is not known yet', () => {
    expect(found({})).toEqual([]);
    expect(
      found({ backend: undefined, storage: undefined, quota: undefined, deviceMemory: undefined }),
    ).toEqual([]);
  });

  it('finds nothing where another backend was chosen by name, or was measured to be faster', () => {
    expect(found({ backend: { name: 'cpu' } })).toEqual([]);
    expect(found({ backend: { name: 'wasm', simd: true } })).toEqual([]);
  });

  it.each(['missing', 'no-adapter', 'software', 'failed'] as const)(
    'says why no GPU trains: %s',
    (refusal) => {
      expect(names({ backend: { name: 'wasm', simd: true, refusal } })).toEqual([`gpu-${refusal}`]);
      expect(names({ backend: undefined, refused: refusal })).toEqual([`gpu-${refusal}`]);
    },
  );

  it('puts what costs most first', () => {
    expect(
      names({
        backend: { name: 'cpu', refusal: 'missing' },
        storage: 'refused',
        deviceMemory: 1,
        isOnline: false,
      }),
    ).toEqual(['slow', 'gpu-missing', 'storage-refused', 'memory-small', 'offline']);
  });

  it('says where WebAssembly computes one number at a time, and nothing of threads, which training takes none of', () => {
    expect(found({ backend: { name: 'wasm', simd: true } })).toEqual([]);
    expect(names({ backend: { name: 'wasm', simd: false } })).toEqual(['no-simd']);
  });

  it('measures memory against what is on the bench', () => {
    // A quarter of 4 GiB is 1,073.7 MB.
    expect(found({ deviceMemory: 4, needs: 1_073e6 })).toEqual([]);
    expect(found({ deviceMemory: 4, needs: 1_074e6 })).toEqual([
      { name: 'memory-tight', way: 'use-less', gigabytes: 4, megabytes: 1074 },
    ]);
    expect(found({ deviceMemory: 2 })).toEqual([{ name: 'memory-small', way: 'use-less', gigabytes: 2 }]);
    expect(names({ deviceMemory: 2, needs: 600e6 })).toEqual(['memory-tight']);
  });

  it('tells storage that is refused from what is temporary or small', () => {
    expect(names({ storage: 'refused', quota: 0 })).toEqual(['storage-refused']);
    expect(names({ storage: 'temporary' })).toEqual(['storage-temporary']);
    expect(found({ quota: 20e6 })).toEqual([{ name: 'storage-small', way: 'free-space', megabytes: 20 }]);
  });

  it('tells offline with a copy of the page from offline without', () => {
    expect(names({ isOnline: false })).toEqual(['offline']);
    expect(names({ isOnline: false, hasCopy: false })).toEqual(['offline-without-copy']);
    expect(names({ savesData: true, hasCopy: false })).toEqual(['saves-data']);
    expect(names({ savesData: true })).toEqual([]);
  });
});
