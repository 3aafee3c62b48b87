import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { writeWhole } from './writeWhole.ts';

vi.mock('node:fs', async (original) => ({ ...(await original<typeof fs>()) }));

let folder = '';
beforeEach(() => {
  folder = fs.mkdtempSync(join(tmpdir(), 'whole-'));
});
afterEach(() => {
  vi.restoreAllMocks();
  fs.rmSync(folder, { recursive: true });
});

const read = (name: string) => fs.readFileSync(join(folder, name), 'utf8');

describe('writeWhole', () => {
  it('makes the folders above the file and leaves nothing beside it', () => {
    writeWhole(join(folder, 'deep/er/a.csv'), 'a\n1\n');
    expect(read('deep/er/a.csv')).toBe('a\n1\n');
    expect(fs.readdirSync(join(folder, 'deep/er'))).toEqual(['a.csv']);
  });

  it('replaces what was there, shorter or longer', () => {
    for (const text of ['long before', 'short', new Uint8Array([104, 105])]) {
      writeWhole(join(folder, 'a'), text);
    }
    expect(read('a')).toBe('hi');
  });

  it('shows the new file only once all of it is on disk', () => {
    const file = join(folder, 'a.csv');
    writeWhole(file, 'before');
    const order: string[] = [];
    const { fsyncSync, renameSync } = fs;
    vi.spyOn(fs, 'fsyncSync').mockImplementation((descriptor) => {
      order.push(`sync, reads ${read('a.csv')}`);
      fsyncSync(descriptor);
    });
    vi.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
      order.push(`rename of ${fs.readFileSync(from, 'utf8')}`);
      renameSync(from, to);
    });
    writeWhole(file, 'after');
    expect(order.slice(0, 2)).toEqual(['sync, reads before', 'rename of after']);
    expect(read('a.csv')).toBe('after');
  });

  it.each(['writeFileSync', 'fsyncSync', 'renameSync'] as const)(
    'keeps what was there, and only that, where %s fails',
    (step) => {
      const file = join(folder, 'a.csv');
      writeWhole(file, 'before');
      vi.spyOn(fs, step).mockImplementation(() => {
        throw new Error('no space left on device');
      });
      expect(() => writeWhole(file, 'after')).toThrow('no space left');
      expect(read('a.csv')).toBe('before');
      expect(fs.readdirSync(folder)).toEqual(['a.csv']);
    },
  );

  it('follows a link to where the file lies, and keeps the link', () => {
    fs.mkdirSync(join(folder, 'elsewhere'));
    writeWhole(join(folder, 'elsewhere/a.csv'), 'before');
    fs.symlinkSync(join(folder, 'elsewhere/a.csv'), join(folder, 'a.csv'));
    writeWhole(join(folder, 'a.csv'), 'after');
    expect(read('elsewhere/a.csv')).toBe('after');
    expect(fs.lstatSync(join(folder, 'a.csv')).isSymbolicLink()).toBe(true);
  });

  it('writes into what is no file, such as /dev/null, in place', () => {
    writeWhole('/dev/null', 'gone');
    expect(fs.statSync('/dev/null').isFile()).toBe(false);
  });
});
