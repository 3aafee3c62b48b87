/**
 * Teachers of other software among the kept networks: kept as they came, shown, used again, and taken to another browser.
 */
import { tensor } from '@tensorflow/tfjs-core';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../../base/sha256.ts';
import { loadRuntimeInNode } from '../../../engine/external/onnx/runtimeInNode.ts';
import { saved, setWaves, startCpu } from '../../../engine/external/tfjs/modelCases.ts';
import { ProblemError } from '../../../lang/problem.ts';
import { inEnglish } from '../../../lang/sentence.ts';
import { isRight } from '../../../protocol/imagePredictions.ts';
import type { ForeignFormat } from '../../../protocol/keptNetworks.ts';
import type { GivenModel } from '../../../protocol/protocol.ts';
import type { Experiment } from '../../../spec/experiment.ts';
import { readRecipe } from '../../../spec/recipe/spelling.ts';
import { memoryNetworks, memoryStore, open, tiny } from '../../sessionForTests.ts';

const trained: Experiment = { ...tiny, teacher: 'cnn' };
const given: Experiment = { ...trained, teacher: 'file' };

beforeAll(async () => {
  await loadRuntimeInNode();
});

interface Foreign {
  readonly format: ForeignFormat;
  readonly label: string;
  readonly given: { readonly name: string; readonly blob: Blob } | GivenModel;
  /** How many layers it has. */
  readonly layers: number;
}

/** One network of the lab, written in a format of others. */
async function exported(format: 'onnx' | 'tfjs') {
  const lab = open();
  await lab.obey({ type: 'train-teacher', experiment: trained });
  return lab.ask({ type: 'export-network', of: 'teacher', format });
}

const onnx = async (): Promise<Foreign> => ({
  format: 'onnx',
  label: 'net.onnx (ONNX)',
  given: { name: 'net.onnx', blob: new Blob([(await exported('onnx')).bytes]) },
  layers: 4,
});

async function graphModel(): Promise<Foreign> {
  const files = Object.entries(unzipSync((await exported('tfjs')).bytes)).map(([path, bytes]) => ({
    path,
    blob: new Blob([new Uint8Array(bytes)]),
  }));
  return {
    ...{ format: 'tfjs', label: 'model.json (tfjs GraphModel)', layers: 4 },
    given: { name: 'model', files },
  };
}

async function layersModel(): Promise<Foreign> {
  await startCpu();
  const tf = await import('@tensorflow/tfjs-layers');
  const net = tf.sequential({
    layers: [
      tf.layers.conv2d({ inputShape: [8, 8, 3], filters: 4, kernelSize: 3, activation: 'relu' }),
      tf.layers.globalAveragePooling2d({}),
      tf.layers.dense({ units: 10, activation: 'softmax' }),
    ],
  });
  setWaves(net, (values, shape) => tensor(values, shape));
  const { manifest, shard } = await saved(net);
  net.dispose();
  const part = async (path: string) => ({ path, blob: new Blob([new Uint8Array(await shard(path))]) });
  const files = [
    { path: 'net/model.json', blob: new Blob([manifest]) },
    ...[await part('a.bin'), await part('b.bin')].map(({ path, blob }) => ({ path: `net/${path}`, blob })),
  ];
  return {
    ...{ format: 'tfjs', label: 'model.json (tfjs LayersModel)', layers: 2 },
    given: { name: 'net', files },
  };
}

type Networks = ReturnType<typeof memoryNetworks>['store'];

/** A visit in which it is the teacher. */
async function visit(store: Networks, { given: source }: Foreign, experiment: Experiment = given) {
  const lab = open(memoryStore(), undefined, undefined, store);
  await lab.obey({ type: 'prepare', experiment: { ...experiment, teacher: 'cnn' } });
  if ('blob' in source) await lab.ask({ type: 'use-teacher-file', ...source, experiment });
  else await lab.ask({ type: 'use-teacher-model', model: source, experiment });
  await lab.obey({ type: 'prepare', experiment });
  expect(lab.of('problem')).toEqual([]);
  return lab;
}

const refusal = (asking: Promise<unknown>) =>
  asking.then(
    () => 'not refused',
    (thrown) => (thrown instanceof ProblemError ? inEnglish(thrown.problem.what) : String(thrown)),
  );

describe.each([
  ['ONNX', onnx],
  ['a GraphModel', graphModel],
  ['a LayersModel', layersModel],
] as const)('a teacher in %s', (_, make) => {
  it('is kept as it came, told of with its measures, and opened again in a later visit, to the digit', async () => {
    const foreign = await make();
    const { store } = memoryNetworks();
    const first = await visit(store, foreign);
    const card = first.of('teacher').at(-1)?.teacher;
    const [row, ...others] = (await store.list()).filter((one) => one.foreign);
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      ...{ foreign: foreign.format, label: foreign.label, recipe: '', kept: false },
      measurements: { accuracy: card?.accuracy, parameters: card?.parameters, bytes: card?.bytes },
      teacher: { dataset: 'insects', source: 'file' },
    });
    const read = await store.read(row?.id ?? '');
    if (!read || 'damage' in read) throw new Error('it is kept');
    expect(await sha256(read.bytes)).toBe(row?.id);
    if ('blob' in foreign.given) {
      expect(new Uint8Array(await foreign.given.blob.arrayBuffer())).toEqual(read.bytes);
    }

    // By the file that the card gives, in a visit that has it from nowhere else; it is not kept twice.
    const name = `again${foreign.format === 'onnx' ? '.onnx' : '.zip'}`;
    const again = await visit(
      store,
      { ...foreign, given: { name, blob: new Blob([read.bytes]) } },
      { ...given, epochs: 5 },
    );
    expect(again.of('teacher').at(-1)?.teacher).toMatchObject({ accuracy: card?.accuracy });
    const rows = (await store.list()).filter((one) => one.foreign);
    expect(rows.map(({ id, label }) => [id, label])).toEqual([[row?.id, foreign.label]]);
    expect(rows[0]?.taught).toHaveLength(2);
  });

  it('shows its layers and its graph, and says what cannot be done with it', async () => {
    const foreign = await make();
    const { store } = memoryNetworks();
    const { ask } = await visit(store, foreign);
    const [row] = (await store.list()).filter((one) => one.foreign);
    const id = row?.id ?? '';
    const listing = await ask({ type: 'kept-networks' });
    expect(listing?.networks.find((one) => one.id === id)).toMatchObject({ foreign: foreign.format });
    const { layers, blocks, keptOf } = await ask({ type: 'network-inside', id });
    expect(keptOf).toBeUndefined();
    expect(layers).toHaveLength(foreign.layers);
    expect(layers.reduce((sum, { parameters }) => sum + parameters, 0)).toBe(row?.measurements.parameters);
    expect(blocks.at(-1)?.gives).toEqual([10]);
    // It says of images what it said as the teacher.
    const said = await ask({ type: 'network-predictions', id });
    const right = Array.from(said.labels).filter((_, n) => isRight(said, n)).length / said.labels.length;
    expect(right).toBeCloseTo(row?.measurements.accuracy ?? Number.NaN, 9);
    const read = readRecipe('prune keep=0.5');
    const [stage] = 'fault' in read ? [] : read.recipe;
    if (!stage) throw new Error('no stage');
    for (const refused of [
      await refusal(ask({ type: 'preview-stage', id, stage, images: 8 })),
      await refusal(ask({ type: 'export-network', of: { network: id }, format: 'safetensors' })),
    ]) {
      expect(refused).toBe(
        `${foreign.label} is a network of other software: it is run as its file says, and nothing can be made of it.`,
      );
    }
    expect(await ask({ type: 'continues', ids: [id] })).toBe(false);
  });

  it('goes to another browser with its family, and is refused there where it is damaged', async () => {
    const foreign = await make();
    const { store } = memoryNetworks();
    const { ask } = await visit(store, foreign);
    const [row] = (await store.list()).filter((one) => one.foreign);
    const id = row?.id ?? '';
    const { blob } = await ask({ type: 'export-family', ids: [id] });
    const elsewhere = memoryNetworks();
    const other = open(memoryStore(), undefined, undefined, elsewhere.store);
    const report = await other.ask({ type: 'import-networks', name: 'family.zip', blob });
    expect(report).toMatchObject({ added: 1, refused: [] });
    expect(await elsewhere.store.find(id)).toMatchObject({
      ...{ foreign: foreign.format, label: foreign.label, imported: { from: 'family.zip' } },
      measurements: { parameters: row?.measurements.parameters },
    });
    const { layers } = await other.ask({ type: 'network-inside', id });
    expect(layers).toHaveLength(foreign.layers);
  });
});

it('a teacher of other software that would take more than half of the room is used, and not kept, and the page says so', async () => {
  const foreign = await onnx();
  const size = 'blob' in foreign.given ? foreign.given.blob.size : 0;
  const { store } = memoryNetworks(Math.floor(1.5 * size));
  const lab = await visit(store, foreign);
  expect((await store.list()).filter((one) => one.foreign)).toEqual([]);
  expect(lab.of('warning').map(({ warning }) => inEnglish(warning.what))).toEqual([
    'This teacher (ONNX) is used, but not stored among the networks: its file of 1 MB would take more than half of the 1 MB that they have.',
  ]);
});

it('a file that only says that it is of other software is refused', async () => {
  const { store } = memoryNetworks();
  const lab = open(memoryStore(), undefined, undefined, store);
  const bytes = new TextEncoder().encode('no network');
  const { familyRowOf, familyText } = await import('../../../data/familyRows.ts');
  const { zipSync } = await import('fflate');
  const about = { label: 'x', recipe: '', bytes: bytes.length, createdAt: 3, measurements: {} };
  const teacher = { experiment: '?teacher=file', dataset: 'insects', source: 'file' };
  const row = familyRowOf(await sha256(bytes), { ...about, teacher, foreign: 'onnx' }, 'x.onnx');
  const zip = zipSync({ 'family.json': new TextEncoder().encode(familyText([row])), 'x.onnx': bytes });
  const report = await lab.ask({
    type: 'import-networks',
    ...{ name: 'f.zip', blob: new Blob([new Uint8Array(zip)]) },
  });
  expect(report).toMatchObject({ added: 0 });
  expect(report.refused).toHaveLength(1);
});
