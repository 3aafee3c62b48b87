/**
 * Kept networks that are the same stage of the same point, over runs: one group, with means and standard deviations.
 */
import type { KeptNetworkCard } from '../../protocol/keptNetworks.ts';
import { type QuantityName, quantityNames } from '../../protocol/quantityNames.ts';
import { pointKey } from '../../protocol/runId.ts';
import type { Point } from '../../spec/point.ts';
import type { StageSpec } from '../../spec/recipe/stages.ts';
import { type Spread, spread } from '../spread.ts';
import { runNamed, stagesOfText, sweepOf, teacherOfLink } from './sweeps.ts';

export interface NetworkGroup {
  /** The same for as long as what its networks have in common stays. */
  readonly key: string;
  /** In the order of their runs; at least one. */
  readonly networks: readonly KeptNetworkCard[];
  readonly label: string;
  /** Of the images; '' where nothing says them. */
  readonly dataset: string;
  readonly point: Point;
  /** The stages up to it, its own last; empty where the text of its recipe cannot be read here. */
  readonly stages: readonly StageSpec[];
  /** What its runs have in common with those that they are compared with: the experiment but for its recipe, points and runs. */
  readonly conditions: string;
  /** Over the networks that were measured in it. */
  readonly quantities: Readonly<Partial<Record<QuantityName, Spread>>>;
  /** Milliseconds since 1970, of the latest. */
  readonly createdAt: number;
}

/** Latest first, then examples in their order. */
export function groupNetworks(networks: readonly KeptNetworkCard[]): readonly NetworkGroup[] {
  const groups = new Map<string, KeptNetworkCard[]>();
  for (const network of networks) {
    const { id, origin, recipe } = network;
    const key = origin
      ? [
          makerOf(network),
          sweepOf(origin.experiment).link,
          origin.dataset,
          origin.stage,
          origin.start ?? '',
          pointTextOf(origin.run),
          recipe,
        ].join('\n')
      : id;
    groups.set(key, [...(groups.get(key) ?? []), network]);
  }
  const rank = ({ networks: [first], createdAt }: NetworkGroup) => (first?.shipped ? 0 : createdAt);
  return [...groups]
    .map(([key, mine]) => {
      const link = mine[0]?.origin?.experiment;
      return groupOf(key, mine, link === undefined ? key : sweepOf(link).conditions);
    })
    .sort((a, b) => rank(b) - rank(a));
}

/**
 * Who trained it: '' this browser, `shipped` with the lab, or else the family that it was imported with, by the content of that.
 * What another machine trained is no further run of this one's, and no arm of its questions.
 */
export const makerOf = ({ shipped, imported, families }: KeptNetworkCard): string =>
  shipped ? 'shipped' : imported === undefined ? '' : (families?.[0] ?? imported);

/** `makerOf` of a group, and the families that its networks were here already for. */
export const makersOf = ({ networks }: NetworkGroup): ReadonlySet<string> =>
  new Set(networks.flatMap((network) => [makerOf(network), ...(network.families ?? [])]));

/** The network of run `run`, from 1; 0 where nothing says which. */
export const runOf = ({ origin }: KeptNetworkCard): number => runNamed(origin?.run ?? '')?.run ?? 0;

const pointTextOf = (run: string) => {
  const name = runNamed(run);
  return name ? pointKey(name.point) : run;
};

/** Reads what grouping needs of a network, so that many can be read one after another with pauses between them. */
export function readAhead({ origin, teacher, recipe }: KeptNetworkCard): void {
  stagesOfText(recipe);
  const link = (origin ?? teacher)?.experiment;
  if (link !== undefined) teacherOfLink(link, origin && runNamed(origin.run)?.point);
}

/** Whether it is what a stage of a sweep gave, at any of the sweep's points and with any number of runs. */
export function isOfSweep({ networks }: NetworkGroup, link: string, stage: number): boolean {
  const origin = networks[0]?.origin;
  return origin?.stage === stage && sweepOf(origin.experiment).link === sweepOf(link).link;
}

/**
 * Names the teacher that a network had, or is itself, with the images that it was of; undefined where nothing says, as of a
 * teacher that came from a file.
 */
export function teacherKey({ networks: [first], point }: NetworkGroup): string | undefined {
  const link = (first?.origin ?? first?.teacher)?.experiment;
  if (link === undefined || first?.teacher?.source === 'file') return undefined;
  return teacherOfLink(link, first?.origin && point);
}

export const isTeacher = ({ networks }: NetworkGroup): boolean => networks[0]?.teacher !== undefined;

function groupOf(key: string, given: readonly KeptNetworkCard[], conditions: string): NetworkGroup {
  const networks = [...given].sort((a, b) => runOf(a) - runOf(b));
  const [first] = networks;
  return {
    ...{
      key,
      networks,
      conditions,
      label: first?.label ?? '',
      dataset: (first?.origin ?? first?.teacher)?.dataset ?? '',
    },
    point: runNamed(first?.origin?.run ?? '')?.point ?? {},
    stages: stagesOfText(first?.recipe ?? ''),
    quantities: measuredOver(networks),
    createdAt: Math.max(...networks.map(({ createdAt }) => createdAt)),
  };
}

/** Over those that were measured in it. */
export const measuredOver = (networks: readonly KeptNetworkCard[]): NetworkGroup['quantities'] =>
  Object.fromEntries(
    quantityNames.flatMap((name) => {
      const values = networks.flatMap(({ measurements }) => measurements[name] ?? []);
      return values.length > 0 ? [[name, spread(values)] as const] : [];
    }),
  );
