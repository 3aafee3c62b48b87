import { describe, expect, it } from 'vitest';
import type { Pace } from '../../protocol/protocol.ts';
import { plainRun } from '../../protocol/record.ts';
import { alphaRunId } from '../../protocol/runId.ts';
import { defaultExperiment } from '../../spec/experiment.ts';
import { en } from '../text/en/page.ts';
import { paceWords, restWords, shareDone, teacherWords } from './status.ts';

const pace: Pace = {
  kind: 'student',
  id: alphaRunId(0.5, 1),
  epoch: 7,
  epochs: 12,
  step: 6,
  steps: 12,
  runsDone: 4,
  runsTotal: 12,
  imagesPerSecond: 3100.4,
  secondsLeft: 39.2,
};

describe('the run bar', () => {
  it('counts runs, epochs and steps into one share', () => {
    // Four runs and 6.5 of 12 epochs, of twelve runs.
    expect(shareDone(pace)).toBeCloseTo((4 + 6.5 / 12) / 12, 12);
    expect(shareDone({ ...pace, kind: 'teacher', runsTotal: 0 })).toBeCloseTo(6.5 / 12, 12);
    expect(shareDone({ ...pace, runsDone: 12 })).toBe(1);
    expect(shareDone({ ...pace, steps: 0, step: 0, epochs: 0, runsTotal: 0 })).toBe(1);
  });

  it('says at rest how many students were trained, and how many failed', () => {
    const measured = { ...defaultExperiment, alphas: [0, 1], runs: 1 };
    const rest = (...statuses: readonly ('finished' | 'failed' | 'stopped')[]) => {
      const runs = statuses.map((status, i) => plainRun({ alpha: i, run: 1, seed: 0, history: [], status }));
      return restWords(
        { phase: 'done', problem: undefined, experiment: measured, measured, runs, seconds: 9 },
        false,
        en.run,
      );
    };
    expect(rest('finished', 'failed')).toBe(
      '1 of 2 students trained, 1 failed: the reasons stand below the table.',
    );
    expect(rest('finished', 'stopped')).toBe('1 of 2 students trained.');
    expect(rest('finished', 'finished')).toMatch(/^2 students trained in 9.s/);
  });

  it('says why nothing runs, where the GPU was lost', () => {
    const blocked = {
      phase: 'blocked',
      experiment: defaultExperiment,
      measured: undefined,
      runs: [],
      seconds: 1,
    } as const;
    const lost = { code: 'device-lost', what: '', fix: '' } as const;
    expect(restWords({ ...blocked, problem: lost }, false, en.run)).toBe(
      'The browser lost the GPU: start again, and it is opened anew.',
    );
    expect(restWords({ ...blocked, problem: { ...lost, code: 'dataset-missing' } }, false, en.run)).toBe(
      'It cannot run as it stands.',
    );
  });

  it('says where it is and how fast', () => {
    const { where, speed } = paceWords(pace, en.run);
    expect(where).toBe('run 5 of 12, epoch 7 of 12, step 6 of 12');
    expect(speed.replaceAll('\u202f', ' ')).toBe('3,100 images/s · 40 s left');
  });

  it('leaves out what is not known', () => {
    expect(paceWords({ ...pace, secondsLeft: Number.NaN }, en.run).speed).toBe('3,100 images/s');
    expect(paceWords({ ...pace, imagesPerSecond: Number.NaN, secondsLeft: Number.NaN }, en.run).speed).toBe(
      '',
    );
  });

  it('says what keeping the teacher’s logits saved, and nothing where it saved nothing', () => {
    const told = (asked: number, secondsSaved?: number) => {
      const teacherUse = { answers: 216_000, asked, ...(secondsSaved ? { secondsSaved } : {}) };
      return teacherWords({ phase: 'done', teacherUse }, en.run);
    };
    expect(told(0, 74)).toBe(
      'The teacher was not asked again: its 216,000 answers were kept, which saved about 1\u202fmin 14\u202fs.',
    );
    expect(told(3520, 0.4)).toBe('The teacher looked at 3,520 images for 216,000 answers.');
    expect(told(216_000, 5)).toBeUndefined();
    const stored = [
      { label: 'ResNet-20', asked: 1200, saved: 8400, bytes: 24_000 },
      { label: 'RedNet', asked: 0, saved: 9600, bytes: 24_000 },
    ];
    expect(
      teacherWords({ phase: 'done', teacherUse: { answers: 9600, asked: 1200, stored } }, en.run)?.replaceAll(
        /[\u00a0\u202f]/g,
        ' ',
      ),
    ).toBe(
      'The teacher looked at 1,200 images for 9,600 answers. ResNet-20: 8,400 passes saved, 24 kB of logits stored. RedNet: 9,600 passes saved, 24 kB of logits stored.',
    );
    expect(teacherWords({ phase: 'done', teacherUse: undefined }, en.run)).toBeUndefined();
  });
});
