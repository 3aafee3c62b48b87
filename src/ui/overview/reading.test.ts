import { describe, expect, it } from 'vitest';
import type { Pace } from '../../protocol/protocol.ts';
import { plainRun } from '../../protocol/record.ts';
import type { EpochRecord, ModelCard, RunRecord } from '../../protocol/records.ts';
import { runNameOf } from '../../protocol/runId.ts';
import { experimentOf } from '../../spec/link.ts';
import { cardOfNetwork, studentReading } from './reading.ts';

function epoch(number: number, accuracy: number): EpochRecord {
  const measures = { loss: 1, terms: { hard: 1, soft: 1 }, accuracy, difference: 1 };
  return { epoch: number, learningRate: 0.1, train: measures, validation: measures, seconds: 1 };
}

const size = (parameters: number, bytes: number) => ({ parameters, bytes, multiplyAdds: 10 * parameters });
const { experiment } = experimentOf('?alphas=1&runs=2&epochs=1&recipe=distil,prune,quantise');

const runOf = (run: number, accuracy: number): RunRecord => ({
  ...{ ...runNameOf({ alpha: 1 }, run), seed: run, status: 'finished' },
  stages: [
    { kind: 'distil', level: 0, history: [epoch(1, 0.8)], measures: size(1000, 4000) },
    { kind: 'prune', level: 0, history: [], measures: { ...size(500, 2000), accuracy: 0.6 } },
    {
      ...{ kind: 'quantise', level: 0, history: [] },
      measures: { ...size(500, 600 + 100 * run), accuracy, loss: 1, difference: 1 },
    },
  ],
});

describe('what the overview shows of a recipe', () => {
  it('is the accuracy and the size of the last network, means over runs', () => {
    expect(studentReading([runOf(1, 0.5), runOf(2, 0.7)], experiment, undefined)).toEqual({
      ...{ kind: 'mean', alpha: 1, runs: 2, accuracy: 0.6 },
      network: { parameters: 500, bytes: 750, multiplyAdds: 5000 },
    });
  });

  it('is the network that the run under way has come to', () => {
    const run = runOf(1, 0.5);
    const pace: Pace = {
      kind: 'student',
      ...{ id: run.id, epoch: 1, epochs: 1, step: 1, steps: 1, runsDone: 0, runsTotal: 1 },
      ...{ imagesPerSecond: 1, secondsLeft: 1 },
    };
    const under: RunRecord = { ...run, status: 'running', stages: run.stages.slice(0, 2) };
    expect(studentReading([under], experiment, pace)).toMatchObject({
      ...{ kind: 'run', run: 1, accuracy: 0.6 },
      network: { parameters: 500, bytes: 2000 },
    });
  });

  it('is the student of the form where no stage measured a network', () => {
    const plain = plainRun({ alpha: 1, run: 1, seed: 1, status: 'finished', history: [epoch(1, 0.5)] });
    expect(studentReading([plain], experiment, undefined)).toMatchObject({
      ...{ accuracy: 0.5, network: undefined },
    });
  });

  it('keeps the name that it began with', () => {
    const card: ModelCard = { name: 'resnet8', label: 'ResNet-8', width: 0.5, ...size(1000, 4000) };
    expect(cardOfNetwork(card, size(500, 1100))).toEqual({ ...card, ...size(500, 1100) });
  });
});
