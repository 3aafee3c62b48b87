import { openDB } from 'idb';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../data/store/store.ts';
import { inEnglish } from '../../lang/sentence.ts';
import type { Experiment } from '../../spec/experiment.ts';
import { open, tiny } from '../sessionForTests.ts';

const experiment: Experiment = { ...tiny, alphas: [1], runs: 1, epochs: 1 };
let opened = 0;
const freshName = () => `test-kept-teacher-${Date.now()}-${opened++}`;

const folder = async () =>
  (await navigator.storage.getDirectory()).getDirectoryHandle('distillation-lab', { create: true });

async function filesOf(name: string): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const file of (await folder()).keys()) if (file.startsWith(name)) names.push(file);
  return names;
}

async function teacherFileOf(name: string) {
  const files = (await filesOf(name)).filter((file) => file.startsWith(`${name}-teacher-`));
  expect(files).toHaveLength(1);
  return files[0] ?? '';
}

async function read(file: string): Promise<Uint8Array<ArrayBuffer>> {
  const handle = await (await folder()).getFileHandle(file);
  return new Uint8Array(await (await handle.getFile()).arrayBuffer());
}

async function write(file: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const stream = await (await (await folder()).getFileHandle(file, { create: true })).createWritable();
  await stream.write(bytes);
  await stream.close();
}

/** Trains a sweep in a session of its own, as a later visit does, with what that name keeps. */
async function visit(name: string, given: Experiment = experiment) {
  const { obey, of } = open(await openStore(name));
  await obey({ type: 'prepare', experiment: given });
  await obey({ type: 'run', experiment: given, finished: [] });
  return {
    problems: of('problem').map(({ problem }) => problem.code),
    warnings: of('warning').map(({ warning: { code, what } }) => `${code}: ${inEnglish(what)}`),
    teacherEpochs: of('teacher-epoch').length,
    ended: of('sweep-ended').map(({ status }) => status),
    teacher: of('teacher').at(-1)?.teacher,
  };
}

const trained = { problems: [], warnings: [], teacherEpochs: 1, ended: ['finished'] };
const opens = { ...trained, teacherEpochs: 0 };

/** The sign bit of every weight; the header stays. */
function flipSigns(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const start = 8 + Number(new DataView(bytes.buffer).getBigUint64(0, true));
  return bytes.map((byte, i) => (i >= start && (i - start) % 4 === 3 ? byte ^ 0x80 : byte));
}

const damages: Readonly<Record<string, (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>>> = {
  'cut to half': (bytes) => bytes.slice(0, bytes.length / 2),
  'cut to nothing': () => new Uint8Array(),
  'grown by a byte': (bytes) => Uint8Array.from([...bytes, 0]),
  garbage: (bytes) => bytes.map((_, i) => (i * 7919) & 255),
  'of other signs': flipSigns,
  'another in one bit': (bytes) => bytes.with(bytes.length - 1, (bytes.at(-1) ?? 0) ^ 1),
};

/** As releases before the checksum kept it: a file of one name, and a row that says nothing of it. */
async function asEarlierReleasesKept(name: string): Promise<string> {
  const file = await teacherFileOf(name);
  const database = await openDB(name);
  const [row] = await database.getAll('teachers');
  const { file: _, ...rest } = row;
  await database.put('teachers', rest);
  database.close();
  const bytes = await read(file);
  await (await folder()).removeEntry(file);
  const earlier = `${name}-teacher-${rest.id}`;
  await write(earlier, bytes);
  return earlier;
}

describe('a kept teacher', () => {
  it('is opened by the next visit', async () => {
    const name = freshName();
    expect(await visit(name)).toMatchObject(trained);
    expect(await visit(name)).toMatchObject(opens);
  });

  it.each(Object.entries(damages))('that is %s is set aside, said, and trained again', async (_, damage) => {
    const name = freshName();
    const first = await visit(name);
    const file = await teacherFileOf(name);
    const damaged = damage(await read(file));
    await write(file, damaged);
    const second = await visit(name);
    expect(second).toMatchObject({
      ...trained,
      warnings: [expect.stringMatching(/^kept-damaged: .+ Its file has/)],
    });
    expect(second.teacher).toEqual(first.teacher);
    expect(await visit(name)).toMatchObject(opens);
    const aside = (await filesOf(name)).filter((one) => one.includes('set-aside'));
    expect(await Promise.all(aside.map(read))).toEqual([damaged]);
  });

  it('whose file is gone is said, and trained again', async () => {
    const name = freshName();
    await visit(name);
    await (await folder()).removeEntry(await teacherFileOf(name));
    const second = await visit(name);
    expect(second).toMatchObject({ ...trained, warnings: [expect.stringContaining('missing')] });
    expect(await visit(name)).toMatchObject(opens);
  });

  it('whose row says another checksum, or cannot be read, is said, and trained again', async () => {
    const name = freshName();
    await visit(name);
    const database = await openDB(name);
    for (const sha256 of ['0'.repeat(64), 'none']) {
      const [row] = await database.getAll('teachers');
      await database.put('teachers', { ...row, file: { ...row.file, sha256 } });
      expect(await visit(name)).toMatchObject({
        ...trained,
        warnings: [expect.stringContaining('kept-damaged')],
      });
    }
    expect(await visit(name)).toMatchObject(opens);
    database.close();
  });

  it('of an earlier release opens, and has a checksum from then on', async () => {
    const name = freshName();
    await visit(name);
    const file = await asEarlierReleasesKept(name);
    expect(await visit(name)).toMatchObject(opens);
    await write(file, flipSigns(await read(file)));
    expect(await visit(name)).toMatchObject({ ...trained, warnings: [expect.stringContaining('checksum')] });
  });

  it.each(['cut to half', 'cut to nothing', 'garbage'])(
    'of an earlier release that is %s is set aside, said, and trained again',
    async (how) => {
      const name = freshName();
      await visit(name);
      const file = await asEarlierReleasesKept(name);
      await write(file, damages[how]?.(await read(file)) ?? new Uint8Array());
      expect(await visit(name)).toMatchObject({
        ...trained,
        warnings: [expect.stringContaining('kept-damaged')],
      });
      expect(await visit(name)).toMatchObject(opens);
    },
  );

  it('that was chosen by its id is trained again where the settings are those that made it', async () => {
    const name = freshName();
    const { teacher } = await visit(name);
    const chosen: Experiment = { ...experiment, teacher: teacher?.id ?? '' };
    expect(await visit(name, chosen)).toMatchObject(opens);
    const file = await teacherFileOf(name);
    await write(file, flipSigns(await read(file)));
    expect(await visit(name, chosen)).toMatchObject({
      ...trained,
      warnings: [expect.stringContaining('checksum')],
    });
  });

  it('that was saved under a name of its own is set aside and said, and no longer listed', async () => {
    const name = freshName();
    await visit(name);
    const store = await openStore(name);
    const [kept] = await store.teachers();
    const saved = {
      label: 'mine',
      dataset: 'insects',
      accuracy: 0.5,
      savedAt: '2026-01-01T00:00:00Z',
      ...kept,
    };
    const file = await teacherFileOf(name);
    await store.keepTeacher({ ...saved, id: 'saved-mine' }, await read(file));
    const chosen: Experiment = { ...experiment, teacher: 'saved-mine' };
    expect(await visit(name, chosen)).toMatchObject(opens);
    const [mine = ''] = (await filesOf(name)).filter((one) => one.includes('saved-mine'));
    await write(mine, flipSigns(await read(mine)));
    expect((await visit(name, chosen)).problems[0]).toBe('kept-damaged');
    expect((await store.teachers()).map(({ id }) => id)).toEqual([saved.id]);
    expect(await visit(name)).toMatchObject(opens);
  });
});
