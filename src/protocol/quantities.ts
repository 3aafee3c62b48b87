/**
 * What is measured of a run: unit, which way is better, and where it is shown. Columns of tables and files, curves, and what
 * travels in links are derived from this list; a quantity is added by its name and a line here.
 */

import type { Sentence } from '../lang/sentence.ts';
import {
  type EpochQuantity,
  epochQuantityNames,
  type Quantities,
  type QuantityName,
  quantityNames,
} from './quantityNames.ts';
import type { Measures, RunRecord, StageRecord } from './records.ts';

/** `share`: 0 … 1. `nats`: of losses; squared logits for `soft` under MSE. */
export type Unit = 'nats' | 'share' | 'logits' | 'count' | 'bytes' | 'ms' | 'bits' | 'microjoules';
export type Place = 'table' | 'chart' | 'file';

export interface Quantity {
  readonly label: Sentence;
  readonly unit: Unit;
  readonly better: 'more' | 'less' | 'neither';
  readonly shown: readonly Place[];
  /** Its name in files. */
  readonly column: string;
  /** Of an epoch's measures; absent where no epoch measures it. */
  readonly of?: (measures: Measures) => number | undefined;
}

const declareQuantity = (quantity: Quantity): Quantity => quantity;
const everywhere: readonly Place[] = ['table', 'chart', 'file'];

export const quantities: Readonly<Record<QuantityName, Quantity>> = {
  loss: declareQuantity({
    label: 'Loss',
    ...{ unit: 'nats', better: 'less', shown: everywhere, column: 'loss' },
    of: ({ loss }) => loss,
  }),
  hard: declareQuantity({
    label: 'Hard loss',
    ...{ unit: 'nats', better: 'less', shown: everywhere, column: 'hard' },
    of: ({ terms }) => terms.hard,
  }),
  soft: declareQuantity({
    label: 'Soft loss',
    ...{ unit: 'nats', better: 'less', shown: everywhere, column: 'soft' },
    of: ({ terms }) => terms.soft,
  }),
  accuracy: declareQuantity({
    label: 'Accuracy',
    ...{ unit: 'share', better: 'more', shown: everywhere, column: 'accuracy' },
    of: ({ accuracy }) => accuracy,
  }),
  difference: declareQuantity({
    label: 'Logit difference',
    ...{ unit: 'logits', better: 'neither', shown: everywhere, column: 'diff_t_s' },
    of: ({ difference }) => difference,
  }),
  parameters: declareQuantity({
    label: 'Parameters',
    ...{ unit: 'count', better: 'less', shown: everywhere, column: 'parameters' },
  }),
  bytes: declareQuantity({
    label: 'Size',
    ...{ unit: 'bytes', better: 'less', shown: everywhere, column: 'bytes' },
  }),
  multiplyAdds: declareQuantity({
    label: 'Multiply-adds',
    ...{ unit: 'count', better: 'less', shown: everywhere, column: 'multiply_adds' },
  }),
  milliseconds: declareQuantity({
    label: 'Time per image',
    ...{ unit: 'ms', better: 'less', shown: everywhere, column: 'ms' },
  }),
  sparsity: declareQuantity({
    label: 'Weights at zero',
    ...{ unit: 'share', better: 'neither', shown: everywhere, column: 'sparsity' },
  }),
  bits: declareQuantity({
    label: 'Bits per weight',
    ...{ unit: 'bits', better: 'less', shown: everywhere, column: 'bits' },
  }),
  zippedBytes: declareQuantity({
    label: 'Size of the file, zipped',
    ...{ unit: 'bytes', better: 'less', shown: ['chart', 'file'], column: 'zipped_bytes' },
  }),
  huffmanBytes: declareQuantity({
    label: 'Size, Huffman-coded',
    ...{ unit: 'bytes', better: 'less', shown: ['chart', 'file'], column: 'huffman_bytes' },
  }),
  activationBytes: declareQuantity({
    label: 'Activations at once, of one image',
    ...{ unit: 'bytes', better: 'less', shown: ['chart', 'file'], column: 'activation_bytes' },
  }),
  energy: declareQuantity({
    label: 'Energy per image, a proxy at 45 nm',
    ...{ unit: 'microjoules', better: 'less', shown: ['chart', 'file'], column: 'energy_uj' },
  }),
};

/** Names of what is shown in a place, in the catalogue's order. */
export const shownIn = (place: Place): readonly QuantityName[] =>
  quantityNames.filter((name) => quantities[name].shown.includes(place));

/** A measure's value of a quantity; undefined where it was not measured or is not finite. */
export function measuredValue(measures: Measures, name: EpochQuantity): number | undefined {
  return finite(quantities[name].of?.(measures));
}

/** All that is known of the network at a stage's end: what was measured of it then, else what its last epoch measured. */
export function quantitiesOf({ history, measures }: Pick<StageRecord, 'history' | 'measures'>): Quantities {
  const last = history.at(-1)?.validation;
  const found: Partial<Record<QuantityName, number>> = {};
  for (const name of quantityNames) {
    const value = finite(measures[name]) ?? (last && finite(quantities[name].of?.(last)));
    if (value !== undefined) found[name] = value;
  }
  return found;
}

/** Which of them some stage of some run was measured in, beside what every epoch measures. */
export function measuredBeside(runs: readonly RunRecord[]): readonly QuantityName[] {
  const found = new Set(
    runs.flatMap(({ stages }) => stages.flatMap(({ measures }) => Object.keys(measures))),
  );
  return quantityNames.filter((name) => found.has(name) && !isOfEpochs(name));
}

export const isOfEpochs = (name: QuantityName): name is EpochQuantity =>
  (epochQuantityNames as readonly string[]).includes(name);

/** Whether a run is of the plain recipe, one distillation of which nothing more was measured, and varies only alpha. */
export function isPlain(run: RunRecord): boolean {
  const [stage, ...more] = run.stages;
  const isDistilled =
    stage === undefined || (stage.kind === 'distil' && Object.keys(stage.measures).length === 0);
  return isDistilled && more.length === 0 && Object.keys(run.point).length === 1;
}

const finite = (value: number | undefined) =>
  value !== undefined && Number.isFinite(value) ? value : undefined;
