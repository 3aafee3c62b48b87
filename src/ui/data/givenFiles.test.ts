import { describe, expect, it } from 'vitest';
import { cleanPath, givenFolder, pictureFile } from './givenFiles.ts';

const file = (name: string, path?: string) =>
  Object.assign(new File(['x'], name), path === undefined ? {} : { path });

describe('given files', () => {
  it('cleans the paths of every browser', () => {
    expect(['/a/b.png', './b.png', 'a\\b\\c.png', 'a/b.png'].map(cleanPath)).toEqual([
      'a/b.png',
      'b.png',
      'a/b/c.png',
      'a/b.png',
    ]);
  });

  it('names a folder after itself', () => {
    const { label, files } = givenFolder([
      file('1.jpg', '/pets/train/cat/1.jpg'),
      file('2.jpg', '/pets/train/dog/2.jpg'),
    ]);
    expect(label).toBe('pets');
    expect(files.map(({ path }) => path)).toEqual(['pets/train/cat/1.jpg', 'pets/train/dog/2.jpg']);
  });

  it('leaves several folders and loose files unnamed', () => {
    expect(givenFolder([file('1.jpg', '/cat/1.jpg'), file('2.jpg', '/dog/2.jpg')]).label).toBeUndefined();
    expect(givenFolder([file('1.jpg', './1.jpg')]).label).toBeUndefined();
  });
});

describe('pictureFile', () => {
  const loose = (name: string) => Object.assign(new File(['x'], name), { path: `./${name}` });

  it('is one loose file, image or not: whoever decodes it says so', () => {
    expect(pictureFile([loose('ant.jpg')])?.name).toBe('ant.jpg');
    expect(pictureFile([loose('notes.txt')])?.name).toBe('notes.txt');
  });

  it('is none of several files, of a folder’s, of archives or of weights', () => {
    expect(pictureFile([loose('ant.jpg'), loose('bee.jpg')])).toBeUndefined();
    expect(
      pictureFile([Object.assign(new File(['x'], 'ant.jpg'), { path: '/ants/ant.jpg' })]),
    ).toBeUndefined();
    expect(pictureFile([loose('images.zip')])).toBeUndefined();
    expect(pictureFile([loose('teacher.safetensors')])).toBeUndefined();
    expect(pictureFile([])).toBeUndefined();
  });
});
