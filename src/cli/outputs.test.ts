import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { KeptNetworkCard } from '../protocol/keptNetworks.ts';
import { readNetworkIndex } from '../protocol/networkIndex.ts';
import type { Event } from '../protocol/protocol.ts';
import type { EpochRecord, ModelCard } from '../protocol/records.ts';
import { alphaRunId, runNameOf } from '../protocol/runId.ts';
import { defaultExperiment } from '../spec/experiment.ts';
import { pointOf } from '../spec/point.ts';
import { createCollection } from './collect.ts';
import {
  createNetworkWriter,
  createResultsKeeper,
  logitsPath,
  writeBase64,
  writeResults,
  writeStudent,
} from './outputs.ts';

const card: ModelCard = {
  ...{ name: 'mlp', label: 'MLP', width: 1, parameters: 10, bytes: 40, multiplyAdds: 10 },
};

const opening: readonly Event[] = [
  {
    type: 'backend',
    backend: { name: 'cpu', label: 'Plain JavaScript', reason: '', software: true, threads: 1 },
  },
  {
    type: 'dataset',
    dataset: {
      ...{ id: 'insects', label: 'Insects', classes: ['ant', 'bee'], imageSize: 32, bytes: 0 },
      train: { count: 4, perClass: [2, 2] },
      validation: { count: 2, perClass: [1, 1] },
      split: { kind: 'given' },
      ...{ rejected: [], thumbnails: [] },
    },
  },
  { type: 'teacher', teacher: { ...card, source: 'trained', id: 'mlp', accuracy: 0.9 } },
  { type: 'student', student: card },
  { type: 'sweep-started', experiment: defaultExperiment, total: 2 },
];

function record(epoch: number, accuracy: number): EpochRecord {
  const measures = { loss: 1, terms: { hard: 1, soft: 1 }, accuracy, difference: 1 };
  return { epoch, learningRate: 0.1, train: measures, validation: measures, seconds: 1 };
}

const run = (number: number): readonly Event[] => [
  { type: 'run-started', ...runNameOf(pointOf(1), number), seed: 6 + number },
  { type: 'epoch', id: alphaRunId(1, number), stage: 0, record: record(1, 0.5) },
  { type: 'epoch', id: alphaRunId(1, number), stage: 0, record: record(2, 0.75) },
  { type: 'run-ended', id: alphaRunId(1, number), status: 'finished' },
];

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'outputs-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Takes the events as the command line does. */
function measure(out: string, events: readonly Event[], said: string[] = []) {
  const collection = createCollection(defaultExperiment);
  const keep = createResultsKeeper(out, collection.results, (sentence) => said.push(sentence));
  for (const event of events) {
    collection.take(event);
    if (event.type === 'run-ended') keep();
  }
  return collection;
}

const linesOf = (name: string) => readFileSync(join(folder, name), 'utf8').trimEnd().split('\n');

describe('results', () => {
  it('are there as each run ends, before anybody says that the sweep is over', () => {
    measure(folder, [...opening, ...run(1)]);
    expect(linesOf('history.csv')).toHaveLength(3);
    for (const name of ['results.csv', 'results-best-epoch.csv', 'results-pooled.csv']) {
      expect(linesOf(name)).toHaveLength(2);
    }
    expect(JSON.parse(readFileSync(join(folder, 'experiment.json'), 'utf8'))).toMatchObject({ runs: 4 });
  });

  it('are, of a sweep that is killed in its second run, those of the first', () => {
    measure(folder, [...opening, ...run(1), ...run(2).slice(0, 2)]);
    expect(linesOf('history.csv').map((line) => line.split(',').slice(0, 4).join())).toEqual([
      'alpha,run,seed,epoch',
      '1,1,7,1',
      '1,1,7,2',
    ]);
  });

  it('are at the end what the end alone would have written', () => {
    const collection = measure(folder, [...opening, ...run(1), ...run(2)]);
    const grown = readdirSync(folder)
      .sort()
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]);
    const results = collection.results();
    if (!results) throw new Error('no results');
    rmSync(folder, { recursive: true });
    writeResults(folder, results);
    expect(grown).toEqual(
      readdirSync(folder)
        .sort()
        .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
    );
  });

  it('that cannot be written are said once, and do not end the sweep', () => {
    const blocked = join(folder, 'file');
    writeFileSync(blocked, '');
    const said: string[] = [];
    const collection = measure(join(blocked, 'out'), [...opening, ...run(1), ...run(2)], said);
    expect(said).toHaveLength(1);
    expect(said[0]).toContain('could not be written');
    expect(collection.results()?.runs).toHaveLength(2);
  });
});

describe('weights', () => {
  it('are written whole, in the folders that their names say', () => {
    const base64 = Buffer.from('weights').toString('base64');
    writeStudent(folder, runNameOf(pointOf(0.5), 2), { base64, program: 'import torch\n' });
    expect(linesOf('students/alpha-0.5-run-2.safetensors')).toEqual(['weights']);
    expect(linesOf('students/alpha-0.5-run-2.py')).toEqual(['import torch']);
    writeBase64(join(folder, 'a/teacher.safetensors'), Buffer.from('teacher').toString('base64'));
    expect(linesOf('a/teacher.safetensors')).toEqual(['teacher']);
    expect(existsSync(join(folder, 'students'))).toBe(true);
    expect(readdirSync(join(folder, 'students'))).toHaveLength(2);
  });
});

describe('networks of every stage', () => {
  const network = (digit: string): KeptNetworkCard => ({
    ...{ id: digit.repeat(64), label: 'CNN', recipe: 'distil', fileBytes: 2, pinned: true, createdAt: 5 },
    measurements: { accuracy: 0.5, milliseconds: 3 },
  });
  const index = () => JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8'));

  it('are written under their first digits, and listed beside those that are there, without times of this device', () => {
    createNetworkWriter(folder).write(network('a'), 'AAE=', 'WebAssembly');
    const writer = createNetworkWriter(folder);
    writer.write(network('b'), 'AAI=', 'WebAssembly');
    writer.listShipped({ ...network('c'), recipe: '' }, 'teachers/one.safetensors', 'WebAssembly');
    expect(readdirSync(folder).sort()).toEqual([
      'aaaaaaaaaaaa.safetensors',
      'bbbbbbbbbbbb.safetensors',
      'index.json',
    ]);
    const listed = readNetworkIndex(index());
    expect(listed?.map(({ file }) => file)).toEqual([
      'aaaaaaaaaaaa.safetensors',
      'bbbbbbbbbbbb.safetensors',
      'teachers/one.safetensors',
    ]);
    expect(listed?.[0]).toEqual({
      ...{ id: 'a'.repeat(64), label: 'CNN', recipe: 'distil', fileBytes: 2, createdAt: 5 },
      ...{ measurements: { accuracy: 0.5 }, file: 'aaaaaaaaaaaa.safetensors', backend: 'WebAssembly' },
    });
  });

  it('are not written over a list that is none, and no list leads elsewhere', () => {
    writeFileSync(join(folder, 'index.json'), '{}');
    expect(() => createNetworkWriter(folder)).toThrow('is no list of networks');
    const [row] = [{ ...network('a'), backend: 'x', file: 'https://elsewhere.example/a.safetensors' }];
    expect(readNetworkIndex({ version: 1, networks: [row] })).toBeUndefined();
    expect(
      readNetworkIndex({ version: 1, networks: [{ ...row, file: '../../a.safetensors' }] }),
    ).toBeUndefined();
    expect(readNetworkIndex({ version: 1, networks: [{ ...row, file: 'a.safetensors' }] })).toHaveLength(1);
  });
});

describe('the path of logits', () => {
  it('says which of several teachers they are of', () => {
    expect(logitsPath('a.b/x.safetensors', 0)).toBe('a.b/x.safetensors');
    expect(logitsPath('a.b/x.safetensors', 1)).toBe('a.b/x-2.safetensors');
    expect(logitsPath('a.b/x', 2)).toBe('a.b/x-3');
  });
});
