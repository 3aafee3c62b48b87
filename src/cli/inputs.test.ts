import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { UsageError } from './flags.ts';
import { listFolder } from './inputs.ts';
import { prepareOut } from './outputs.ts';

const top = mkdtempSync(join(tmpdir(), 'lab-inputs-'));
afterAll(() => rmSync(top, { recursive: true }));

describe('listFolder', () => {
  it('lists files and empty folders, and enters a folder once', () => {
    const folder = join(top, 'photos');
    mkdirSync(join(folder, 'ants'), { recursive: true });
    mkdirSync(join(folder, 'bees/young'), { recursive: true });
    writeFileSync(join(folder, 'ants/1.png'), 'x');
    symlinkSync(folder, join(folder, 'ants/again'));
    expect(listFolder(folder)).toEqual({
      files: [{ file: join(folder, 'ants/1.png'), path: 'ants/1.png' }],
      emptyFolders: ['bees/young'],
    });
  });

  it('says which link leads nowhere but to itself', () => {
    const folder = join(top, 'looped');
    mkdirSync(folder);
    symlinkSync('loop', join(folder, 'loop'));
    expect(() => listFolder(folder)).toThrow(UsageError);
    expect(() => listFolder(folder)).toThrow(/^--data-dir is .*, where .*loop cannot be read \(ELOOP\)\.$/);
  });

  it('wants a folder', () => {
    expect(() => listFolder(join(top, 'none'))).toThrow(/^--data-dir is .*, where there is no folder\.$/);
  });
});

describe('prepareOut', () => {
  it('makes the folder and leaves nothing in it', () => {
    const folder = join(top, 'out/deep');
    prepareOut('--out', folder);
    expect(listFolder(folder)).toEqual({ files: [], emptyFolders: [] });
  });

  it('refuses what is no folder', () => {
    writeFileSync(join(top, 'file'), '');
    expect(() => prepareOut('--out', join(top, 'file'))).toThrow(/^--out is .*, where no folder can be made/);
  });

  // Where even root may not write.
  it.skipIf(process.platform !== 'linux')('refuses a folder that cannot be written to', () => {
    expect(() => prepareOut('--out', '/proc')).toThrow(UsageError);
    expect(() => prepareOut('--out', '/proc')).toThrow(/^--out is \/proc, where nothing can be written \(E/);
  });
});
