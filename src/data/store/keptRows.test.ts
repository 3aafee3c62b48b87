import { describe, expect, it } from 'vitest';
import { folderVersion, readFolder } from './keptRows.ts';

const row = (classes: readonly string[], trainCount?: number) => ({
  version: folderVersion,
  key: 'folder-0123456789abcdef-32-centre',
  label: 'shapes',
  classes,
  labels: Int32Array.of(0, 1),
  trainCount,
  rejected: [],
  bytes: 6144,
  usedAt: 1,
});

describe('a kept folder', () => {
  it('is read as an older page kept it, which did not say what was used for what', () => {
    expect(readFolder(row(['round', 'square'], 1))).toMatchObject({ classes: ['round', 'square'] });
    expect(readFolder(row(['round', 'square']))?.understood).toBeUndefined();
    expect(readFolder(row(['car', 'train']))).toBeDefined();
  });

  it('is read anew where its splits were taken for classes', () => {
    expect(readFolder(row(['Testing', 'Training']))).toBeUndefined();
    expect(readFolder(row(['test1', 'train']))).toBeUndefined();
  });
});
