import { describe, expect, it } from 'vitest';
import { requireMemory } from './memory.ts';

describe('requireMemory', () => {
  it('lets pass what fits', () => {
    expect(() => requireMemory(50_000, 32)).not.toThrow();
  });

  it('says how much a dataset needs and which size would fit', () => {
    // 50,000 · 256² · 3 = 9,830.4 MB; √(768 MiB / 150,000) = 73.3, in eighths 72.
    const require = () => requireMemory(50_000, 256);
    expect(require).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ code: 'dataset-too-large' }) }),
    );
    expect(require).toThrow(/9831 MB.*size of 72 or less/);
  });

  it('counts what is kept, which may be more than what networks see', () => {
    // 5000 · 256² · 3 bytes are kept of images shown at 224, 983 MB: √(768 MiB / 983.04 MB) · 224 = 202.7.
    expect(() => requireMemory(5000, 224)).not.toThrow();
    expect(() => requireMemory(5000, 224, 5000 * 256 * 256 * 3)).toThrow(/984 MB.*size of 200 or less/);
  });

  it('asks for fewer images where no size would fit', () => {
    expect(() => requireMemory(10_000_000, 32)).toThrow(/Use at most 4194304 images/);
  });
});
