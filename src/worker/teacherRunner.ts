/**
 * Trains an experiment's teacher for the session.
 */

import { batchesOf } from '../data/augment/augment.ts';
import { catalogue } from '../engine/families/catalogue.ts';
import type { TaskControl } from '../engine/training/control.ts';
import { holdOut } from '../engine/training/heldOut.ts';
import { isExternal } from '../engine/training/teacherLogits.ts';
import { trainTeacher } from '../engine/training/teacherTraining.ts';
import type { Experiment } from '../spec/experiment.ts';
import { type HeadTraining, planHeadTraining } from './headTraining.ts';

import { teacherMetadata } from './metadata.ts';
import { createPacer } from './pace.ts';
import { writeModelFile } from './resources/teacherFiles.ts';
import type { ResolvedTeacher } from './resources/teachers.ts';
import { preparing, type Runner } from './runner.ts';

/** What training a teacher needs beside what every training does. */
interface TeacherTraining extends Pick<HeadTraining, 'model' | 'source' | 'validation' | 'finish'> {
  readonly initial?: HeadTraining['initial'];
}

/** Undefined when stopped on the way. */
async function planTeacher(
  { resources }: Runner,
  experiment: Experiment,
  { card, start }: ResolvedTeacher,
  control: TaskControl,
): Promise<TeacherTraining | undefined> {
  const { dataset } = await resources.openDataset(experiment);
  if (start) {
    return planHeadTraining(start, {
      experiment,
      dataset,
      source: resources.trainSource(experiment),
      featuresOf: (externalModel) => resources.features(externalModel, experiment, control),
    });
  }
  const classes = dataset.classes.length;
  if (card.name === 'foreign') throw new Error('a network of other software starts from its file');
  const model = catalogue[card.name].build({
    classes,
    imageSize: experiment.imageSize,
    width: experiment.teacherWidth,
  });
  return {
    model,
    source: await resources.teacherSource(experiment),
    validation: holdOut(batchesOf(dataset.validation, 'none'), classes, []),
    finish: async (parameters) => ({ model, parameters }),
  };
}

/** Trains the experiment's teacher if it is one to be trained here; returns whether there is a trained one now. */
export async function ensureTeacher(
  runner: Runner,
  experiment: Experiment,
  control: TaskControl,
): Promise<boolean> {
  const { resources, post, store } = runner;
  const resolved = await resources.openTeacher(experiment);
  if (resolved.teacher) return true;
  const { dataset } = await resources.openDataset(experiment);
  const classes = dataset.classes.length;
  const { card } = resolved;
  const plan = await planTeacher(runner, experiment, resolved, control);
  if (!plan) return false;
  const { model, source, validation, initial } = plan;
  const epochs = experiment.teacherEpochs;
  const pacer = createPacer(
    (pace) => post({ type: 'pace', pace }),
    () => control.pausedSeconds,
  );
  try {
    const training = trainTeacher({
      experiment,
      model,
      classes,
      source,
      validation,
      ...(initial ? { initial } : {}),
      control: control,
      capture: experiment.capture === 'on',
      onPreparing: preparing(post),
      onStep: (epoch, step, steps, images) => {
        const place = {
          kind: 'teacher',
          epoch,
          epochs,
          step,
          steps,
          runsDone: 0,
          runsTotal: 0,
        } as const;
        pacer.step(place, images, ((epoch - 1) * steps + step) / (epochs * steps));
      },
    });
    for (;;) {
      const { value, done } = await training.next();
      if (!done) {
        post({ type: 'teacher-epoch', record: value });
        continue;
      }
      if (!value) return false;
      const teacher = await plan.finish(value);
      resources.placeTeacher(experiment, { card, teacher });
      const measured = await resources.measureTeacher(experiment, control);
      if (!measured) return false;
      const { accuracy } = measured.card;
      // Whose file it came from, a later visit is given again.
      if (isExternal(teacher) || card.source !== 'trained') return true;
      // Kept, so that a reload does not train it again; the lab works without.
      const keeping = await store.now();
      if (!keeping) return true;
      const bytes = await writeModelFile(teacher, teacherMetadata(card, dataset, experiment, accuracy));
      await keeping
        .keepTeacher(
          {
            id: card.id,
            label: `${card.label}, ${epochs} epochs`,
            dataset: dataset.id,
            accuracy,
            savedAt: new Date().toISOString(),
          },
          bytes,
        )
        .catch(() => undefined);
      return true;
    }
  } finally {
    validation.dispose();
  }
}
