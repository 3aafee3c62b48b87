import { describe, expect, it } from 'vitest';
import type { Event } from '../protocol/protocol.ts';
import { historyOf } from '../protocol/record.ts';
import type { EpochRecord, ModelCard, TeacherCard } from '../protocol/records.ts';
import { alphaRunId, runNameOf } from '../protocol/runId.ts';
import { defaultExperiment } from '../spec/experiment.ts';
import { pointOf } from '../spec/point.ts';
import { createCollection } from './collect.ts';

const card: ModelCard = {
  name: 'mlp',
  label: 'MLP',
  width: 1,
  parameters: 10,
  bytes: 40,
  multiplyAdds: 10,
};
const teacher: TeacherCard = { ...card, source: 'trained', id: 'mlp', accuracy: 0.9 };

const opening: readonly Event[] = [
  {
    type: 'backend',
    backend: { name: 'cpu', label: 'Plain JavaScript', reason: '', software: true, threads: 1 },
  },
  {
    type: 'dataset',
    dataset: {
      id: 'insects',
      label: 'Insects',
      classes: ['ant', 'bee'],
      imageSize: 32,
      train: { count: 4, perClass: [2, 2] },
      validation: { count: 2, perClass: [1, 1] },
      split: { kind: 'given' },
      rejected: [],
      thumbnails: [],
      bytes: 0,
    },
  },
  { type: 'student', student: card },
  { type: 'ready', experiment: { ...defaultExperiment, dataset: 'folder-0123456789abcdef' } },
];

function record(epoch: number, accuracy: number): EpochRecord {
  const measures = { loss: 1, terms: { hard: 1, soft: 1 }, accuracy, difference: 1 };
  return { epoch, learningRate: 0.1, train: measures, validation: measures, seconds: 1 };
}

describe('the collection', () => {
  it('has no results before everything is known', () => {
    const collection = createCollection(defaultExperiment);
    for (const event of opening) collection.take(event);
    expect(collection.results()).toBeUndefined();
    expect(collection.begun).toBe(false);
  });

  it('gathers runs, and counts one under way as stopped', () => {
    let time = 1000;
    const collection = createCollection(defaultExperiment, () => time);
    const experiment = { ...defaultExperiment, runs: 2 };
    for (const event of [
      ...opening,
      { type: 'teacher', teacher },
      { type: 'sweep-started', experiment, total: 2 },
      { type: 'run-started', ...runNameOf(pointOf(1), 1), seed: 7 },
      { type: 'epoch', id: alphaRunId(1, 1), stage: 0, record: record(1, 0.5) },
      { type: 'epoch', id: alphaRunId(1, 1), stage: 0, record: record(2, 0.75) },
      { type: 'run-ended', id: alphaRunId(1, 1), status: 'finished' },
      { type: 'run-started', ...runNameOf(pointOf(1), 2), seed: 8 },
      { type: 'epoch', id: alphaRunId(1, 2), stage: 0, record: record(1, 0.25) },
    ] satisfies readonly Event[]) {
      collection.take(event);
    }
    time = 3500;
    const results = collection.results();
    expect(results?.experiment).toEqual(experiment);
    expect(results?.runs.map((one) => [one.run, one.seed, one.status, historyOf(one).length])).toEqual([
      [1, 7, 'finished', 2],
      [2, 8, 'stopped', 1],
    ]);
    // Only the finished run is in the table, with its last epoch.
    expect(results?.rows).toMatchObject([{ point: { alpha: 1 }, n: 1, accuracy: { mean: 0.75 } }]);
    expect(results?.seconds).toBe(2.5);

    collection.take({ type: 'sweep-ended', status: 'stopped', seconds: 2 });
    expect(collection.results()?.seconds).toBe(2);
  });
});
