/**
 * Training that was left in its middle: a stage that a closed page or a stop interrupted goes on after the last epoch that was
 * kept of it. One point is kept of each stage that has not ended.
 */
import * as v from 'valibot';
import type { NetworkStore } from '../../data/store/networks/networks.ts';
import type { HostParameter, HostParameters } from '../../engine/layers/hostParameters.ts';
import type { LeftTraining } from '../../engine/training/networkTraining.ts';
import type { StudentTraining } from '../../engine/training/studentTraining.ts';
import type { Hook } from '../../engine/training/trainState.ts';
import { bytesInMemory } from '../../engine/weights/byteSource.ts';
import { openSafetensors, writeSafetensors } from '../../engine/weights/safetensors.ts';
import { epochRecord, wholeNumber } from '../../protocol/recordSchema.ts';
import type { EpochRecord } from '../../protocol/records.ts';
import { nameOf } from './keptStages.ts';
import type { Unfinished } from './stage.ts';

/** By the text of what decides a stage. */
export interface UnfinishedStages {
  /** Undefined where there is none, or it is damaged. */
  find(key: string): Promise<LeftTraining | undefined>;
  /** In place of the one before; not at all where there is no room for it. */
  keep(key: string, left: LeftTraining): Promise<void>;
  drop(key: string): Promise<void>;
}

const record = v.object({ step: wholeNumber, history: v.array(epochRecord) });

/** @param store of its own, whose networks are none that anybody is shown. */
export function unfinishedStages(store: NetworkStore): UnfinishedStages {
  const drop = async (made: string, but?: string) => {
    for (const { id } of await store.madeBy(made)) if (id !== but) await store.remove(id);
  };
  return {
    async find(key) {
      const [row] = await store.madeBy(await nameOf(key));
      const told = row && v.safeParse(record, row.made?.record);
      const read = told?.success ? await store.read(row?.id ?? '') : undefined;
      if (!told?.success || !read || 'damage' in read) return undefined;
      const { step, history } = told.output;
      const { tensors, optimiser } = await readPoint(read.bytes);
      // Kept between two epochs.
      return { point: { tensors, optimiser, step, sums: [] }, history: history as readonly EpochRecord[] };
    },
    async keep(key, { point, history }) {
      const made = await nameOf(key);
      const about = { label: '', architecture: null, recipe: '', measurements: {} };
      const kept = await store.put(
        { ...about, made: { key: made, record: { step: point.step, history } } },
        writePoint(point),
      );
      await drop(made, kept?.id);
    },
    drop: async (key) => drop(await nameOf(key)),
  };
}

type Tensors = Pick<LeftTraining['point'], 'tensors' | 'optimiser'>;

/** In our layout, float32 whatever the layers' forms: quantised layers learn with real-valued weights. */
function writePoint(point: Tensors): Uint8Array<ArrayBuffer> {
  const parts = (['tensors', 'optimiser'] as const).flatMap((part) =>
    Object.entries(point[part]).map(([name, tensor]) => [`${part}/${name}`, tensor] as const),
  );
  return writeSafetensors({ tensors: new Map(parts), metadata: {} });
}

async function readPoint(bytes: Uint8Array<ArrayBuffer>): Promise<Tensors> {
  const { tensors: all } = await openSafetensors(bytesInMemory(bytes));
  const part = async (prefix: string): Promise<HostParameters> => {
    const found: Record<string, HostParameter> = {};
    for (const [name, { shape, values }] of all) {
      if (name.startsWith(prefix)) found[name.slice(prefix.length)] = { shape, values: await values() };
    }
    return found;
  };
  return { tensors: await part('tensors/'), optimiser: await part('optimiser/') };
}

/** For `trainStudent`: where to go on, and the hook that keeps its points; nothing where nothing is kept. */
export async function goingOn(
  unfinished: Unfinished | undefined,
): Promise<Pick<StudentTraining<unknown>, 'from' | 'hooks'>> {
  if (!unfinished) return {};
  const from = await unfinished.find();
  return { from, hooks: [keepingPoints(unfinished.keep, from?.history)] };
}

/** Of the time that training takes, what keeping its points may take beside it. */
const share = 1 / 20;

/**
 * Keeps a training after its first epoch, and then as often as takes no more than a twentieth of the time. Where that fails
 * it goes on without.
 *
 * @param before the epochs until it was left, where it was.
 * @param clock milliseconds
 */
export function keepingPoints(
  keep: (left: LeftTraining) => Promise<void>,
  before: readonly EpochRecord[] = [],
  clock: () => number = () => performance.now(),
): Hook {
  const history = [...before];
  let next = Number.NEGATIVE_INFINITY;
  return {
    at: 'epoch',
    async run({ learners: [learner] }, { epoch, epochs, records = [] }) {
      // What was left may not have been taken up.
      history.splice(epoch - 1, history.length, ...records);
      const from = clock();
      if (!learner || epoch === epochs || from < next) return;
      await learner
        .point()
        .then((point) => keep({ point, history: [...history] }))
        .catch(() => undefined);
      const now = clock();
      next = now + (now - from) / share;
    },
  };
}
