/**
 * Masks and schedules of published implementations (`compression_reference/schedules.json`), skipped where that is not here.
 */
import '@tensorflow/tfjs-backend-cpu';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { memory, tensor2d } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../../base/random.ts';
import { startWasmInNode } from '../../ops/wasmInNode.ts';
import type { LabelledBatch } from '../lossGradients.ts';
import { formulaValues, referenceCheckpoint, referenceImages } from '../pruning/pruningReference.ts';
import { masksOf } from './masks.ts';
import { gradualByEpoch, keptAfterRound, polynomialDecay } from './schedules.ts';
import { entryScores } from './scores.ts';
import { masksIn, type SparsifySettings, sparsified } from './sparsify.ts';

type Counts = Readonly<Record<string, number>>;

interface Reference {
  readonly tfmot_polynomial_decay: readonly {
    readonly initial_sparsity: number;
    readonly final_sparsity: number;
    readonly begin_step: number;
    readonly end_step: number;
    readonly power: number;
    readonly frequency: number;
    readonly step_update_sparsity: readonly (readonly [number, boolean, number])[];
  }[];
  readonly distiller_agp: readonly {
    readonly initial: number;
    readonly final: number;
    readonly starting_epoch: number;
    readonly ending_epoch: number;
    readonly frequency: number;
    readonly epoch_sparsity: readonly (readonly [number, number])[];
  }[];
  readonly tfmot_masks: {
    readonly cases: readonly {
      readonly block: readonly [number, number];
      readonly pooling?: 'AVG' | 'MAX';
      readonly sparsity: number;
      readonly kept: number;
      readonly mask_hex: string;
    }[];
  };
  readonly open_lth_global_20_percent_rounds: {
    readonly cases: readonly {
      readonly weights: 'sin' | 'hashed';
      readonly prunable: number;
      readonly rounds: readonly {
        readonly round: number;
        readonly kept: number;
        readonly kept_per_layer?: Counts;
      }[];
    }[];
  };
  readonly synaptic_flow_pruners: {
    readonly cases: readonly {
      readonly pruner: 'Mag' | 'SNIP' | 'GraSP' | 'SynFlow';
      readonly kept: number;
      readonly kept_per_layer: Counts;
      readonly score_sum_first_round: Counts;
      readonly score_max_first_round: Counts;
      readonly one_shot_layerwise_kept_per_layer: Counts;
    }[];
  };
}

const path = join(process.env.LAB_DATA ?? '../shared/data', 'compression_reference', 'schedules.json');
const isHere = existsSync(path);
const reference: Reference = isHere ? JSON.parse(readFileSync(path, 'utf8')) : {};

const bits = (hex: string): number[] =>
  [...hex].flatMap((digit) => [8, 4, 2, 1].map((bit) => (Number.parseInt(digit, 16) & bit ? 1 : 0)));

describe.skipIf(!isHere)('schedules (skipped without the reference data)', () => {
  it('by step are tfmot’s', () => {
    for (const one of reference.tfmot_polynomial_decay) {
      const { initial_sparsity, final_sparsity, begin_step, end_step, power, frequency } = one;
      const decay = {
        ...{ initial: initial_sparsity, final: final_sparsity, begin: begin_step, end: end_step },
        ...{ power, frequency },
      };
      for (const [step, prunes, sparsity] of one.step_update_sparsity) {
        const found = polynomialDecay(decay, step);
        expect(found.prunes, `step ${step}`).toBe(prunes);
        // tfmot computes in float32.
        expect(Math.abs(found.sparsity - sparsity), `step ${step}`).toBeLessThan(2e-7);
      }
    }
  });

  it('by epoch are Distiller’s', () => {
    for (const {
      initial,
      final,
      starting_epoch,
      ending_epoch,
      frequency,
      epoch_sparsity,
    } of reference.distiller_agp) {
      const times = gradualByEpoch({ initial, final, begin: starting_epoch, end: ending_epoch, frequency });
      expect([...times.keys()]).toEqual(epoch_sparsity.map(([epoch]) => epoch));
      for (const [epoch, sparsity] of epoch_sparsity) expect(times.get(epoch)).toBeCloseTo(sparsity, 9);
    }
  });
});

describe.skipIf(!isHere)('masks of a matrix (skipped without the reference data)', () => {
  it('are tfmot’s, entry by entry and block by block', () => {
    const weight = formulaValues('sched.linear', [24, 40], 'hashed');
    const layer = {
      layer: 'sched',
      matrix: { rows: 24, columns: 40 },
      scores: Float64Array.from(weight, Math.abs),
    };
    for (const { block, pooling = 'AVG', sparsity, kept, mask_hex } of reference.tfmot_masks.cases) {
      const [found] = masksOf([layer], {
        ...{ keep: 1 - sparsity, what: 'blocks', block, scope: 'layer' },
        pool: pooling === 'AVG' ? 'mean' : 'max',
      });
      expect(found?.mask.reduce((sum, one) => sum + one, 0)).toBe(kept);
      expect(Array.from(found?.mask ?? []), `${block} ${pooling} ${sparsity}`).toEqual(bits(mask_hex));
    }
  });
});

const whole: SparsifySettings = {
  ...{
    keep: 1,
    what: 'entries',
    block: [1, 1],
    pool: 'mean',
    by: 'magnitude',
    scope: 'global',
    ends: 'prune',
  },
};

const perLayer = (masks: ReadonlyMap<string, Uint8Array>): Counts =>
  Object.fromEntries(
    [...masks].map(([layer, mask]) => [`${layer}.weight`, mask.reduce((sum, one) => sum + one, 0)]),
  );

/** The same counts, but that no layer loses all: what it keeps is taken elsewhere. */
function expectAlike(found: Counts, published: Counts): readonly string[] {
  const empty = Object.keys(published).filter((name) => published[name] === 0);
  for (const name of empty) expect(found[name]).toBe(1);
  const apart = Object.entries(published).map(([name, count]) => Math.abs(count - (found[name] ?? 0)));
  expect(apart.reduce((sum, one) => sum + one, 0)).toBe(2 * empty.length);
  return empty;
}

const total = (counts: Counts) => Object.values(counts).reduce((sum, count) => sum + count, 0);

const given = {
  hard: true,
  *batches(): Generator<LabelledBatch> {
    const rows = Float32Array.from({ length: 80 }, (_, i) => (i % 10 === Math.floor(i / 10) ? 1 : 0));
    yield { images: referenceImages(8, 32), labels: tensor2d(rows, [8, 10]) };
  },
  random: random(0),
};

describe.skipIf(!isHere)('masks of ResNet-20 (skipped without the reference data)', () => {
  beforeAll(startWasmInNode);
  const network = () => referenceCheckpoint('cifar_resnet20_A', { weights: 'hashed', size: 32 });

  it('are open_lth’s over ten rounds, of which each takes one weight more than it is asked for', async () => {
    for (const { weights, prunable, rounds } of reference.open_lth_global_20_percent_rounds.cases) {
      let checkpoint = referenceCheckpoint('cifar_resnet20_A', { weights, size: 32 });
      let left = prunable;
      for (const { kept, kept_per_layer } of rounds) {
        expect(kept).toBe(left - Math.ceil(0.2 * left) - 1);
        left = kept;
        if (!kept_per_layer) continue;
        checkpoint = (await sparsified(checkpoint, { ...whole, keep: kept / prunable }, given)).checkpoint;
        const found = perLayer(masksIn(checkpoint));
        expect(total(found)).toBe(kept);
        expectAlike(found, kept_per_layer);
      }
    }
    expect(keptAfterRound(0.8 ** 3, 2, 3)).toBeCloseTo(0.64, 12);
  });

  const caseOf = (pruner: string) => {
    const found = reference.synaptic_flow_pruners.cases.find((one) => one.pruner === pruner);
    if (!found) throw new Error(`no case of ${pruner}`);
    return found;
  };
  const prunable = 268_336;

  it('are Synaptic-Flow’s by magnitude, but that no layer loses all', async () => {
    const { kept, kept_per_layer, one_shot_layerwise_kept_per_layer } = caseOf('Mag');
    const { checkpoint, report } = await sparsified(network(), { ...whole, keep: kept / prunable }, given);
    const found = perLayer(masksIn(checkpoint));
    expect(total(found)).toBe(kept);
    const empty = expectAlike(found, kept_per_layer);
    expect(empty).toHaveLength(5);
    expect(report.collapsed.map((layer) => `${layer}.weight`)).toEqual(empty);
    const layers = await sparsified(network(), { ...whole, keep: 0.1, scope: 'layer' }, given);
    for (const [name, count] of Object.entries(perLayer(masksIn(layers.checkpoint)))) {
      // It rounds what goes down; tfmot and we round what stays.
      const theirs = one_shot_layerwise_kept_per_layer[name] ?? 0;
      expect([theirs, theirs - 1], name).toContain(count);
    }
  });

  it.each(['SNIP', 'SynFlow'] as const)('have the scores of Synaptic-Flow by %s', async (pruner) => {
    const before = memory().numTensors;
    const { score_sum_first_round, score_max_first_round } = caseOf(pruner);
    const scores = await entryScores(network(), pruner === 'SNIP' ? 'snip' : 'synflow', given);
    for (const [layer, one] of scores) {
      const sum = one.reduce((all, score) => all + score, 0);
      const most = one.reduce((all, score) => Math.max(all, score), 0);
      expect(sum / (score_sum_first_round[`${layer}.weight`] ?? 0), layer).toBeCloseTo(1, 4);
      expect(most / (score_max_first_round[`${layer}.weight`] ?? 0), layer).toBeCloseTo(1, 4);
    }
    expect(memory().numTensors).toBe(before);
  });

  it('are Synaptic-Flow’s by SNIP', async () => {
    const { kept_per_layer } = caseOf('SNIP');
    const { checkpoint } = await sparsified(network(), { ...whole, by: 'snip', keep: 0.1 }, given);
    expect(perLayer(masksIn(checkpoint))).toEqual(kept_per_layer);
  });

  it.skipIf(process.env.LAB_LONG === undefined)(
    'are Synaptic-Flow’s by SynFlow over a hundred rounds (half a minute, skipped unless LAB_LONG is set)',
    { timeout: 300_000 },
    async () => {
      const { kept_per_layer } = caseOf('SynFlow');
      const { checkpoint } = await sparsified(network(), { ...whole, by: 'synflow', keep: 0.1 }, given);
      expect(perLayer(masksIn(checkpoint))).toEqual(kept_per_layer);
    },
  );

  it('are Synaptic-Flow’s by GraSP', async () => {
    const before = memory().numTensors;
    const { kept_per_layer, score_sum_first_round, score_max_first_round } = caseOf('GraSP');
    const scores = await entryScores(network(), 'grasp', given);
    expect(memory().numTensors).toBe(before);
    const sumOf = (one: Float64Array) => one.reduce((all, score) => all + score, 0);
    // Theirs are divided by the sum over all layers.
    const all = [...scores.values()].reduce((sum, one) => sum + sumOf(one), 0);
    for (const [layer, one] of scores) {
      const sum = sumOf(one);
      expect(sum / all / (score_sum_first_round[`${layer}.weight`] ?? 0), layer).toBeCloseTo(1, 4);
      const most = one.reduce((top, score) => Math.max(top, score / all), 0);
      expect(most / (score_max_first_round[`${layer}.weight`] ?? 0), layer).toBeCloseTo(1, 4);
    }
    const { checkpoint } = await sparsified(network(), { ...whole, by: 'grasp', keep: 0.1 }, given);
    expect(perLayer(masksIn(checkpoint))).toEqual(kept_per_layer);
  });
});
