import { dispose } from '@tensorflow/tfjs-core';
import type { Random } from '../../../base/random.ts';
import { build, catalogue } from '../../../engine/families/catalogue.ts';
import type { Model } from '../../../engine/families/model.ts';
import { toDevice } from '../../../engine/layers/hostParameters.ts';
import { openExecutor } from '../../../engine/training/executors/executor.ts';
import type { Executor, TrainingData } from '../../../engine/training/executors/stepper.ts';
import { type HeldOut, holdOut } from '../../../engine/training/heldOut.ts';
import { tabulateTeacher } from '../../../engine/training/tabulation.ts';
import {
  canRemember,
  emptyMemory,
  type FrozenModel,
  liveTeacher,
  rememberingTeacher,
} from '../../../engine/training/teacherLogits.ts';
import type { Checkpoint } from '../../../engine/transfer/checkpoint.ts';
import { changesBatches } from '../../../spec/batchChanges.ts';
import type { Experiment } from '../../../spec/experiment.ts';
import type { TeachSpec } from '../../../spec/recipe/stages.ts';
import { Interrupted } from '../../tasks.ts';
import { drawnAnew } from '../drawnAnew.ts';
import type { Stage, StageGiven } from '../stage.ts';
import { trainedIn } from '../trainedIn.ts';

/**
 * The network so far teaches another, which goes on in its place: teacher assistants (a staircase of sizes), generations of one
 * network, self-distillation. In the losses of the stage and its logit difference it is the teacher, and no other is heard.
 */
export const teachStage: Stage<TeachSpec> = {
  async *run(from, { kind: _, student, width, start, ...spec }, given) {
    const { architecture, tensors } = from;
    const parameters = toDevice(tensors);
    let opened: Opened | undefined;
    try {
      opened = await openTaught({ model: given.shown(build(architecture)), parameters }, given);
      const { executor } = opened;
      const isKept = student === 'same' && start === 'kept';
      const taught = isKept ? from : await startOf(from, given.stream, student, width);
      // No layer of what is drawn was trained before, so none has a rate of its own.
      const fresh = isKept ? {} : { freeze: 'none' as const, trained: (model: Model) => model };
      return yield* trainedIn(taught, spec, {
        ...{ ...given, ...fresh, executor },
        // One teacher alone is heard.
        experiment: { ...given.experiment, moreTeachers: [] },
        executorFor: async () => executor,
        // Its features would be set beside the first teacher's logits.
        onFeatures: async () => undefined,
      });
    } finally {
      await opened?.executor.dispose();
      opened?.validation.dispose();
      dispose({ ...parameters });
    }
  },
};

/** The student, with weights that are drawn for the stage. */
function startOf(
  { architecture, tensors }: Checkpoint,
  stream: Random,
  student: TeachSpec['student'],
  width: number,
): Promise<Checkpoint> {
  if (student === 'same') return drawnAnew({ architecture, tensors }, stream);
  const { classes, imageSize } = architecture;
  const own = catalogue[student].architecture({ classes, imageSize, width });
  return drawnAnew({ architecture: own, tensors: {} }, stream);
}

interface Opened {
  readonly executor: Executor;
  readonly validation: HeldOut;
}

/** What steps are computed on with that teacher in place of the sweep's. The caller disposes it, executor first. */
async function openTaught(
  frozen: FrozenModel,
  { executor, experiment, control }: StageGiven,
): Promise<Opened> {
  const { data } = executor;
  const { classes, capture } = data;
  const table = await tabulateTeacher(frozen, data.validation.source, control, {
    progress: () => undefined,
    capture,
  });
  if (!table) throw new Interrupted();
  const validation = holdOut(data.validation.source, classes, [table]);
  const teachers = [teacherOf(frozen, data, experiment)];
  return { validation, executor: openExecutor({ ...data, validation, teachers, probe: undefined }) };
}

function teacherOf(frozen: FrozenModel, { source, classes }: TrainingData, experiment: Experiment) {
  const isCounted = Number.isFinite(source.versions) && canRemember(source, classes);
  if (!isCounted || changesBatches(experiment)) return liveTeacher(frozen);
  return rememberingTeacher(frozen, source, classes, emptyMemory(source, classes));
}
