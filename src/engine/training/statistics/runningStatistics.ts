/**
 * Running statistics follow what each batch says of them, by the rule of their spec:
 *
 *     mean      running ← running + share · (batch − running)
 *     least     running ← min(running, batch)
 *     greatest  running ← max(running, batch)
 *
 * A mean of a share is batch norm's rule (PyTorch's `momentum`), and MovingAverageMinMaxObserver's for the batch's extremes;
 * `least` and `greatest` together are its MinMaxObserver's.
 */
import { add, maximum, minimum, mul, type Tensor, tensor1d, tidy } from '@tensorflow/tfjs-core';
import { runningShare } from '../../layers/batchNorm.ts';
import type { ParameterSpec, Statistic } from '../../layers/parameters.ts';
import { moveTowards, type StatisticBlocks, toGreatest, toLeast } from '../../ops/moveTowards/moveTowards.ts';
import { packParts } from '../../ops/packParts/packParts.ts';
import { partStart } from '../../ops/webgpu/tensorView.ts';
import type { Packed, ParameterStore } from '../parameterStore.ts';

const runningMean: Statistic = { update: 'mean', share: runningShare };

export function statisticsOf(specs: readonly ParameterSpec[]): (name: string) => Statistic {
  const given = new Map(specs.map((spec) => [spec.name, spec.statistic ?? runningMean]));
  return (name) => given.get(name) ?? runningMean;
}

/** The rules of packed statistics, block by block; undefined where all are those of batch norm. */
export function statisticBlocks(
  { names, starts, length }: Packed,
  statisticOf: (name: string) => Statistic,
): StatisticBlocks | undefined {
  const rules = names.map(statisticOf);
  if (rules.every((rule) => rule.update === 'mean' && rule.share === runningShare)) return undefined;
  const blocks = new Float32Array(length / partStart);
  // In the order in which they lie: each goes as far as the next begins.
  rules.forEach((rule, i) => {
    blocks.fill(codeOf(rule), (starts[names[i] ?? ''] ?? 0) / partStart);
  });
  return tensor1d(blocks);
}

const codeOf = (rule: Statistic) =>
  rule.update === 'mean' ? rule.share : rule.update === 'least' ? toLeast : toGreatest;

/**
 * Moves every running statistic that the batch had something to say of.
 *
 * @param observed of the batch, by the statistic's name; they stay the caller's.
 */
export function moveRunning(store: ParameterStore, observed: ReadonlyMap<string, Tensor>): void {
  if (observed.size === 0) return;
  if (!store.packed) {
    for (const [name, batch] of observed) {
      store.replace(
        name,
        tidy(() => moved(store.get(name), batch, store.statisticOf(name))),
      );
    }
    return;
  }
  const { buffers, statistics } = store.packed;
  const { flat, names, starts, length } = buffers;
  const batch = packParts(
    names.map((name) => {
      const statistic = observed.get(name);
      if (!statistic) throw new Error(`the batch says nothing of ${name}`);
      return statistic;
    }),
    names.map((name) => starts[name] ?? 0),
    length,
  );
  moveTowards(flat, batch, statistics ?? runningShare);
  batch.dispose();
}

function moved(running: Tensor, batch: Tensor, rule: Statistic): Tensor {
  switch (rule.update) {
    case 'mean':
      return add(mul(running, 1 - rule.share), mul(batch, rule.share));
    case 'least':
      return minimum(running, batch);
    case 'greatest':
      return maximum(running, batch);
  }
}
