/**
 * What stages made, in this visit and in earlier ones.
 */
import type { NetworkStore } from '../../data/store/networks/networks.ts';
import { stagesIn } from '../../spec/recipe/recipeField.ts';
import { keepNetwork } from '../students/keptStudents.ts';
import type { StoredStudent } from '../students/students.ts';
import { keptStage, nameOf, recordOf } from './keptStages.ts';
import { lastingKey } from './lasting.ts';
import { createStageMemo, type StageMade } from './memo.ts';
import type { MadeNetwork } from './recipeSweep.ts';
import type { Unfinished } from './stage.ts';
import type { UnfinishedStages } from './unfinishedStages.ts';

export interface StageKeeper {
  find(key: string): Promise<StageMade | undefined>;
  /** Where a stage stands that has not ended; undefined where nothing is kept. */
  unfinished(key: string): Unfinished | undefined;
  /** It has ended. */
  ended(key: string): Promise<void>;
  /** For the runs of this sweep that begin alike. */
  keep(made: MadeNetwork): Promise<void>;
  /** For later visits, with the network that it was made of. The lab works without. */
  put(networks: NetworkStore, made: KeptMade, student: StoredStudent): Promise<void>;
}

/** What is told of a network that is kept. */
interface KeptMade extends Pick<MadeNetwork, 'stage' | 'experiment'> {
  /** What decided it. */
  readonly key: string | undefined;
  readonly keyBefore?: string | undefined;
  readonly made: Omit<StageMade, 'checkpoint'>;
  readonly record: Pick<MadeNetwork['record'], 'measures'>;
}

/**
 * @param lasting where what earlier visits made is looked up; undefined where nothing is kept
 * @param machine what computes: on another one numbers are others
 * @param middles where stages are left in their middle
 */
export function createStageKeeper(
  lasting: NetworkStore | undefined,
  machine: string,
  middles: UnfinishedStages | undefined,
): StageKeeper {
  const memo = createStageMemo();
  /** What networks are kept under, by what decided them. */
  const ids = new Map<string, string>();
  const ownKey = (key: string) => lastingKey(machine, key);
  return {
    async find(key) {
      const known = await memo.find(key);
      if (known || !lasting) return known;
      const kept = await keptStage(lasting, ownKey(key)).catch(() => undefined);
      if (!kept) return undefined;
      ids.set(key, kept.id);
      await memo.keep(key, kept.made);
      return kept.made;
    },
    unfinished(key) {
      if (!lasting || !middles) return undefined;
      const name = ownKey(key);
      return {
        // The lab works without.
        find: () => middles.find(name).catch(() => undefined),
        keep: (left) => middles.keep(name, left),
      };
    },
    ended: async (key) => middles?.drop(ownKey(key)).catch(() => undefined),
    keep: ({ key, made }) => memo.keep(key, made),
    async put(networks, { stage, key, keyBefore, made, record, experiment }, student) {
      const network = {
        ...{ student, stage, measures: record.measures },
        recipe: stagesIn(experiment.recipe).slice(0, stage + 1),
      };
      const parent = keyBefore === undefined ? student.network.madeOf : ids.get(keyBefore);
      const by =
        lasting && key !== undefined ? { key: await nameOf(ownKey(key)), record: recordOf(made) } : undefined;
      const id = await keepNetwork(networks, network, {
        ...(parent ? { parent } : {}),
        ...(by ? { made: by } : {}),
      }).catch(() => undefined);
      if (id !== undefined && key !== undefined) ids.set(key, id);
    },
  };
}
