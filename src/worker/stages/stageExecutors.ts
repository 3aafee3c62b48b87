/**
 * Where the steps of a stage are computed. All stages share the executor of their sweep, but one that softens several teachers by a
 * temperature of its own learns from another combination of them, and has one with that.
 */
import { combiningInStep, combiningOf } from '../../engine/ensembles/combining.ts';
import type { TaskControl } from '../../engine/training/control.ts';
import { openExecutor } from '../../engine/training/executors/executor.ts';
import type { Executor } from '../../engine/training/executors/stepper.ts';
import { openProbe } from '../../engine/training/gradients/probe.ts';
import type { HeldOut } from '../../engine/training/heldOut.ts';
import type { Experiment } from '../../spec/experiment.ts';
import type { Resources } from '../resources/resources.ts';
import { Interrupted } from '../tasks.ts';

export interface StageExecutors {
  /**
   * @param own    the experiment as the stage means it
   * @param shared the executor of the sweep, whose teachers are combined as `experiment` says
   */
  executorFor(own: Experiment, experiment: Experiment, shared: Executor): Promise<Executor>;
  dispose(): Promise<void>;
}

interface OwnExecutor {
  readonly executor: Executor;
  readonly held: readonly HeldOut[];
}

export function createStageExecutors(resources: Resources, control: TaskControl): StageExecutors {
  const opened = new Map<string, OwnExecutor>();

  async function open(own: Experiment, { data }: Executor): Promise<OwnExecutor> {
    const { teachers, validation } = await resources.combined(own, control);
    const combined = { ...data, validation, teachers };
    const probe = data.probe && (await openProbe(combined, own, control));
    if (data.probe && !probe) {
      validation.dispose();
      throw new Interrupted();
    }
    return {
      executor: openExecutor({ ...combined, probe }),
      held: [validation, ...(probe ? [probe] : [])],
    };
  }

  return {
    async executorFor(own, experiment, shared) {
      // Where a step combines them, it does so as the stage says.
      if (own.moreTeachers.length === 0 || shared.data.teachers.length > 1) return shared;
      const key = JSON.stringify([combiningOf(own), combiningInStep(own) !== undefined]);
      if (key === JSON.stringify([combiningOf(experiment), false])) return shared;
      const found = opened.get(key) ?? (await open(own, shared));
      opened.set(key, found);
      return found.executor;
    },
    async dispose() {
      for (const { executor, held } of opened.values()) {
        await executor.dispose();
        for (const one of held) one.dispose();
      }
      opened.clear();
    },
  };
}
