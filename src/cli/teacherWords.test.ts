import { describe, expect, it } from 'vitest';
import { classOrderOf } from '../analysis/classOrder.ts';
import type { TeacherCard } from '../protocol/records.ts';
import { defaultExperiment } from '../spec/experiment.ts';
import { teacherWords, tokenWords } from './teacherWords.ts';

const classes = 3;
const images = 60;
const labels = Int32Array.from({ length: images }, (_, n) => n % classes);

/** A teacher that answers `answer(label, n)` of each image. */
function card(answer: (label: number, n: number) => number, more: Partial<TeacherCard> = {}): TeacherCard {
  const table = new Float32Array(images * classes);
  labels.forEach((label, n) => {
    table[n * classes + answer(label, n)] = 1;
  });
  const order = classOrderOf(table, labels, classes);
  return {
    ...{ name: 'resnet56', label: 'ResNet-56', width: 1, parameters: 1, bytes: 4, multiplyAdds: 1 },
    ...{ source: 'file', id: 'file', accuracy: order.accuracy, order },
    ...more,
  };
}

/** Right but for every tenth image. */
const nearlyRight = (label: number, n: number) => (n % 10 === 0 ? (label + 1) % classes : label);
const turned = (label: number, n: number) => (nearlyRight(label, n) + 1) % classes;
const always = () => 0;

describe('what is said of a teacher', () => {
  it('is nothing before it is measured', () => {
    const { accuracy: _, order: __, ...unmeasured } = card(nearlyRight);
    expect(teacherWords(unmeasured)).toEqual([]);
  });

  it('is how often it is right', () => {
    expect(teacherWords(card(nearlyRight))).toEqual([
      'Teacher: ResNet-56, right on 90.0 % of 60 validation images.',
    ]);
  });

  it('is of several on how many images one alone is right', () => {
    const members = [card(nearlyRight), card(nearlyRight, { label: 'RedNet-26' })];
    const apart = { images: 60, all: 40, none: 3, only: [12, 5] };
    expect(teacherWords(card(nearlyRight, { members, apart })).at(-1)).toBe(
      'Of 60 validation images all teachers are right on 40 and none on 3; ResNet-56 alone is right on 12, RedNet-26 alone is right on 5.',
    );
  });

  it('offers another order where that is far better, with both figures', () => {
    const said = teacherWords(card(turned)).join(' ');
    expect(said).toContain('right on 0.0 % of 60');
    expect(said).toContain('right on 90.0 %. Use that order with --teacher-order best.');
  });

  it('says what an order that was taken was worth', () => {
    const said = teacherWords(card(turned, { accuracy: 0.9 })).join(' ');
    expect(said).toContain('right on 90.0 % of 60');
    expect(said).toContain('as they come it is right on 0.0 %');
    expect(said).not.toContain('--teacher-order');
  });

  it('offers a new head to a file that is right no more often than chance, and only to a file', () => {
    expect(teacherWords(card(always)).join(' ')).toMatch(
      /no more often than chance explains.*33\.3 %.*--teacher-head new/,
    );
    for (const more of [{ newHead: true }, { source: 'trained' }] as const) {
      const said = teacherWords(card(always, more)).join(' ');
      expect(said).toContain('no more often than chance');
      expect(said).not.toContain('--teacher-head');
    }
  });
});

describe('what is said of distillation tokens', () => {
  it('is alpha as DeiT counts it, and by what the loss is divided', () => {
    const experiment = { ...defaultExperiment, alphas: [0.5, 0.9], distilToken: 'soft' } as const;
    expect(tokenWords(defaultExperiment)).toBe('');
    expect(tokenWords(experiment)).toMatch(/is 1 − alpha: 0\.5, 0\.1\. .*batchmean/);
    expect(tokenWords({ ...experiment, similarity: 'deit-soft' })).toContain('numel');
    expect(tokenWords({ ...experiment, distilToken: 'hard' })).toContain('likeliest');
  });
});
