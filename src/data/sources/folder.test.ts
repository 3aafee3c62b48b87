import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inEnglish } from '../../lang/sentence.ts';
import type { GivenFile } from '../../protocol/protocol.ts';
import type { RejectedFile } from '../../protocol/records.ts';
import { listFolder, listImages } from './folder.ts';

const inWords = ({ path, reason }: RejectedFile) => ({ path, reason: inEnglish(reason) });

const jpegHead = '\xff\xd8\xff\xe0\0\x10JFIF\0';
const latin = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const file = (path: string, head = jpegHead): GivenFile => ({ path, blob: new Blob([latin(head)]) });
const files = (...paths: string[]) => paths.map((path) => file(path));

const codeOf = (code: string, what: string | RegExp) => ({
  problem: { code },
  message: expect.stringMatching(what),
});

describe('listFolder', () => {
  it('reads train and val folders, inside any wrapping', async () => {
    for (const wrapping of ['', 'data/', 'a/b/']) {
      const listed = await listFolder(
        files('train/bees/1.jpg', 'train/ants/2.JPG', 'val/ants/3.png', 'val/bees/4.jpeg').map(
          ({ path, blob }) => ({ path: wrapping + path, blob }),
        ),
      );
      expect(listed.classes).toEqual(['ants', 'bees']);
      expect(listed.train.map(({ path, className }) => [path, className])).toEqual([
        ['train/ants/2.JPG', 'ants'],
        ['train/bees/1.jpg', 'bees'],
      ]);
      expect(listed.validation?.map(({ path }) => path)).toEqual(['val/ants/3.png', 'val/bees/4.jpeg']);
      expect(listed.rejected).toEqual([]);
    }
  });

  it.each([
    ['beside classes', ['a/1.jpg', 'a/2.jpg', 'b/3.jpg', 'b/4.jpg'], true],
    ['beside splits', ['train/a/1.jpg', 'train/b/2.jpg', 'val/a/3.jpg', 'val/b/4.jpg'], false],
  ])('takes a folder called unlabelled %s for images without labels', async (_, labelled, mayBeClass) => {
    const listed = await listFolder(files(...labelled, 'unlabelled/5.jpg', 'unlabelled/more/6.jpg'));
    expect(listed.classes).toEqual(['a', 'b']);
    expect(listed.unlabelled.map(({ path }) => path)).toEqual(['unlabelled/5.jpg', 'unlabelled/more/6.jpg']);
    expect(listed.rejected).toEqual([]);
    expect(inEnglish(listed.understood)).toMatch(/Without labels: 2 images/);
    expect(
      inEnglish(listed.understood).includes(
        '“unlabelled” is taken for images without labels and is no class',
      ),
    ).toBe(mayBeClass);
    const without = await listFolder(files(...labelled));
    expect([listed.train, listed.validation]).toEqual([without.train, without.validation]);
    expect(without.unlabelled).toEqual([]);
  });

  it('lists loose images to distil on, whatever folders they lie in, and refuses them as a dataset', async () => {
    const given = files('5.jpg', 'b/1.jpg', 'a/x/2.jpg', 'notes.txt');
    const images = await listImages(given);
    expect(images.map(({ path }) => path)).toEqual(['5.jpg', 'a/x/2.jpg', 'b/1.jpg']);
    await expect(listImages(files('notes.txt'))).rejects.toMatchObject({
      problem: { code: 'folder-without-images' },
    });
    await expect(listImages([])).rejects.toMatchObject({ problem: { code: 'folder-empty' } });
    await expect(listFolder(files('p/1.jpg', 'p/2.jpg', '3.jpg'))).rejects.toThrow();
    await expect(listFolder(files('1.jpg', '2.jpg'))).rejects.toThrow(
      /The 2 images lie in no class folders.*can be given as images to distil on \(--distil-dir\)/,
    );
  });

  it('takes it for a class where there would be one alone', async () => {
    const listed = await listFolder(files('a/1.jpg', 'a/2.jpg', 'unlabelled/3.jpg', 'unlabelled/4.jpg'));
    expect(listed.classes).toEqual(['a', 'unlabelled']);
    expect(listed.unlabelled).toEqual([]);
  });

  it.each(['val', 'VALID', 'Validation', 'test'])('takes %s for validation', async (name) => {
    const listed = await listFolder(
      files('Train/a/1.jpg', 'Train/b/2.jpg', `${name}/a/3.jpg`, `${name}/b/4.jpg`),
    );
    expect(listed.validation).toHaveLength(2);
  });

  it('prefers val to test and says that test is left out', async () => {
    const listed = await listFolder(
      files('train/a/1.jpg', 'train/b/2.jpg', 'val/a/3.jpg', 'val/b/4.jpg', 'test/a/5.jpg', 'test/b/6.jpg'),
    );
    expect(listed.validation?.map(({ path }) => path)).toEqual(['val/a/3.jpg', 'val/b/4.jpg']);
    expect(listed.rejected.map(inWords)).toEqual([
      { path: 'test', reason: 'Left out (2 files): val is used for validation.' },
    ]);
  });

  it('reads class folders alone, even one called train', async () => {
    const listed = await listFolder(
      ['train/1', 'train/2', 'car/3', 'car/4', 'Bus/x/5', 'Bus/6'].map((name) =>
        file(`vehicles/${name}.jpg`),
      ),
    );
    expect(listed.classes).toEqual(['Bus', 'car', 'train']);
    expect(listed.validation).toBeUndefined();
    expect(listed.train).toHaveLength(6);
  });

  it('orders classes by code unit, as torchvision', async () => {
    const listed = await listFolder(
      files('é/1.jpg', 'b/1.jpg', 'B/1.jpg', '10/1.jpg', '9/1.jpg').flatMap(({ path, blob }) => [
        { path, blob },
        { path: path.replace('1.jpg', '2.jpg'), blob },
      ]),
    );
    expect(listed.classes).toEqual(['10', '9', 'B', 'b', 'é']);
  });

  it('passes over what systems leave behind and notes beside the classes, and names what might be missed', async () => {
    const listed = await listFolder([
      ...files('d/a/1.jpg', 'd/a/2.jpg', 'd/b/3.jpg', 'd/b/4.jpg'),
      ...files(
        'd/.DS_Store',
        'd/a/Thumbs.db',
        'd/a/._1.jpg',
        '__MACOSX/d/a/1.jpg',
        'd/README.md',
        '.git/x.png',
      ),
    ]);
    expect(listed.train).toHaveLength(4);
    const reason = 'Left out (1 files): left behind by a system or a program.';
    expect(listed.rejected.map(inWords)).toEqual(
      ['._…', '__MACOSX', '.git'].map((path) => ({ path, reason })),
    );
  });

  it('gives a reason for every file that it does not read', async () => {
    const listed = await listFolder([
      ...files('a/1.jpg', 'a/2.jpg', 'b/3.jpg', 'b/4.jpg', 'loose.jpg', 'a/clip.mp4', 'a/nothing'),
      file('a/anim.gif', 'GIF89a'),
      file('a/text.jpg', 'Not found, sorry. Try elsewhere.'),
      file('a/page.jpeg', '<!DOCTYPE html><html>'),
      file('a/empty.png', ''),
      file('a/really.gif.jpg', 'GIF89a......'),
      file('b/photo.jpg', '\0\0\0\x18ftypheic\0\0\0\0'),
    ]);
    const reasons = Object.fromEntries(listed.rejected.map(({ path, reason }) => [path, inEnglish(reason)]));
    expect(Object.keys(reasons)).toHaveLength(9);
    expect(reasons['a/anim.gif']).toMatch(/^GIF is not read, as in torchvision/);
    expect(reasons['a/text.jpg']).toMatch(/named \.jpg but holds text/);
    expect(reasons['a/page.jpeg']).toMatch(/holds a web page/);
    expect(reasons['a/empty.png']).toMatch(/empty/);
    expect(reasons['a/really.gif.jpg']).toMatch(/holds a GIF/);
    expect(reasons['b/photo.jpg']).toMatch(/HEIC/);
    expect(reasons['a/clip.mp4']).toMatch(/\.mp4 is not/);
    expect(reasons['a/nothing']).toMatch(/no extension/);
    expect(reasons['loose.jpg']).toMatch(/beside the class folders/);
  });

  it('knows the formats by their first bytes', async () => {
    const listed = await listFolder([
      file('a/1.png', '\x89PNG\r\n\x1a\n'),
      file('a/2.webp', 'RIFF\x10\0\0\0WEBPVP8 '),
      file('b/3.bmp', 'BM\x36\x03\0\0\0\0\0\0'),
      file('b/4.avif', '\0\0\0\x20ftypavif\0\0\0\0'),
      file('b/wrongly-named.png', jpegHead),
    ]);
    expect(listed.rejected).toEqual([]);
    expect(listed.train).toHaveLength(5);
  });

  it('refuses a folder that nothing can be learned from, naming the part', async () => {
    await expect(listFolder([])).rejects.toMatchObject(codeOf('folder-empty', /empty/));
    await expect(listFolder(files('d/.DS_Store'))).rejects.toMatchObject(codeOf('folder-empty', /empty/));
    await expect(listFolder(files('notes/a.txt', 'notes/b.txt'))).rejects.toMatchObject(
      codeOf('folder-without-images', /None of the 2 files .*“notes\/a.txt”/),
    );
    await expect(listFolder(files('ants/1.jpg', 'ants/2.jpg'))).rejects.toMatchObject(
      codeOf('one-class-only', /“ants”/),
    );
    await expect(listFolder(files('1.jpg', '2.jpg'))).rejects.toMatchObject(
      codeOf('one-class-only', /2 images lie in no class folders/),
    );
    await expect(listFolder(files('train/a/1.jpg', 'train/b/2.txt', 'val/a/3.jpg'))).rejects.toMatchObject(
      codeOf('class-without-images', /“b” has no image/),
    );
    await expect(listFolder(files('a/1.jpg', 'a/2.jpg', 'b/3.jpg'))).rejects.toMatchObject(
      codeOf('class-without-images', /“b” has only one image/),
    );
    await expect(
      listFolder(files('train/a/1.jpg', 'train/b/2.jpg', 'val/a/3.jpg', 'val/wasps/4.jpg')),
    ).rejects.toMatchObject(codeOf('validation-class-unknown', /“wasps”/));
    await expect(listFolder(files('train/a/1.jpg', 'train/b/2.jpg', 'val/a/3.txt'))).rejects.toMatchObject(
      codeOf('folder-without-images', /validation folder/),
    );
  });

  it('tells of a class whose folder is empty, where it is known', async () => {
    for (const top of ['', 'd/']) {
      const split = files(...['train/a/1.jpg', 'train/b/2.jpg', 'val/a/3.jpg'].map((path) => top + path));
      await expect(listFolder(split, [`${top}train/bees`])).rejects.toMatchObject(
        codeOf('class-without-images', /“bees” has no image/),
      );
    }
    await expect(listFolder(files('a/1.jpg', 'a/2.jpg'), ['b'])).rejects.toMatchObject(
      codeOf('class-without-images', /“b” has no image/),
    );
    await expect(listFolder([], ['a', 'b'])).rejects.toMatchObject(codeOf('folder-empty', /empty/));
  });

  it('passes over empty folders that are no class', async () => {
    const given = files('d/train/a/1.jpg', 'd/train/b/2.jpg', 'd/test/a/3.jpg', 'd/test/b/4.jpg');
    const empty = ['cache', 'd/.hidden/x', 'd/val', 'd/notes', 'd/train/a/more', 'd/test/wasps'];
    const listed = await listFolder(given, empty);
    expect(listed).toEqual(await listFolder(given));
    expect(listed.validation).toHaveLength(2);
  });

  it('is not confused by hostile class names', async () => {
    const listed = await listFolder(
      files('__proto__/1.jpg', '__proto__/2.jpg', 'constructor/3.jpg', 'constructor/4.jpg'),
    );
    expect(listed.classes).toEqual(['__proto__', 'constructor']);
    expect(listed.train.map(({ className }) => className)).toEqual([
      '__proto__',
      '__proto__',
      'constructor',
      'constructor',
    ]);
  });
});

const sharedData = process.env.LAB_DATA ?? resolve('../shared/data');
const present = existsSync(sharedData);

async function filesUnder(folder: string): Promise<GivenFile[]> {
  const entries = await readdir(join(sharedData, folder), { recursive: true, withFileTypes: true });
  return Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => {
        const path = join(entry.parentPath, entry.name);
        return { path: path.slice(sharedData.length + 1), blob: new Blob([await readFile(path)]) };
      }),
  );
}

describe.skipIf(!present)(`real folders (skipped where there is no LAB_DATA or ../shared/data)`, () => {
  it('finds the seed’s 244 + 153 photographs and rejects its GIF', async () => {
    const listed = await listFolder(await filesUnder('hymenoptera'));
    expect(listed.classes).toEqual(['ants', 'bees']);
    expect(listed.train).toHaveLength(244);
    expect(listed.validation).toHaveLength(153);
    expect(listed.rejected.map(({ path }) => path)).toEqual(['train/ants/imageNotFound.gif']);
  });

  it('finds 1000 + 500 small CIFAR-10 images', async () => {
    const listed = await listFolder(await filesUnder('cifar10_small'));
    expect(listed.classes).toHaveLength(10);
    expect(listed.train).toHaveLength(1000);
    expect(listed.validation).toHaveLength(500);
    expect(listed.rejected).toEqual([]);
  });
});
