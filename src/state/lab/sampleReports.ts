/**
 * Reports for tests of the state: plain numbers that are easy to tell apart.
 */

import type { Problem } from '../../lang/problem.ts';
import { plainRun } from '../../protocol/record.ts';
import type { DatasetSummary, EpochRecord, RunRecord, TeacherCard } from '../../protocol/records.ts';
import { runNameOf } from '../../protocol/runId.ts';
import { defaultExperiment, type Experiment } from '../../spec/experiment.ts';
import { pointOf } from '../../spec/point.ts';
import type { Report } from '../../worker/client.ts';

export const smallExperiment: Experiment = { ...defaultExperiment, alphas: [0, 1], runs: 2, epochs: 2 };

export function sampleEpoch(epoch: number, accuracy = 0.5): EpochRecord {
  const measures = { loss: 1, terms: { hard: 1, soft: 2 }, accuracy, difference: 0.25 };
  return { epoch, learningRate: 0.05, train: measures, validation: measures, seconds: 0.5 };
}

export function sampleRun(alpha: number, run: number, epochs: number): RunRecord {
  const history = Array.from({ length: epochs }, (_, i) => sampleEpoch(i + 1));
  return plainRun({ alpha, run, seed: run, status: 'finished', history });
}

/** Everything that a run of `epochs` epochs reports when nothing goes wrong. */
export function runReports(alpha: number, run: number, epochs: number): readonly Report[] {
  const name = runNameOf(pointOf(alpha), run);
  const { id } = name;
  return [
    { type: 'run-started', ...name, seed: run },
    ...Array.from({ length: epochs }, (_, i): Report => {
      return { type: 'epoch', id, stage: 0, record: sampleEpoch(i + 1) };
    }),
    { type: 'run-ended', id, status: 'finished' },
  ];
}

export function sweepReports(experiment: Experiment): readonly Report[] {
  const { alphas, runs, epochs } = experiment;
  const total = alphas.length * runs;
  const all = Array.from({ length: runs }, (_, i) =>
    alphas.flatMap((alpha) => runReports(alpha, i + 1, epochs)),
  );
  return [
    { type: 'sweep-started', experiment, total },
    ...all.flat(),
    { type: 'sweep-ended', status: 'finished', seconds: 12 },
  ];
}

export function sampleDataset(id: string): DatasetSummary {
  const split = { count: 2, perClass: [1, 1] };
  return {
    ...{ id, label: id, classes: ['ant', 'bee'], imageSize: 32, train: split, validation: split },
    ...{ split: { kind: 'given' }, rejected: [], thumbnails: [], bytes: 0 },
  };
}

export const sampleTeacher: TeacherCard = {
  ...{ name: 'resnet20', label: 'ResNet-20', width: 1, parameters: 272_000, bytes: 1_088_000 },
  ...{ multiplyAdds: 40_000_000, source: 'shipped', id: 'shipped' },
};

export function sampleProblem(code: Problem['code']): Problem {
  return { code, what: `This is ${code}.`, fix: 'Do something about it.' };
}
