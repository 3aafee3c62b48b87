/**
 * Trains teachers and sweeps for the session: turns the engine's generators into events.
 */

import { batchesOf } from '../data/augment.ts';
import type { Store } from '../data/store.ts';
import { catalogue } from '../engine/models/catalogue.ts';
import type { Lever } from '../engine/training/control.ts';
import { holdOut } from '../engine/training/heldOut.ts';
import { type Assignment, assignmentsOf, sweep } from '../engine/training/sweep.ts';
import { trainTeacher } from '../engine/training/teacherTraining.ts';
import type { Experiment } from '../shared/experiment.ts';
import type { Event } from '../shared/protocol.ts';
import type { RunRecord, TeacherUse } from '../shared/records.ts';
import { teacherMetadata } from './metadata.ts';
import { createPacer, createPreparing } from './pace.ts';
import type { Shelf } from './students.ts';
import { writeModelFile } from './teacherFiles.ts';
import type { Workshop } from './workshop.ts';

export interface Runner {
  readonly workshop: Workshop;
  readonly shelf: Shelf;
  readonly store: Promise<Store | undefined>;
  readonly post: (event: Event) => void;
}

/** Trains the experiment's teacher if it is one to be trained here; returns whether there is a trained one now. */
export async function ensureTeacher(runner: Runner, experiment: Experiment, lever: Lever): Promise<boolean> {
  const { workshop, post, store } = runner;
  const resolved = await workshop.openTeacher(experiment);
  if (resolved.frozen) return true;
  const { dataset } = await workshop.openDataset(experiment);
  const classes = dataset.classes.length;
  const { card } = resolved;
  const model = catalogue[card.name].build({ classes, imageSize: experiment.imageSize, width: card.width });
  const source = await workshop.teacherSource(experiment);
  const validation = holdOut(batchesOf(dataset.validation, 'none'), classes, undefined);
  const epochs = experiment.teacherEpochs;
  const pacer = createPacer(
    (pace) => post({ type: 'pace', pace }),
    () => lever.pausedSeconds,
  );
  try {
    const training = trainTeacher({
      experiment,
      model,
      classes,
      source,
      validation,
      control: lever,
      capture: experiment.capture === 'on',
      onPreparing: preparing(post),
      onStep: (epoch, step, steps, images) => {
        const place = {
          kind: 'teacher',
          alpha: 1,
          run: 1,
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
      const frozen = { model, parameters: value };
      workshop.placeTeacher(experiment, { card, frozen });
      const measured = await workshop.measureTeacher(experiment, lever);
      if (!measured) return false;
      const { accuracy } = measured.card;
      const bytes = await writeModelFile(frozen, teacherMetadata(card, dataset, experiment, accuracy));
      // Kept, so that a reload does not train it again; the lab works without.
      await (await store)
        ?.keepTeacher(
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

const preparing = (post: Runner['post']) =>
  createPreparing((done, total) => post({ type: 'stage', stage: 'preparing-kernels', done, total }));

/** Trains what is left of the sweep. The workshop has everything open for `experiment`. */
export async function runSweep(
  runner: Runner,
  experiment: Experiment,
  finished: readonly RunRecord[],
  lever: Lever,
): Promise<'finished' | 'stopped'> {
  const { workshop, shelf, post } = runner;
  const all = assignmentsOf(experiment);
  const isDone = ({ alpha, run }: Assignment) =>
    finished.some((record) => record.alpha === alpha && record.run === run && record.status === 'finished');
  const assignments = all.filter((assignment) => !isDone(assignment));
  const model = workshop.student(experiment);
  const teacher = await workshop.teacherLogits(experiment, lever);
  const { measured, opened } = workshop;
  if (!teacher || !measured || !opened) return 'stopped';
  shelf.clear();
  const runsBefore = all.length - assignments.length;
  let ended = 0;
  let answers = 0;
  const pacer = createPacer(
    (pace) => post({ type: 'pace', pace }),
    () => lever.pausedSeconds,
  );
  const { epochs } = experiment;
  const events = sweep({
    experiment,
    assignments,
    model,
    classes: opened.dataset.classes.length,
    source: workshop.trainSource(experiment),
    validation: measured.validation,
    teacher,
    control: lever,
    capture: experiment.capture === 'on',
    onPreparing: preparing(post),
    onStep: ({ alpha, run }, epoch, step, steps, images) => {
      answers += images;
      const place = {
        kind: 'student',
        ...{ alpha, run, epoch, epochs, step, steps },
        runsDone: runsBefore + ended,
        runsTotal: all.length,
      } as const;
      pacer.step(place, images, (ended + (epoch - 1 + step / steps) / epochs) / assignments.length);
    },
    onTrained: (assignment, parameters) =>
      shelf.put(
        { assignment, experiment, dataset: opened.dataset, teacherTable: measured.table },
        parameters,
      ),
  });
  for (;;) {
    const { value, done } = await events.next();
    if (done) {
      await teacher.settle?.();
      // Only now: a sweep that broke off on a faulty device may have read anything.
      await workshop.keepAnswers();
      post({ type: 'teacher-use', use: whatWasAsked(answers, teacher.asked, measured.msPerImage) });
      return value;
    }
    const { assignment, ...event } = value;
    const { alpha, run, seed } = assignment;
    if (event.type === 'run-started') post({ type: 'run-started', alpha, run, seed });
    else if (event.type === 'epoch') post({ type: 'epoch', alpha, run, record: event.record });
    else {
      ended++;
      post({ ...event, alpha, run });
    }
  }
}

function whatWasAsked(answers: number, asked: number, msPerImage: number | undefined): TeacherUse {
  const kept = answers - asked;
  return {
    answers,
    asked,
    ...(msPerImage === undefined ? {} : { secondsSaved: (kept * msPerImage) / 1000 }),
  };
}
