import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../base/sha256.ts';
import { writeSafetensors } from '../../../engine/weights/safetensors.ts';
import { inEnglish } from '../../../lang/sentence.ts';
import { listedNetwork, networkIndexText } from '../../../protocol/networkIndex.ts';
import type { Experiment } from '../../../spec/experiment.ts';
import { memoryNetworks, memoryStore, open, tiny } from '../../sessionForTests.ts';

const experiment: Experiment = {
  ...tiny,
  ...{ student: 'cnn', alphas: [0.5], runs: 1, epochs: 1 },
  recipe: [
    { kind: 'distil', arm: 'distilled' },
    { kind: 'distil', arm: 'distilled', epochs: 1 },
  ],
};

/** A teacher, and a student of two stages. */
async function trained() {
  const networks = memoryNetworks();
  const lab = open(memoryStore(), undefined, undefined, networks.store);
  await lab.obey({ type: 'run', experiment, finished: [] });
  expect(lab.of('problem')).toEqual([]);
  const teacher = (await networks.store.list()).find((row) => row.teacher);
  await networks.store.teaches(teacher?.id ?? '', '?epochs=3');
  const rows = await networks.store.list();
  const exported = await lab.ask({ type: 'export-family', ids: rows.map(({ id }) => id) });
  return { ...networks, ...lab, rows, exported, zip: new Uint8Array(await exported.blob.arrayBuffer()) };
}
const source = trained();

function elsewhere(room?: number) {
  const networks = memoryNetworks(room);
  const lab = open(memoryStore(), undefined, undefined, networks.store);
  const bring = (bytes: Uint8Array<ArrayBuffer>, name = 'family.zip') =>
    lab.ask({ type: 'import-networks', name, blob: new Blob([bytes]) });
  return { ...networks, ...lab, bring };
}

type Files = Record<string, Uint8Array>;
interface Index {
  format: string;
  version: number;
  networks: Record<string, unknown>[];
}
const indexOf = (files: Files): Index => JSON.parse(strFromU8(files['family.json'] ?? new Uint8Array()));

/** The zip of the family with other files in it. */
async function changed(change: (files: Files, index: Index) => void): Promise<Uint8Array<ArrayBuffer>> {
  const files: Files = unzipSync((await source).zip);
  const index = indexOf(files);
  change(files, index);
  if (files['family.json']) files['family.json'] = strToU8(JSON.stringify(index));
  return zipSync(files);
}

/** The zip, whose directory says of these files that they are so large once unpacked. */
function claiming(zip: Uint8Array<ArrayBuffer>, names: readonly string[], size: number) {
  const view = new DataView(zip.buffer);
  const held = Buffer.from(zip.buffer);
  for (let at = held.indexOf('PK\x01\x02'); at >= 0; at = held.indexOf('PK\x01\x02', at + 4)) {
    const name = held.toString('utf8', at + 46, at + 46 + view.getUint16(at + 28, true));
    if (names.includes(name)) view.setUint32(at + 24, size, true);
  }
  return zip;
}

const reasons = (refused: readonly { readonly why: Parameters<typeof inEnglish>[0] }[]) =>
  refused.map(({ why }) => inEnglish(why));

describe('a family as a zip', () => {
  it('holds a file a network, an index, a table and a word on them', async () => {
    const { zip, rows, exported } = await source;
    expect(exported).toMatchObject({ networks: 3, leftOut: [] });
    expect(exported.name).toMatch(/^family-[\w.-]+\.zip$/);
    const files = unzipSync(zip);
    const index = indexOf(files);
    expect(index).toMatchObject({ format: 'distillation-lab-networks', version: 1 });
    for (const row of index.networks) {
      const bytes = files[String(row.file)] ?? new Uint8Array();
      expect(await sha256(new Uint8Array(bytes))).toBe(row.sha256);
      expect(row).not.toHaveProperty('made');
    }
    const [header, ...lines] = strFromU8(files['table.csv'] ?? new Uint8Array())
      .trim()
      .split('\n');
    expect(header).toMatch(/^label,file,sha256,parent,recipe,.*accuracy/);
    expect(lines).toHaveLength(rows.length);
    expect(strFromU8(files['README.txt'] ?? new Uint8Array())).toContain('family of 3 networks');
  });

  it('comes in elsewhere with the same rows, bytes and parents, but for what a stage would take up', async () => {
    const { zip, rows, store: own } = await source;
    const { bring, store, ask } = elsewhere();
    expect(await bring(zip)).toEqual({ added: 3, present: 0, gone: 0, noRoom: [], refused: [] });
    for (const row of rows) {
      const there = await store.find(row.id);
      const { touchedAt: _, file: __, made: ___, ...told } = row;
      // A time is of one machine.
      const { milliseconds: ____, ...measurements } = row.measurements;
      expect(there).toMatchObject({ ...told, measurements, imported: { from: 'family.zip' } });
      expect(there?.measurements).not.toHaveProperty('milliseconds');
      expect(there?.made).toBeUndefined();
      expect(await store.read(row.id)).toEqual(await own.read(row.id));
    }
    expect(rows.filter(({ taught }) => taught?.includes('?epochs=3'))).toHaveLength(1);
    expect(rows.filter(({ made }) => made)).toHaveLength(2);
    expect(rows.filter(({ parent }) => parent !== undefined)).toHaveLength(1);
    const listed = await ask({ type: 'kept-networks' });
    expect(listed?.networks.map(({ imported }) => imported)).toEqual(Array(3).fill('family.zip'));
    // Once more: nothing is doubled, and what is told of them stays.
    await store.keep(rows[0]?.id ?? '', true);
    expect(await bring(zip, 'again.zip')).toEqual({ added: 0, present: 3, gone: 0, noRoom: [], refused: [] });
    expect(await store.find(rows[0]?.id ?? '')).toMatchObject({
      kept: true,
      imported: { from: 'family.zip' },
    });
  });

  it('comes in from a folder that was packed anew, and from one that the command line wrote', async () => {
    const { zip, rows, ask } = await source;
    const packed = Object.entries(unzipSync(zip)).map(([path, bytes]) => [`mine/${path}`, bytes]);
    expect(await elsewhere().bring(zipSync(Object.fromEntries(packed)))).toMatchObject({
      added: 3,
      refused: [],
    });
    const cards = (await ask({ type: 'kept-networks' }))?.networks ?? [];
    const files: Files = {
      'out/index.json': strToU8(
        networkIndexText(cards.map((card) => listedNetwork(card, `${card.id}.safetensors`, 'CPU'))),
      ),
    };
    for (const { id } of cards) files[`out/${id}.safetensors`] = await ask({ type: 'network-file', id });
    const { bring, store } = elsewhere();
    expect(await bring(new Uint8Array(zipSync(files)))).toMatchObject({ added: 3, refused: [] });
    for (const { id, parent, label, recipe } of rows) {
      expect(await store.find(id)).toMatchObject({
        label,
        recipe,
        ...(parent === undefined ? {} : { parent }),
      });
    }
  });

  it('does not stand for what this machine would train', async () => {
    const { zip } = await source;
    const { bring, obey, of, store, ask } = elsewhere();
    await bring(zip);
    await obey({ type: 'prepare', experiment });
    // A student of this experiment is here, and no result of this browser.
    expect(await ask({ type: 'students', experiment })).toEqual([]);
    await obey({ type: 'run', experiment, finished: [] });
    expect(of('problem')).toEqual([]);
    expect(of('epoch')).toHaveLength(2);
    // The same machine gives the same bytes: now they are its own.
    expect((await store.list()).flatMap(({ origin, imported }) => (origin && imported ? [1] : []))).toEqual(
      [],
    );
  });

  it('leaves out what is damaged, and is none where nothing can be read', async () => {
    const { zip } = await source;
    const { bring, bytes, ask, store } = elsewhere();
    await bring(zip);
    const rows = await store.list();
    const [first] = rows;
    bytes.set(first?.file.name ?? '', new Uint8Array(5));
    const ids = rows.map(({ id }) => id);
    const partly = await ask({ type: 'export-family', ids });
    expect(partly).toMatchObject({ networks: 2, leftOut: [first?.label] });
    expect((await ask({ type: 'kept-networks' }))?.networks.filter(({ damaged }) => damaged)).toHaveLength(1);
    bytes.clear();
    await expect(ask({ type: 'export-family', ids })).rejects.toMatchObject({
      problem: { code: 'weights-invalid' },
    });
  });

  it('has as many members as there is room for, parents first, and no pinned one goes', async () => {
    const { zip, rows } = await source;
    const [mine, size] = [new Uint8Array(100).fill(7), Math.max(...rows.map(({ bytes }) => bytes))];
    const { bring, store } = elsewhere(size + 150);
    const about = { label: 'mine', architecture: undefined, recipe: '', measurements: {} };
    const kept = await store.put(about, mine);
    await store.keep(kept?.id ?? '', true);
    await store.put({ ...about, label: 'loose' }, new Uint8Array(size));
    const report = await bring(zip);
    expect(report.added + report.noRoom.length).toBe(3);
    expect(report.added).toBeGreaterThan(0);
    expect(report.noRoom.length).toBeGreaterThan(0);
    expect(report.gone).toBe(1);
    expect(await store.find(kept?.id ?? '')).toMatchObject({ label: 'mine' });
    const there = new Set((await store.list()).map(({ id }) => id));
    for (const { id, parent } of await store.list()) {
      if (id !== kept?.id && parent !== undefined) expect(there.has(parent)).toBe(true);
    }
  });
});

describe('a zip from a stranger', () => {
  it('is refused as a whole where its index is none', async () => {
    const { bring, store } = elsewhere();
    const refused = [
      new Uint8Array(50),
      await changed((files) => delete files['family.json']),
      zipSync({ 'family.json': strToU8('{') }),
      zipSync({ 'family.json': strToU8('[]') }),
      await changed((_, index) => Object.assign(index, { format: 'another' })),
      await changed((_, index) => Object.assign(index, { version: 2 })),
      zipSync({ 'family.json': new Uint8Array(17 * 2 ** 20) }),
    ];
    const said: string[] = [];
    for (const bytes of refused) {
      const thrown = await bring(new Uint8Array(bytes)).catch((reason) => reason);
      expect(thrown).toMatchObject({ problem: { code: 'weights-invalid' } });
      said.push(inEnglish(thrown.problem.what));
    }
    expect(said).toEqual([
      'family.zip is no zip file, or is damaged.',
      'family.zip is no family of networks: there is no family.json in it.',
      'family.json in family.zip is no index of networks, or is damaged.',
      'family.json in family.zip is no index of networks, or is damaged.',
      'family.json in family.zip is no index of networks, or is damaged.',
      'family.zip was written by a later release of this page (version 2; this one reads up to 1).',
      'family.json in family.zip is too large.',
    ]);
    expect(await store.list()).toEqual([]);
  });

  it.each([
    ['../out.safetensors', 'What is told of it is damaged (at “file”).'],
    ['/etc/passwd', 'What is told of it is damaged (at “file”).'],
    ['networks\\..\\x', 'What is told of it is damaged (at “file”).'],
    ['networks/none.safetensors', 'There is no such file in the zip.'],
  ])('has no say where its files lie: %s', async (file, why) => {
    const { bring, store } = elsewhere();
    const report = await bring(
      await changed((files, { networks: [first] }) => {
        const before = files[String(first?.file)];
        if (before) files[file] = before;
        if (first) first.file = file;
        if (file.endsWith('none.safetensors')) delete files[file];
      }),
    );
    expect(report.added).toBe(2);
    expect(reasons(report.refused)).toEqual([why]);
    expect(await store.list()).toHaveLength(2);
  });

  it('loses what is not as it says, by name, and the rest comes in', async () => {
    const { bring } = elsewhere();
    const report = await bring(
      await changed((files, { networks: [first, second] }) => {
        const held = files[String(first?.file)];
        if (held) held[held.length - 1] = (held[held.length - 1] ?? 0) ^ 1;
        if (second) second.measurements = { accuracy: 'high' };
      }),
    );
    expect(report.added).toBe(1);
    expect(reasons(report.refused)).toEqual([
      'What is told of it is damaged (at “measurements.accuracy”).',
      'Its file has another checksum than family.json says.',
    ]);
    for (const { name } of report.refused) expect(name).toMatch(/CNN|MLP/);
  });

  it('brings no file that is no network, or none that fits what it says', async () => {
    const architecture = JSON.stringify({
      ...{ family: 'mlp', classes: 2, imageSize: 8, channels: { hidden: 4 }, forms: {} },
    });
    const tensors = new Map([['a', { shape: [1], values: Float32Array.of(1) }]]);
    const strange = [
      new Uint8Array(30),
      writeSafetensors({ tensors, metadata: {} }),
      writeSafetensors({ tensors, metadata: { architecture } }),
      writeSafetensors({ tensors, metadata: { architecture: '{"family":"none"}' } }),
    ];
    const { bring, store } = elsewhere();
    for (const bytes of strange) {
      const sum = await sha256(bytes);
      const report = await bring(
        await changed((files, index) => {
          const [first] = index.networks;
          index.networks = [{ ...first, sha256: sum }];
          files[String(first?.file)] = bytes;
        }),
      );
      expect(report).toMatchObject({ added: 0, present: 0 });
      expect(report.refused).toHaveLength(1);
    }
    expect(await store.list()).toEqual([]);
  });

  it('does not fill the memory', async () => {
    const { zip, rows } = await source;
    const { bring } = elsewhere(Math.min(...rows.map(({ bytes }) => bytes)) - 1);
    const report = await bring(zip);
    expect(report).toMatchObject({ added: 0, noRoom: [] });
    expect(new Set(reasons(report.refused))).toEqual(
      new Set(['It has 0 MB, more than all networks together may take here.']),
    );
    // One file that many rows name is unpacked once.
    const doubled = await elsewhere().bring(
      await changed((_, index) => {
        const [first] = index.networks;
        const copies = [1, 2].map((i) => ({ ...first, sha256: String(i).padStart(64, '0') }));
        index.networks = [...(first ? [first] : []), ...copies];
      }),
    );
    expect(doubled.added).toBe(1);
    expect(reasons(doubled.refused)).toEqual(Array(2).fill('Another network of the zip has the same file.'));
    // Three files that claim 400 MB each are not begun with.
    const again = elsewhere().bring(
      await changed((files, index) => {
        const [first] = index.networks;
        index.networks = [1, 2, 3].map((i) => {
          files[`${i}`] = new Uint8Array();
          return { ...first, file: `${i}`, sha256: String(i).padStart(64, '0') };
        });
      }).then((zip) => claiming(zip, ['1', '2', '3'], 400 * 2 ** 20)),
    );
    await expect(again).rejects.toMatchObject({ problem: { code: 'weights-invalid' } });
  });
});
