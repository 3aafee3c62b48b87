/**
 * Accuracy against a cost on a logarithmic axis: where the dots stand, in rem, and which are on the Pareto front.
 */
import type { NetworkGroup } from '../../../analysis/networks/groups.ts';
import { paretoFront } from '../../../analysis/networks/pareto.ts';
import type { Quantities } from '../../../protocol/quantityNames.ts';
import type { CostName } from '../../../spec/pageView.ts';
import { logAxis, shareAxis } from './axis.ts';
import type { NetworkPreview } from './preview.ts';

export interface Dot {
  readonly key: string;
  readonly cost: number;
  readonly worth: number;
  /** Over runs; 0 where one run has none. */
  readonly std: number;
  readonly x: number;
  readonly y: number;
  readonly onFront: boolean;
}

/** Where there is room, rem. */
export const scatterWidth = 52;

interface Point {
  readonly x: number;
  readonly y: number;
}

export interface ScatterPlan {
  readonly width: number;
  readonly height: number;
  /** The middles of the axes' ends: left, right, top, bottom. */
  readonly frame: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
  readonly dots: readonly Dot[];
  readonly front: readonly Point[];
  readonly hollow: Point | undefined;
  readonly curve: readonly Point[];
  readonly ticksUp: readonly { readonly y: number; readonly value: number }[];
  readonly ticksAcross: readonly { readonly x: number; readonly value: number }[];
  /** Undefined where its accuracy is not known. */
  readonly teacher: number | undefined;
  y(worth: number): number;
}

/**
 * @param unfinished keys of groups that are still trained: on no front
 * @param teacher accuracy, 0 … 1
 * @param room the height before an audience, rem
 */
export function scatterPlan(
  groups: readonly NetworkGroup[],
  name: CostName,
  width: number,
  unfinished: ReadonlySet<string>,
  teacher: number | undefined,
  preview: NetworkPreview | undefined,
  room?: number,
): ScatterPlan {
  const measured = groups.flatMap((group) => measuredOf(group, name) ?? []);
  const curve = preview?.curve.flatMap((quantities) => pricedOf(quantities, name) ?? []) ?? [];
  const hollow = preview && pricedOf(preview.quantities, name);
  const costs = [...measured, ...curve, ...(hollow ? [hollow] : [])].map(({ cost }) => cost);
  const across = logAxis(costs.length > 0 ? costs : [1]);
  const up = shareAxis([
    ...(measured.length + curve.length === 0 ? [0, 1] : []),
    ...curve.map(({ worth }) => worth),
    ...measured.flatMap(({ worth, std }) => [Math.max(0, worth - std), Math.min(1, worth + std)]),
    ...(teacher === undefined ? [] : [teacher]),
  ]);
  const height = room === undefined ? (width < 37 ? 19 : 25) : Math.max(10, room);
  const frame = { left: 3, right: width - 1, top: 1, bottom: height - 1.75 };
  const x = (cost: number) => frame.left + (frame.right - frame.left) * across.share(cost);
  const y = (worth: number) => frame.bottom - (frame.bottom - frame.top) * up.share(worth);
  const at = ({ cost, worth }: Priced): Point => ({ x: x(cost), y: y(worth) });
  const front = paretoFront(measured.filter(({ key }) => !unfinished.has(key)));
  const best = new Set(front.map(({ key }) => key));
  const fits = Math.max(2, Math.floor((frame.right - frame.left) / 5));
  const every = Math.ceil(across.ticks.length / fits);
  return {
    ...{ width, height, frame, teacher, y },
    dots: measured.map((one) => ({ ...one, ...at(one), onFront: best.has(one.key) })),
    front: front.map(at),
    curve: curve.map(at),
    hollow: hollow && at(hollow),
    ticksUp: up.ticks.map((value) => ({ value, y: y(value) })),
    ticksAcross: across.ticks.filter((_, i) => i % every === 0).map((value) => ({ value, x: x(value) })),
  };
}

interface Priced {
  readonly cost: number;
  readonly worth: number;
}

function measuredOf({ key, quantities }: NetworkGroup, name: CostName) {
  const [cost, worth] = [quantities[name]?.mean, quantities.accuracy];
  if (cost === undefined || cost <= 0 || worth === undefined) return undefined;
  return { key, cost, worth: worth.mean, std: Number.isFinite(worth.std) ? worth.std : 0 };
}

function pricedOf({ accuracy: worth, ...costs }: Quantities, name: CostName): Priced | undefined {
  const cost = costs[name];
  return cost !== undefined && cost > 0 && worth !== undefined ? { cost, worth } : undefined;
}
