/**
 * Networks that are trained at this moment, as groups of none that are kept: under the key that they will have when they are.
 */
import { groupNetworks, type NetworkGroup } from '../../../analysis/networks/groups.ts';
import { sweepOf } from '../../../analysis/networks/sweeps.ts';
import type { KeptNetworkCard } from '../../../protocol/keptNetworks.ts';
import type { Quantities } from '../../../protocol/quantityNames.ts';
import type { ModelCard, RunRecord } from '../../../protocol/records.ts';
import { parseRunId } from '../../../protocol/runId.ts';
import type { Experiment } from '../../../spec/experiment.ts';
import { linkOf } from '../../../spec/link.ts';
import { studentStartOf } from '../../../spec/network/studentStart.ts';
import { alphaAt } from '../../../spec/point.ts';
import { applyPoint } from '../../../spec/recipe/points.ts';
import { stagesIn } from '../../../spec/recipe/recipeField.ts';
import { recipeText } from '../../../spec/recipe/spelling.ts';
import { isTraining, type StageSpec } from '../../../spec/recipe/stages.ts';

/** How far the stage is that makes a network. */
export interface Growth {
  /** The last epoch that has ended; of several runs the furthest one's. */
  readonly epoch: number;
  /** The share of the stage's epochs that have ended, 0 … 1; of several runs the mean. */
  readonly share: number;
}

/** Networks under way, by their groups' keys. */
export type LiveNetworks = ReadonlyMap<string, Growth>;

interface UnderWay {
  readonly groups: readonly NetworkGroup[];
  readonly growth: LiveNetworks;
}

interface Running {
  readonly experiment: Experiment;
  readonly dataset: string;
  readonly student: ModelCard | undefined;
  readonly runs: readonly RunRecord[];
  /** The kept network that the student's file is of, where that is known. */
  readonly start?: string | undefined;
}

/** @param kept what is kept: where a network of the same group is, that one stands for it */
export function networksUnderWay(running: Running, kept: readonly NetworkGroup[]): UnderWay {
  const byRun = new Map<string, Growth>();
  const under = running.runs
    .filter(({ status, stages }) => status === 'running' && stages.length > 0)
    .map((run) => {
      const card = cardUnderWay(run, running, kept);
      byRun.set(card.id, growthOf(run, running.experiment));
      return card;
    });
  const known = new Set(kept.map(({ key }) => key));
  const groups = groupNetworks(under).filter(({ key }) => !known.has(key));
  return {
    groups,
    growth: new Map(
      groups.map(({ key, networks }) => {
        const all = networks.flatMap(({ id }) => byRun.get(id) ?? []);
        return [
          key,
          {
            epoch: Math.max(...all.map(({ epoch }) => epoch)),
            share: all.reduce((sum, { share }) => sum + share, 0) / all.length,
          },
        ];
      }),
    ),
  };
}

/** A stage that trains nothing is over at once: until then nothing of its network is there. */
function growthOf({ point, stages }: RunRecord, experiment: Experiment): Growth {
  const epoch = stages.at(-1)?.history.at(-1)?.epoch ?? 0;
  const own = applyPoint(experiment, point);
  const stage = stagesIn(own.recipe)[stages.length - 1];
  const epochs = stage && isTraining(stage) ? (stage.epochs ?? own.epochs) : Number.POSITIVE_INFINITY;
  return { epoch, share: Math.min(1, epoch / epochs) };
}

function cardUnderWay(
  run: RunRecord,
  { experiment, dataset, student, start }: Running,
  kept: readonly NetworkGroup[],
): KeptNetworkCard {
  const stage = run.stages.length - 1;
  const experimentLink = linkOf(experiment);
  const recipe = stagesIn(applyPoint(experiment, run.point).recipe);
  const ofFile = studentStartOf(experiment) === 'file';
  const begins =
    start ??
    kept.find(({ networks: [first] }) => first?.origin?.experiment === experimentLink)?.networks[0]?.origin
      ?.start;
  const from = ofFile ? begins : undefined;
  const before =
    stage > 0
      ? stageBefore(run, recipeText(recipe.slice(0, stage)), experimentLink, kept)
      : kept.flatMap(({ networks }) => networks).find(({ id }) => id === from);
  const accuracy = run.stages.at(-1)?.history.at(-1)?.validation.accuracy;
  return {
    ...{ id: `under way ${run.id}`, fileBytes: 0, pinned: false },
    label: before?.label ?? student?.label ?? '',
    // Below what is there, so that nothing moves when it begins.
    createdAt: Number.MAX_SAFE_INTEGER,
    touchedAt: 0,
    recipe: recipeText(recipe.slice(0, stage + 1)),
    measurements: measuredSoFar(sizesOf(recipe.slice(0, stage + 1), before, student), accuracy),
    origin: {
      ...{ experiment: experimentLink, dataset, run: run.id, stage },
      ...(from === undefined ? {} : { start: from }),
    },
    ...(before ? { parent: before.id } : {}),
  };
}

/** What the stage took: of this sweep, or of one with fewer stages that it goes on from. */
function stageBefore(
  { run, point, stages }: RunRecord,
  recipe: string,
  link: string,
  kept: readonly NetworkGroup[],
): KeptNetworkCard | undefined {
  const conditions = sweepOf(link).conditions;
  return kept
    .filter((group) => group.conditions === conditions)
    .flatMap(({ networks }) => networks)
    .find((network) => {
      const name = parseRunId(network.origin?.run ?? '');
      return (
        network.recipe === recipe &&
        network.origin?.stage === stages.length - 2 &&
        name?.run === run &&
        Object.is(alphaAt(name.point), alphaAt(point))
      );
    });
}

type Sizes = Pick<Quantities, 'bytes' | 'multiplyAdds' | 'parameters'>;

/** Training leaves them as they are; of a network that is being cut, or was cut into one that is not listed yet, nobody knows them. */
function sizesOf(
  recipe: readonly StageSpec[],
  before: KeptNetworkCard | undefined,
  student: ModelCard | undefined,
): Sizes | undefined {
  const last = recipe.at(-1);
  if (last && !isTraining(last)) return undefined;
  return before?.measurements ?? (recipe.every(isTraining) ? student : undefined);
}

/** What training does not change is as before. */
function measuredSoFar(before: Sizes | undefined, accuracy: number | undefined): Quantities {
  const { bytes, multiplyAdds, parameters } = before ?? {};
  return {
    ...(bytes === undefined ? {} : { bytes }),
    ...(multiplyAdds === undefined ? {} : { multiplyAdds }),
    ...(parameters === undefined ? {} : { parameters }),
    ...(accuracy === undefined ? {} : { accuracy }),
  };
}
