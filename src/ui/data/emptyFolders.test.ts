import { expect, it } from 'vitest';
import { emptyFolders, type FolderEntry } from './emptyFolders.ts';

const file = (fullPath: string): FolderEntry => ({ isDirectory: false, fullPath });

/** Hands out one entry at a time, as browsers hand out a hundred. */
const folder = (fullPath: string, entries: readonly FolderEntry[]): FolderEntry => ({
  isDirectory: true,
  fullPath,
  createReader() {
    let next = 0;
    return { readEntries: (done) => done(entries.slice(next, ++next)) };
  },
});

it('finds every folder that holds nothing', async () => {
  const ants = folder('/pets/train/ants', [file('/pets/train/ants/1.jpg'), folder('/pets/train/ants/x', [])]);
  const bees = folder('/pets/train/bees', []);
  const pets = folder('/pets', [folder('/pets/train', [ants, bees]), file('/pets/notes.txt')]);
  expect(await emptyFolders([pets, file('/a.png')])).toEqual(['pets/train/ants/x', 'pets/train/bees']);
});

it('takes no folder for empty that it cannot read', async () => {
  const locked: FolderEntry = {
    isDirectory: true,
    fullPath: '/pets/locked',
    createReader: () => ({ readEntries: (_, failed) => failed(new DOMException('no', 'NotReadableError')) }),
  };
  expect(await emptyFolders([folder('/pets', [locked])])).toEqual([]);
});
