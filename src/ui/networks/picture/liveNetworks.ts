/**
 * Networks that are trained at this moment, as groups of none that are kept: under the key that they will have when they are.
 */
import { groupNetworks, type NetworkGroup } from '../../../analysis/networks/groups.ts';
import type { KeptNetworkCard } from '../../../protocol/keptNetworks.ts';
import type { Quantities } from '../../../protocol/quantityNames.ts';
import type { ModelCard, RunRecord } from '../../../protocol/records.ts';
import type { Experiment } from '../../../spec/experiment.ts';
import { linkOf } from '../../../spec/link.ts';
import { applyPoint } from '../../../spec/recipe/points.ts';
import { stagesIn } from '../../../spec/recipe/recipeField.ts';
import { recipeText } from '../../../spec/recipe/spelling.ts';

/** Epochs that a network under way has had, by its group's key. */
export type LiveNetworks = ReadonlyMap<string, number>;

export interface UnderWay {
  readonly groups: readonly NetworkGroup[];
  readonly epochs: LiveNetworks;
}

interface Running {
  readonly experiment: Experiment;
  readonly dataset: string;
  readonly student: ModelCard | undefined;
  readonly runs: readonly RunRecord[];
}

/** @param kept what is kept: where a network of the same group is, that one stands for it */
export function networksUnderWay(
  { experiment, dataset, student, runs }: Running,
  kept: readonly NetworkGroup[],
): UnderWay {
  const cards = kept.flatMap(({ networks }) => networks);
  const link = linkOf(experiment);
  const epochs = new Map<string, number>();
  const under = runs
    .filter(({ status, stages }) => status === 'running' && stages.length > 0)
    .map((run): KeptNetworkCard => {
      const stage = run.stages.length - 1;
      const [record] = run.stages.slice(-1);
      const last = record?.history.at(-1);
      const before = cards.find(
        ({ origin }) => origin?.experiment === link && origin.run === run.id && origin.stage === stage - 1,
      );
      const id = `under way ${run.id}`;
      epochs.set(id, last?.epoch ?? 0);
      return {
        ...{ id, label: before?.label ?? student?.label ?? '', fileBytes: 0, pinned: false },
        createdAt: Number.MAX_SAFE_INTEGER,
        recipe: recipeText(stagesIn(applyPoint(experiment, run.point).recipe).slice(0, stage + 1)),
        measurements: measuredSoFar(before?.measurements ?? student, last?.validation.accuracy),
        origin: { experiment: link, dataset, run: run.id, stage },
        ...(before ? { parent: before.id } : {}),
      };
    });
  const known = new Set(kept.map(({ key }) => key));
  const groups = groupNetworks(under).filter(({ key }) => !known.has(key));
  return {
    groups,
    epochs: new Map(
      groups.map(({ key, networks }) => [key, Math.max(...networks.map(({ id }) => epochs.get(id) ?? 0))]),
    ),
  };
}

/** What training does not change is as before. */
function measuredSoFar(
  before: Pick<Quantities, 'bytes' | 'multiplyAdds' | 'parameters'> | undefined,
  accuracy: number | undefined,
): Quantities {
  const { bytes, multiplyAdds, parameters } = before ?? {};
  return {
    ...(bytes === undefined ? {} : { bytes }),
    ...(multiplyAdds === undefined ? {} : { multiplyAdds }),
    ...(parameters === undefined ? {} : { parameters }),
    ...(accuracy === undefined ? {} : { accuracy }),
  };
}
