/**
 * What every stage of a point's runs left: a row per stage, with the mean and spread over runs of all that was measured.
 */

import { quantitiesOf } from '../protocol/quantities.ts';
import { type Quantities, type QuantityName, quantityNames } from '../protocol/quantityNames.ts';
import type { RunRecord } from '../protocol/records.ts';
import { type Spread, spread } from './spread.ts';

export type Spreads = Readonly<Partial<Record<QuantityName, Spread>>>;

export interface StageRow {
  readonly kind: string;
  readonly level: number;
  /** Runs that have come to its end. */
  readonly n: number;
  readonly quantities: Spreads;
  /** Before batch norm's statistics were measured anew; empty where they were not. */
  readonly uncalibrated: Spreads;
  /** Means over runs, by name. */
  readonly asked: Readonly<Record<string, number>>;
  readonly reached: Readonly<Record<string, number>>;
  /** Of each layer of a stage that rounds weights; empty of others. */
  readonly layerBits: Readonly<Record<string, number>>;
}

/** @param runs finished ones of one point; of stages that not all of them have, the first run's name counts */
export function stageRows(runs: readonly RunRecord[]): readonly StageRow[] {
  const most = Math.max(0, ...runs.map(({ stages }) => stages.length));
  return Array.from({ length: most }, (_, i) => runs.flatMap(({ stages }) => stages[i] ?? [])).map((mine) => {
    return {
      kind: mine[0]?.kind ?? '',
      level: mine[0]?.level ?? 0,
      n: mine.length,
      quantities: spreadsOf(mine.map(quantitiesOf)),
      uncalibrated: spreadsOf(mine.flatMap(({ uncalibrated }) => uncalibrated ?? [])),
      asked: meansOf(mine.map(({ asked }) => asked ?? {})),
      reached: meansOf(mine.map(({ reached }) => reached ?? {})),
      layerBits: meansOf(mine.map(({ layerBits }) => layerBits ?? {})),
    };
  });
}

function spreadsOf(measured: readonly Quantities[]): Spreads {
  const spreads = quantityNames.flatMap((name) => {
    const values = measured.flatMap((one) => one[name] ?? []);
    return values.length > 0 ? [[name, spread(values)] as const] : [];
  });
  return Object.fromEntries(spreads);
}

function meansOf(all: readonly Readonly<Record<string, number>>[]): Readonly<Record<string, number>> {
  const names = [...new Set(all.flatMap((one) => Object.keys(one)))];
  const meanOf = (name: string) => spread(all.flatMap((one) => one[name] ?? [])).mean;
  return Object.fromEntries(names.map((name) => [name, meanOf(name)]));
}
