import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createOfferedFiles, listFolder, offerTeacher } from './inputs.ts';
import { prepareOut } from './outputs.ts';
import { UsageError } from './usageError.ts';

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

describe('offerTeacher', () => {
  const model = join(top, 'model');
  mkdirSync(join(model, 'parts'), { recursive: true });
  const manifest = { modelTopology: {}, weightsManifest: [{ paths: ['a.bin', 'parts/b.bin'], weights: [] }] };
  writeFileSync(join(model, 'model.json'), JSON.stringify(manifest));
  writeFileSync(join(model, 'a.bin'), 'a');
  writeFileSync(join(model, 'parts/b.bin'), 'b');
  writeFileSync(join(model, 'not-named.bin'), 'c');
  /** What the page may fetch, as files of this machine by the path that it is told. */
  function offered(given: string) {
    const offered = createOfferedFiles();
    const teacher = offerTeacher(given, offered);
    if (teacher.kind !== 'model') throw new Error(`a ${teacher.kind}`);
    return Object.fromEntries(teacher.files.map(({ path, url }) => [path, offered.find(url)]));
  }
  const whole = {
    'model.json': join(model, 'model.json'),
    'a.bin': join(model, 'a.bin'),
    'parts/b.bin': join(model, 'parts/b.bin'),
  };

  it('puts up a tfjs model with the weights that it names, and nothing else', () => {
    expect(offered(join(model, 'model.json'))).toEqual(whole);
    expect(offered(model)).toEqual(whole);
    writeFileSync(join(model, 'metadata.json'), '{}');
    expect(offered(`${model}/`)).toEqual({ ...whole, 'metadata.json': join(model, 'metadata.json') });
  });

  it('passes an address on, and puts up one file of anything else', () => {
    const url = 'https://models.example/teachable/model.json';
    expect(offerTeacher(url, createOfferedFiles())).toEqual({ kind: 'address', url });
    const onnx = join(top, 'net.onnx');
    writeFileSync(onnx, '');
    const offered = createOfferedFiles();
    const teacher = offerTeacher(onnx, offered);
    expect(teacher).toMatchObject({ kind: 'file', file: { path: 'net.onnx' } });
    expect(teacher.kind === 'file' && offered.find(teacher.file.url)).toBe(onnx);
  });

  it('puts up the file whose network was asked for, and tells the page which', () => {
    const file = join(top, 'both.pth');
    writeFileSync(file, '');
    const offered = createOfferedFiles();
    const teacher = offerTeacher(`${file}::net_b`, offered);
    expect(teacher).toMatchObject({ kind: 'file', file: { path: 'both.pth::net_b' } });
    expect(teacher.kind === 'file' && offered.find(teacher.file.url)).toBe(file);
    expect(() => offerTeacher(`${join(top, 'none.pth')}::net_b`, offered)).toThrow('there is no file');
  });

  it('says what is missing', () => {
    const broken = join(top, 'broken');
    mkdirSync(broken);
    expect(() => offerTeacher(broken, createOfferedFiles())).toThrow(/a folder without a model\.json\.$/);
    for (const path of ['gone.bin', '../model/a.bin', '/etc/hostname']) {
      writeFileSync(join(broken, 'model.json'), JSON.stringify({ weightsManifest: [{ paths: [path] }] }));
      expect(() => offerTeacher(broken, createOfferedFiles())).toThrow(
        `whose weight file ${path} is not beside it.`,
      );
    }
    expect(() => offerTeacher(join(top, 'none.pt'), createOfferedFiles())).toThrow(
      /^--teacher-file is .*, where there is no file\.$/,
    );
  });

  it('leaves a JSON file that is no model to the page', () => {
    const other = join(top, 'other.json');
    writeFileSync(other, 'not JSON');
    expect(offered(other)).toEqual({ 'other.json': other });
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
