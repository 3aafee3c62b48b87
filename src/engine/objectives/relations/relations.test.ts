/**
 * Losses of relations against the values and gradients of published libraries, and against finite differences.
 */
import {
  add,
  gather,
  matMul,
  type Rank,
  reshape,
  type Scalar,
  scalar,
  type Tensor,
  type Tensor2D,
  type Tensor3D,
  type Tensor4D,
  tensor,
  tensor1d,
  tensor2d,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { gradientGaps } from '../../layers/finiteDifferences.ts';
import { starts } from '../../ops/startsForTests.ts';
import { normalised, stopped } from '../primitives.ts';
import {
  expectPublished,
  isPublished,
  type LossOfCase,
  type PublishedFile,
  published,
} from '../publishedForTests.ts';
import { correlationCongruence, neighbouringDifferences } from './cc.ts';
import { contrastInBatch, likenesses, noiseContrast, normaliserOf } from './crd.ts';
import { darkRank } from './darkRank.ts';
import { flowBetween, flowBetweenMaxima, type MapPair } from './fsp.ts';
import { probabilisticTransfer } from './pkt.ts';
import { relational } from './rkd.ts';
import { similarityPreserving } from './sp.ts';

type Two = (student: Tensor, teacher: Tensor) => ReturnType<LossOfCase>;
const two =
  (loss: Two): LossOfCase =>
  ([student], [teacher]) =>
    loss(student as Tensor, teacher as Tensor);

const sp = two(similarityPreserving);
const pkt = two(probabilisticTransfer);
const rkd = (distance: number, angle: number, squared = false) =>
  two((student, teacher) => relational(student, teacher, { distance, angle, squared }));
const cckd = (kernel: 'gaussian' | 'bilinear') =>
  two((s, t) => correlationCongruence(s as Tensor2D, t as Tensor2D, kernel));

const fsp =
  (loss: typeof flowBetween): LossOfCase =>
  (student, teacher) =>
    loss(student as unknown as MapPair, teacher as unknown as MapPair);

interface BankConfig {
  readonly n_data: number;
  readonly nce_t: number;
  readonly nce_m: number;
  readonly index: readonly number[];
  readonly contrast_index: readonly (readonly number[])[];
  readonly Z_v1?: number;
  readonly Z_v2?: number;
}

/** Both directions against rows of a bank, the first of which is the image's own. */
const crd =
  (name: string, calls: 1 | 2): LossOfCase =>
  ([emb], [wide, ...memories], own) => {
    const config = published('repdistiller_features').cases.find((one) => one.name === name)
      ?.config as unknown as BankConfig;
    const { n_data: images, nce_t: temperature, nce_m: momentum, index, contrast_index: chosen } = config;
    const embedded = (x: Tensor, side: 's' | 't') =>
      normalised(
        add(
          matMul(x as Tensor2D, own[`embed_${side}.linear.weight`] as Tensor2D),
          own[`embed_${side}.linear.bias`] as Tensor,
        ) as Tensor2D,
        1,
      );
    const vectors = [embedded(emb as Tensor, 's'), embedded(wide as Tensor, 't')] as const;
    const first = memories.map((memory) => normalised(memory as Tensor2D, 1));
    const rows = (bank: Tensor2D) =>
      reshape(gather(bank, tensor1d(chosen.flat(), 'int32')), [chosen.length, -1, bank.shape[1]]) as Tensor3D;
    /** The student's vectors are compared with the teacher's bank, and the other way round. */
    const scoresIn = (banks: readonly Tensor2D[]) =>
      vectors.map((vector, side) =>
        likenesses(vector, stopped(rows(banks[1 - side] as Tensor2D)), temperature),
      );
    const given = [config.Z_v1, config.Z_v2];
    const normalisers = scoresIn(first).map((scores, side) =>
      given[side] ? scalar(given[side]) : normaliserOf(scores, images),
    );
    const later = () =>
      first.map((bank, side) => {
        const moved = bank.arraySync();
        const seen = vectors[side]?.arraySync() ?? [];
        index.forEach((image, b) => {
          const row = (moved[image] ?? []).map((x, k) => momentum * x + (1 - momentum) * (seen[b]?.[k] ?? 0));
          moved[image] = row.map((x) => x / Math.hypot(...row));
        });
        return tensor2d(moved);
      });
    const found = scoresIn(calls === 1 ? first : later());
    const positive = tensor2d([
      [
        1,
        ...Array(found[0]?.shape[1] ?? 1)
          .fill(0)
          .slice(1),
      ],
    ]);
    const [student, teacher] = found.map((scores, side) =>
      noiseContrast(scores, { positive, normaliser: normalisers[side] as Scalar, images }),
    );
    return add(student as Scalar, teacher as Scalar);
  };

const cases: readonly (readonly [PublishedFile, string, LossOfCase])[] = [
  ['repdistiller_features', 'sp', sp],
  ['repdistiller_features', 'pkt', pkt],
  ['repdistiller_features', 'rkd_distance', rkd(1, 0)],
  ['repdistiller_features', 'rkd_angle', rkd(0, 1)],
  ['repdistiller_features', 'cc', two((s, t) => neighbouringDifferences(s as Tensor2D, t as Tensor2D))],
  ['repdistiller_features', 'fsp', fsp(flowBetween)],
  ['repdistiller_features', 'crd_first_call', crd('crd_first_call', 1)],
  ['repdistiller_features', 'crd_second_call', crd('crd_second_call', 2)],
  ['repdistiller_features', 'crd_fixed_Z', crd('crd_fixed_Z', 1)],
  ['torchdistill_features', 'fsp', fsp(flowBetweenMaxima)],
  ['mdistiller_features', 'sp', sp],
  ['mdistiller_features', 'pkt', pkt],
  ['mdistiller_features', 'rkd', rkd(25, 50)],
  ['mdistiller_features', 'rkd_squared_distances', rkd(25, 50, true)],
  ['torchdistill_features', 'sp', two((s, t) => similarityPreserving(s, t, 'l1'))],
  ['torchdistill_features', 'pkt', pkt],
  ['torchdistill_features', 'rkd_1_2', rkd(1, 2)],
  ['torchdistill_features', 'cckd_gaussian', cckd('gaussian')],
  ['torchdistill_features', 'cckd_bilinear', cckd('bilinear')],
  ['kdlib_and_authors_features', 'kdlib_rkd', rkd(0.5, 0.5)],
  ['kdlib_and_authors_features', 'rkd_author_distance', rkd(1, 0)],
  ['kdlib_and_authors_features', 'rkd_author_angle', rkd(0, 1)],
  ['kdlib_and_authors_features', 'rkd_author_dark_rank', two(darkRank)],
];

const differentiated: readonly (readonly [string, Two])[] = [
  ['sp', similarityPreserving],
  ['sp over l1', (s, t) => similarityPreserving(s, t, 'l1')],
  ['pkt', probabilisticTransfer],
  ['rkd', (s, t) => relational(s, t, { distance: 1, angle: 2 })],
  ['cc of unit rows', (s, t) => correlationCongruence(s as Tensor2D, t as Tensor2D, 'gaussian', true)],
  ['cc of neighbours', (s, t) => neighbouringDifferences(s as Tensor2D, t as Tensor2D)],
];

const maps = (sizes: readonly number[]) =>
  tensor<Rank.R4>(
    Float32Array.from({ length: sizes.reduce((a, b) => a * b, 1) }, (_, i) => Math.sin(3 * i + i * i)),
    [...sizes] as [number, number, number, number],
  );

describe.each(['cpu', 'wasm'] as const)('losses of relations on %s', (backend) => {
  beforeAll(starts[backend]);

  it.skipIf(!isPublished).each(cases)('equal %s: %s (skipped without kd_reference2)', (file, name, loss) => {
    expectPublished(file, name, loss);
  });

  it.each(differentiated)('%s has the gradient that finite differences give', (_, loss) => {
    const teacher = tensor(
      Float32Array.from({ length: 5 * 4 }, (__, i) => Math.sin(3 * i + i * i)),
      [5, 4],
    );
    const gaps = gradientGaps((student) => loss(student as Tensor, teacher), [{ shape: [5, 4] }]);
    for (const { gap } of gaps) expect(gap).toBeLessThan(1e-2);
  });

  it.each([
    ['fsp', flowBetween],
    ['fsp of maxima', flowBetweenMaxima],
  ] as const)('%s has the gradients that finite differences give', (_, loss) => {
    const teacher: MapPair = [maps([2, 4, 4, 2]), maps([2, 2, 2, 3])];
    const gaps = gradientGaps(
      (a, b) => loss([a as Tensor4D, b as Tensor4D], teacher),
      [{ shape: [2, 4, 4, 2] }, { shape: [2, 2, 2, 3] }],
      2e-3,
    );
    for (const { gap } of gaps) expect(gap).toBeLessThan(2e-2);
  });

  it('contrast within a batch is least where student and teacher say the same', () => {
    const rows = normalised(maps([6, 4]) as unknown as Tensor2D, 1);
    const other = normalised(
      tensor2d([
        [1, 2, 0, 1],
        [0, -1, 3, 1],
        [2, 2, 1, 0],
        [-1, 0, 0, 1],
        [1, 1, 1, 1],
        [0, 3, -1, 0],
      ]),
      1,
    );
    const at = (student: Tensor2D) => Number(contrastInBatch(student, rows).dataSync()[0]);
    expect(at(rows)).toBeLessThan(at(other));
    expect(Number.isFinite(at(other))).toBe(true);
  });
});
