/**
 * A worker made of formulas, for looking at the page without training and for tests of what shows it: it plays
 * believable reports, seeded, and stands behind `#fake` in development only.
 */

import { type Random, random } from '../../base/random.ts';
import { problem } from '../../lang/problem.ts';
import { assignmentsOf, plannedRuns } from '../../protocol/assignments.ts';
import type { Answers, Question } from '../../protocol/protocol.ts';
import { alphaOf } from '../../protocol/record.ts';
import type {
  DatasetSummary,
  EpochRecord,
  Measures,
  ModelCard,
  RunRecord,
  TeacherCard,
  Thumbnail,
} from '../../protocol/records.ts';
import { runNameOf } from '../../protocol/runId.ts';
import { type Experiment, fields } from '../../spec/experiment.ts';
import { pointOf } from '../../spec/point.ts';
import type { Client, Report } from '../../worker/client.ts';

const classes = ['ant', 'termite', 'bee', 'wasp', 'hoverfly', 'ladybird', 'beetle', 'cricket'];
const teacherAccuracy = 0.941;

export interface FakePace {
  /** Time that one epoch takes, ms. */
  readonly epoch?: number;
  /** Time that preparing takes, ms. */
  readonly opening?: number;
}

export function createFakeClient({ epoch: epochTime = 120, opening = 300 }: FakePace = {}): Client {
  const listeners = new Set<(report: Report) => void>();
  const post = (report: Report) => {
    for (const listener of [...listeners]) listener(report);
  };
  let training: Generator<Report, void> | undefined;
  /** What is said when the training is stopped. */
  let stopped: Report | undefined;
  let paused = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** Plays reports up to the end of the next epoch. */
  const playEpoch = () => {
    for (;;) {
      const next = training?.next();
      if (!next || next.done) {
        training = undefined;
        return;
      }
      post(next.value);
      if (next.value.type === 'epoch' || next.value.type === 'teacher-epoch') return;
    }
  };
  const play = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      playEpoch();
      if (training && !paused) play();
    }, epochTime);
  };

  const prepare = (experiment: Experiment) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      post({
        type: 'backend',
        backend: {
          name: 'webgpu',
          label: 'WebGPU, made-up GPU',
          reason: 'Nothing is trained here: every number comes from a formula.',
          software: false,
          threads: 1,
        },
      });
      post({ type: 'dataset', dataset: fakeDataset(experiment) });
      post({ type: 'student', student: fakeStudent(experiment) });
      post({ type: 'teacher', teacher: fakeTeacher(experiment) });
      post({ type: 'ready', experiment });
    }, opening);
  };

  const answer = (question: Question): Answers[keyof Answers] => {
    switch (question.type) {
      case 'example': {
        const stream = random(question.index, 'example');
        const label = question.index % classes.length;
        return {
          picture: fakePicture('validation', question.index, label),
          teacher: fakeLogits(stream.fork('teacher'), label, 7),
          students: [0, 0.5, 1].map((alpha) => ({
            ...runNameOf(pointOf(alpha), 1),
            logits: fakeLogits(stream.fork(`student ${alpha}`), label, 4),
          })),
        };
      }
      case 'look-at': {
        const stream = random(1, 'look-at');
        const { size, rgba } = fakePicture('validation', 0, 0);
        return { picture: { size, rgba }, teacher: fakeLogits(stream.fork('teacher'), 1, 7), students: [] };
      }
      case 'pictures':
        return Array.from({ length: question.count }, (_, i) =>
          fakePicture('validation', question.from + i, (question.from + i) % classes.length),
        );
      case 'teacher-table': {
        const images = 200;
        const labels = Int32Array.from({ length: images }, (_, i) => i % classes.length);
        const rows = Array.from(labels, (label, i) =>
          fakeLogits(random(i, 'example').fork('teacher'), label, 7),
        );
        return { classes: classes.length, images, labels, logits: Float32Array.from(rows.flat()) };
      }
      case 'teachers-apart':
        return undefined;
      case 'model-card':
      case 'use-student-file':
        return fakeStudent(question.experiment);
      case 'use-teacher-file':
      case 'use-teacher-model':
        return fakeTeacher({ ...question.experiment, teacher: 'file' });
      case 'students':
      case 'saved-teachers':
      case 'forget-teacher':
        return [];
      default:
        throw problem('unexpected', 'The made-up worker has no weights.', 'Use the real one.');
    }
  };

  return {
    send(command) {
      switch (command.type) {
        case 'prepare':
          prepare(command.experiment);
          break;
        case 'load-folder':
          prepare({ ...command.experiment, dataset: 'folder-0123456789abcdef' });
          break;
        case 'run':
          training = fakeSweep(command.experiment, command.finished);
          stopped = { type: 'sweep-ended', status: 'stopped', seconds: 5 };
          paused = false;
          play();
          break;
        case 'train-teacher':
          training = fakeTeaching(command.experiment);
          stopped = { type: 'ready', experiment: command.experiment, trained: true };
          paused = false;
          play();
          break;
        case 'pause':
          paused = true;
          clearTimeout(timer);
          post({ type: 'paused' });
          break;
        case 'resume':
          paused = false;
          post({ type: 'resumed' });
          play();
          break;
        case 'step-epoch':
          if (paused) post({ type: 'resumed' });
          clearTimeout(timer);
          paused = true;
          playEpoch();
          if (training) post({ type: 'paused' });
          break;
        case 'stop':
          clearTimeout(timer);
          training = undefined;
          if (stopped) post(stopped);
          break;
      }
    },
    async ask<Q extends Question>(question: Q) {
      return answer(question) as Answers[Q['type']];
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function* fakeSweep(experiment: Experiment, finished: readonly RunRecord[]): Generator<Report, void> {
  const { epochs, trainImages, batchSize } = experiment;
  const total = plannedRuns(experiment);
  yield { type: 'sweep-started', experiment, total };
  let runsDone = finished.length;
  for (const assignment of assignmentsOf(experiment)) {
    const { id, seed } = assignment;
    if (finished.some((record) => record.id === id)) continue;
    yield { type: 'run-started', ...assignment };
    for (let epoch = 1; epoch <= epochs; epoch++) {
      const steps = Math.ceil(trainImages / batchSize);
      const secondsLeft = ((total - runsDone) * epochs - epoch) * 0.12;
      yield {
        type: 'pace',
        pace: {
          ...{ kind: 'student', id, epoch, epochs, step: steps, steps },
          ...{ runsDone, runsTotal: total, imagesPerSecond: 3100, secondsLeft },
        },
      };
      const record = fakeEpoch(alphaOf(assignment), seed, epoch, epochs);
      yield { type: 'epoch', id, stage: 0, record };
    }
    runsDone++;
    yield { type: 'run-ended', id, status: 'finished' };
  }
  yield { type: 'sweep-ended', status: 'finished', seconds: total * epochs * 0.12 };
}

function* fakeTeaching(experiment: Experiment): Generator<Report, void> {
  const epochs = experiment.teacherEpochs;
  for (let epoch = 1; epoch <= epochs; epoch++) {
    const learnt = 1 - Math.exp((-4 * epoch) / epochs);
    const accuracy = 0.125 + (teacherAccuracy - 0.125) * learnt;
    yield {
      type: 'teacher-epoch',
      record: {
        ...{ epoch, epochs, learningRate: fields.learningRate.default, seconds: 1 },
        train: { loss: 2.08 * (1 - learnt) + 0.05, accuracy: Math.min(1, accuracy + 0.03) },
        validation: { loss: 2.08 * (1 - learnt) + 0.2, accuracy },
      },
    };
  }
  yield { type: 'teacher', teacher: { ...fakeTeacher(experiment), source: 'trained', id: 'resnet20' } };
  yield { type: 'ready', experiment, trained: true };
}

/** Exponential learning curves; more teacher (smaller alpha) ends higher and nearer to the teacher's logits. */
function fakeEpoch(alpha: number, seed: number, epoch: number, epochs: number): EpochRecord {
  const stream = random(seed, `epoch/${alpha}/${epoch}`);
  const learnt = 1 - Math.exp((-4 * epoch) / epochs);
  const measures = (generalising: number): Measures => {
    const best = 0.83 + 0.045 * (1 - alpha) + 0.04 * (1 - generalising);
    const hard = 2.08 * (1 - learnt) + 0.32 + 0.1 * alpha * generalising + 0.02 * stream.normal();
    const soft = 3.2 * (1 - 0.85 * learnt) + 0.6 * alpha * learnt + 0.03 * stream.normal();
    return {
      loss: alpha * hard + (1 - alpha) * soft,
      terms: { hard, soft },
      accuracy: Math.max(0, Math.min(1, 0.125 + (best - 0.125) * learnt + 0.008 * stream.normal())),
      difference: 1.6 - 0.9 * learnt * (1 - alpha) - 0.1 * learnt + 0.02 * stream.normal(),
    };
  };
  const learningRate = 0.025 * (1 + Math.cos((Math.PI * (epoch - 1)) / epochs));
  return { epoch, learningRate, train: measures(0), validation: measures(1), seconds: 0.12 };
}

function fakeLogits(stream: Random, label: number, height: number): readonly number[] {
  return classes.map((_, k) => stream.normal() + (k === label ? height : k === (label ^ 1) ? height / 2 : 0));
}

function fakeStudent(experiment: Experiment): ModelCard {
  const parameters = Math.round(76_000 * experiment.studentWidth ** 2);
  return {
    ...{
      name: experiment.student === 'teacher' ? 'resnet20' : experiment.student,
      label: 'ResNet-8 × 0.5',
      width: experiment.studentWidth,
    },
    ...{ parameters, bytes: parameters * 4, multiplyAdds: parameters * 160 },
  };
}

function fakeTeacher({ teacher }: Experiment): TeacherCard {
  const source = teacher === 'file' ? 'file' : 'shipped';
  return {
    ...{ name: 'resnet20', label: 'ResNet-20', width: 1, source, id: source },
    ...{ parameters: 272_280, bytes: 1_094_624, multiplyAdds: 40_800_000, accuracy: teacherAccuracy },
  };
}

function fakeDataset(experiment: Experiment): DatasetSummary {
  const { dataset: id, imageSize, trainImages, validationImages } = experiment;
  const split = (count: number) => ({
    count,
    perClass: classes.map((_, k) => Math.floor((count + classes.length - 1 - k) / classes.length)),
  });
  const isFolder = id !== 'insects';
  return {
    ...{ id, label: isFolder ? 'a dropped folder' : 'Insects', classes, imageSize },
    train: split(trainImages),
    validation: split(validationImages),
    split: isFolder ? { kind: 'drawn', share: experiment.validationShare } : { kind: 'given' },
    rejected: isFolder ? [{ path: 'ant/notes.txt', reason: 'it is not an image' }] : [],
    thumbnails: classes.flatMap((_, k) => [0, 1, 2, 3].map((i) => fakePicture('train', k + 8 * i, k))),
    bytes: (trainImages + validationImages) * imageSize ** 2 * 3,
  };
}

/** A blob in a colour of its class. */
function fakePicture(split: Thumbnail['split'], index: number, label: number): Thumbnail {
  const size = 32;
  const stream = random(index, split);
  const [x0, y0] = [stream.between(12, 20), stream.between(12, 20)];
  const rgba = new Uint8ClampedArray(size * size * 4);
  for (let i = 0; i < size * size; i++) {
    const inside = Math.hypot((i % size) - x0, Math.floor(i / size) - y0) < 6 + (label % 3) * 2;
    const shade = stream.between(0, 20);
    rgba.set(
      inside ? [60 + label * 20, 90, 200 - label * 20, 255] : [200 + shade, 190 + shade, 160, 255],
      i * 4,
    );
  }
  return { split, index, label, size, rgba };
}
