/**
 * Weights of students as they were after each epoch, in memory, bounded in bytes: of networks whose inside can be shown over a picture.
 */
import { type HostParameters, hostBytes } from '../../engine/layers/hostParameters.ts';
import { drawnTapsOf } from '../../engine/training/signals/drawnTaps.ts';
import type { Hook } from '../../engine/training/trainState.ts';
import type { RunId } from '../../protocol/runId.ts';
import type { StudentModel } from '../resources/studentModel.ts';
import type { StoredStudent } from './students.ts';

/** A student under way or finished, without its weights. */
type InEpochs = Pick<StoredStudent, 'assignment' | 'experiment' | 'network' | 'dataset' | 'frozen'>;

export interface EpochsOf extends InEpochs {
  /** By the epoch, from 1, ascending. */
  readonly weights: ReadonlyMap<number, HostParameters>;
}

export interface EpochWeights {
  find(id: RunId): EpochsOf | undefined;
  /** What keeps a student's weights after each epoch of its training; nothing where there is nothing to show of it. */
  watching(student: InEpochs): readonly Hook[];
  /** Drops all but these. */
  keepOnly(isKept: (student: InEpochs) => boolean): void;
}

const defaultMostBytes = 64 * 2 ** 20;

export function createEpochWeights(mostBytes = defaultMostBytes): EpochWeights {
  /** The one that was trained last comes last. */
  const kept = new Map<RunId, InEpochs & { readonly weights: Map<number, HostParameters> }>();
  const bytes = () =>
    [...kept.values()].reduce(
      (sum, { weights }) => [...weights.values()].reduce((all, one) => all + hostBytes(one), sum),
      0,
    );
  return {
    find: (id) => kept.get(id),
    watching(student) {
      const { id } = student.assignment;
      if (!isShown(student.network)) return [];
      return [
        {
          at: 'epoch',
          async run({ learners: [learner] }, { epoch }) {
            const tensors = await learner?.read();
            if (!tensors) return;
            const weights = new Map([...(kept.get(id)?.weights ?? [])].filter(([one]) => one < epoch));
            weights.set(epoch, tensors);
            kept.delete(id);
            kept.set(id, { ...student, weights });
            for (const [oldest] of kept) if (oldest !== id && bytes() > mostBytes) kept.delete(oldest);
            while (bytes() > mostBytes && weights.size > 1) thinOut(weights);
          },
        },
      ];
    },
    keepOnly(isKept) {
      for (const [id, student] of kept) if (!isKept(student)) kept.delete(id);
    },
  };
}

const isShown = ({ model }: StudentModel): boolean => drawnTapsOf(model).length > 0;

/** Every second epoch, counted back from the last. */
function thinOut(weights: Map<number, HostParameters>): void {
  const epochs = [...weights.keys()].reverse();
  for (const [i, epoch] of epochs.entries()) if (i % 2 === 1) weights.delete(epoch);
}
