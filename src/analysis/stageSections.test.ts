import { describe, expect, it } from 'vitest';
import { stageSections } from './stageSections.ts';

const stage = (kind: string, epochs = 0) => ({ kind, epochs });

describe('stages on the axis of epochs', () => {
  it('stand where their epochs do, those without any at the next that has some, else at the end', () => {
    const plan = [stage('distil', 3), stage('prune'), stage('distil', 2), stage('quantise')];
    expect(stageSections([plan, plan])).toEqual([
      { kinds: ['distil'], before: 0, end: 3 },
      { kinds: ['prune', 'distil'], before: 3, end: 5 },
      { kinds: ['quantise'], before: 5, end: 5 },
    ]);
  });

  it('are not marked for one stage, nor where points differ', () => {
    expect(stageSections([[stage('distil', 3)]])).toBeUndefined();
    expect(stageSections([])).toBeUndefined();
    expect(
      stageSections([
        [stage('prune'), stage('distil', 3)],
        [stage('prune'), stage('distil', 4)],
      ]),
    ).toBeUndefined();
  });
});
