/**
 * Against CA-MKD's repository, of which the engine's rules are tested on all images.
 */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { softened } from './softened.ts';
import { softenedTogether, teacherWeights } from './teacherWeights.ts';

const dataFolder = process.env.LAB_DATA ?? resolve(import.meta.dirname, '../../../shared/data');
const path = resolve(dataFolder, 'kd_reference2/logit_and_multi_teacher.json');

describe('weights of teachers for one picture', () => {
  it.skipIf(!existsSync(path)).each([
    ['entropy', 'multi_entropy_based_T4', 2],
    ['confidence', 'multi_camkd_T4', 1],
  ] as const)('by %s are the published ones (skipped without kd_reference2)', (rule, name, sum) => {
    const { inputs, cases } = JSON.parse(readFileSync(path, 'utf8')) as {
      readonly inputs: Readonly<Record<string, { readonly data: readonly number[] }>>;
      readonly cases: readonly { readonly name: string; readonly weights: readonly (readonly number[])[] }[];
    };
    const published = cases.find((one) => one.name === name)?.weights ?? [];
    [0, 1, 2, 3, 4, 1].forEach((label, n) => {
      const teachers = ['logits_t', 'logits_t2', 'logits_t3'].map((input) =>
        (inputs[input]?.data ?? []).slice(5 * n, 5 * n + 5),
      );
      teacherWeights(rule, teachers, [1 / 3, 1 / 3, 1 / 3], label).forEach((weight, m) => {
        expect(weight).toBeCloseTo((published[m]?.[n] ?? Number.NaN) / sum, 5);
      });
    });
  });

  it('are shares where a picture has none of its own, or nobody knows its class', () => {
    const teachers = [
      [1, 0],
      [0, 3],
    ];
    expect(teacherWeights('aekd', teachers, [0.25, 0.75], 0)).toEqual([0.25, 0.75]);
    expect(teacherWeights('confidence', teachers, [0.25, 0.75], undefined)).toEqual([0.25, 0.75]);
    const certain = teacherWeights(
      'entropy',
      [
        [1e4, 0],
        [0, 1e4],
      ],
      [0.5, 0.5],
      0,
    );
    for (const weight of certain) expect(weight).toBeCloseTo(0.5, 6);
  });
});

it('what teachers are together is a mean of probabilities, or of logits', () => {
  const teachers = [
    { logits: [2, 0], weight: 0.25 },
    { logits: [-2, 0], weight: 0.75 },
  ];
  const [p, q] = [softened([2, 0], 3)[0] ?? 0, softened([-2, 0], 3)[0] ?? 0];
  expect(softenedTogether('confidence', teachers, 3)[0]).toBeCloseTo(0.25 * p + 0.75 * q, 12);
  expect(softenedTogether('mean-logits', teachers, 3)).toEqual(softened([-1, 0], 3));
});
