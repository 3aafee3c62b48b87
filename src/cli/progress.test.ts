import { describe, expect, it } from 'vitest';
import { classOrderOf } from '../analysis/classOrder.ts';
import type { Pace } from '../protocol/protocol.ts';
import type { DatasetSummary, Measures, TeacherCard } from '../protocol/records.ts';
import { alphaRunId } from '../protocol/runId.ts';
import type { Message } from './headlessMessages.ts';
import { createProgress, duration, paceLine } from './progress.ts';

const pace: Pace = {
  kind: 'student',
  id: alphaRunId(0.5, 1),
  epoch: 7,
  epochs: 12,
  step: 0,
  steps: 13,
  runsDone: 4,
  runsTotal: 12,
  imagesPerSecond: 3100,
  secondsLeft: 40,
};

const measures: Measures = { loss: 0.5, terms: { hard: 1, soft: 0 }, accuracy: 0.75, difference: 1 };
const epoch = (number: number): Message => ({
  type: 'event',
  event: {
    type: 'epoch',
    id: alphaRunId(0, 1),
    stage: 0,
    record: { epoch: number, learningRate: 0.1, train: measures, validation: measures, seconds: 1 },
  },
});

function recorder(isTTY: boolean) {
  let text = '';
  let time = 0;
  const terminal = {
    isTTY,
    columns: 100,
    write(more: string) {
      text += more;
    },
  };
  return {
    progress: createProgress(terminal, () => time),
    wait: (milliseconds: number) => {
      time += milliseconds;
    },
    text: () => text,
  };
}

describe('progress', () => {
  it('says which folders of a dataset are used for what', () => {
    const { progress, text } = recorder(false);
    const split = { count: 2, perClass: [1, 1] };
    const dataset: DatasetSummary = {
      ...{ id: 'folder-0123456789abcdef', label: 'shapes', classes: ['round', 'square'], imageSize: 32 },
      ...{
        train: split,
        validation: split,
        split: { kind: 'given' },
        rejected: [],
        thumbnails: [],
        bytes: 0,
      },
      understood: { template: 'Trained on {0}, validated on {1}.', values: ['“Training”', '“Testing”'] },
    };
    progress.take({ type: 'event', event: { type: 'dataset', dataset } });
    expect(text()).toBe(
      'Dataset: shapes, 2 classes, 2 + 2 images.\nTrained on “Training”, validated on “Testing”.\n',
    );
  });

  it('says run, epoch, pace and time left', () => {
    // 4 of 12 runs and half of the fifth: 4.5 / 12 of 20 cells are 7.5.
    expect(paceLine(pace)).toBe(
      '[████████░░░░░░░░░░░░] run 5 of 12 · alpha 0.5 · epoch 7 of 12 · 3,100 images/s · 40 s left',
    );
    expect(paceLine({ ...pace, kind: 'teacher', secondsLeft: Number.NaN, imagesPerSecond: 0 })).toBe(
      '[██████████░░░░░░░░░░] teacher · epoch 7 of 12',
    );
  });

  it('redraws one line in a terminal', () => {
    const { progress, text } = recorder(true);
    progress.take({ type: 'event', event: { type: 'pace', pace } });
    progress.take(epoch(1));
    progress.end();
    expect(text()).toContain('\r\x1b[K[████████');
    expect(text()).not.toContain('\n');
  });

  it('writes an epoch at most every five seconds elsewhere', () => {
    const { progress, wait, text } = recorder(false);
    for (let i = 1; i <= 12; i++) {
      progress.take({ type: 'event', event: { type: 'pace', pace } });
      progress.take(epoch(i));
      wait(1000);
    }
    expect(text().split('\n').slice(0, -1)).toEqual(
      [1, 6, 11].map((number) => `alpha 0 run 1 epoch ${number}: accuracy 75.0 %, loss 0.5000`),
    );
  });

  it('says what keeping the teacher’s logits saved', () => {
    const { progress, text } = recorder(false);
    const stored = [{ label: 'ResNet-20', asked: 3520, saved: 212_480, bytes: 24_001 }];
    const use = { answers: 216_000, asked: 3520, secondsSaved: 74.2, views: 4, stored };
    progress.take({ type: 'event', event: { type: 'teacher-use', use } });
    progress.take({ type: 'event', event: { type: 'teacher-use', use: { answers: 9, asked: 9 } } });
    expect(text()).toBe(
      'With 4 views, the teacher looked at 3,520 images for 216,000 answers; keeping them saved about 1 min 14 s.\n  ResNet-20: 212,480 passes saved, 25 kB of logits stored.\n',
    );
  });

  it('says what a teacher is worth once, when it is measured', () => {
    const { progress, text } = recorder(false);
    const labels = Int32Array.from({ length: 40 }, (_, n) => n % 2);
    const table = Float32Array.from({ length: 80 }, (_, i) => Number(i % 2 === labels[i >> 1]));
    const teacher: TeacherCard = {
      ...{ name: 'resnet56', label: 'ResNet-56', width: 1, parameters: 1, bytes: 4, multiplyAdds: 1 },
      ...{ source: 'file', id: 'file' },
    };
    const order = classOrderOf(table, labels, 2);
    progress.take({ type: 'event', event: { type: 'teacher', teacher } });
    for (let i = 0; i < 2; i++) {
      progress.take({
        type: 'event',
        event: { type: 'teacher', teacher: { ...teacher, accuracy: 1, order } },
      });
    }
    progress.take({ type: 'said', sentence: 'So it is.' });
    expect(text()).toBe('Teacher: ResNet-56, right on 100.0 % of 40 validation images.\nSo it is.\n');
  });

  it('says what is damaged and goes on without', () => {
    const { progress, text } = recorder(false);
    const warning = { code: 'kept-damaged', what: 'It is damaged.', fix: 'It is trained again.' } as const;
    progress.take({ type: 'event', event: { type: 'warning', warning } });
    expect(text()).toBe('It is damaged. It is trained again.\n');
  });

  it('spells durations', () => {
    expect([4.4, 59.4, 200, 7500].map(duration)).toEqual(['4 s', '59 s', '3 min 20 s', '2 h 5 min']);
  });
});
