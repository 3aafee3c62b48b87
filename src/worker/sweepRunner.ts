/**
 * Trains teachers and sweeps for the session: turns the engine's generators into events.
 */

import { batchesOf } from '../data/augment.ts';
import type { NetworkStore } from '../data/networks/networks.ts';
import type { Store } from '../data/store.ts';
import { catalogue } from '../engine/models/catalogue.ts';
import type { Lever } from '../engine/training/control.ts';
import { holdOut } from '../engine/training/heldOut.ts';
import { sweep } from '../engine/training/sweep.ts';
import { isOracle } from '../engine/training/teacherLogits.ts';
import { trainTeacher } from '../engine/training/teacherTraining.ts';
import { requireMoreThanChance } from '../shared/atChance.ts';
import type { Experiment } from '../shared/experiment.ts';
import { linkOf } from '../shared/link.ts';
import type { Event } from '../shared/protocol.ts';
import type { EpochRecord, RunRecord, TeacherUse } from '../shared/records.ts';
import { type Assignment, assignmentsOf } from '../shared/runs/assignments.ts';
import { alphaOf } from '../shared/runs/record.ts';
import type { RunId } from '../shared/runs/runId.ts';
import { type HeadTraining, planHeadTraining } from './headTraining.ts';
import { keepStudent } from './keptStudents.ts';
import { teacherMetadata } from './metadata.ts';
import { createPacer, createPreparing } from './pace.ts';
import type { Shelf } from './students.ts';
import { planStudents } from './studentTraining.ts';
import { writeModelFile } from './teacherFiles.ts';
import type { ResolvedTeacher } from './teachers.ts';
import type { Workshop } from './workshop.ts';

export interface Runner {
  readonly workshop: Workshop;
  readonly shelf: Shelf;
  readonly store: Promise<Store | undefined>;
  readonly networks: Promise<NetworkStore | undefined>;
  readonly post: (event: Event) => void;
  /** Keys of teachers that may teach though they are right no more often than chance. */
  readonly allowed: Set<string>;
}

/** What training a teacher needs beside what every training does. */
interface TeacherTraining extends Pick<HeadTraining, 'model' | 'source' | 'validation' | 'finish'> {
  readonly initial?: HeadTraining['initial'];
}

/** Undefined when stopped on the way. */
async function planTeacher(
  { workshop }: Runner,
  experiment: Experiment,
  { card, start }: ResolvedTeacher,
  lever: Lever,
): Promise<TeacherTraining | undefined> {
  const { dataset } = await workshop.openDataset(experiment);
  if (start) {
    return planHeadTraining(start, {
      experiment,
      dataset,
      source: workshop.trainSource(experiment),
      featuresOf: (oracle) => workshop.features(oracle, experiment, lever),
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
    source: await workshop.teacherSource(experiment),
    validation: holdOut(batchesOf(dataset.validation, 'none'), classes, undefined),
    finish: async (parameters) => ({ model, parameters }),
  };
}

/** Trains the experiment's teacher if it is one to be trained here; returns whether there is a trained one now. */
export async function ensureTeacher(runner: Runner, experiment: Experiment, lever: Lever): Promise<boolean> {
  const { workshop, post, store } = runner;
  const resolved = await workshop.openTeacher(experiment);
  if (resolved.teacher) return true;
  const { dataset } = await workshop.openDataset(experiment);
  const classes = dataset.classes.length;
  const { card } = resolved;
  const plan = await planTeacher(runner, experiment, resolved, lever);
  if (!plan) return false;
  const { model, source, validation, initial } = plan;
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
      ...(initial ? { initial } : {}),
      control: lever,
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
      workshop.placeTeacher(experiment, { card, teacher });
      const measured = await workshop.measureTeacher(experiment, lever);
      if (!measured) return false;
      const { accuracy } = measured.card;
      // Whose file it came from, a later visit is given again.
      if (isOracle(teacher) || card.source !== 'trained') return true;
      // Kept, so that a reload does not train it again; the lab works without.
      const keeping = await store;
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

const preparing = (post: Runner['post']) =>
  createPreparing((done, total) => post({ type: 'stage', stage: 'preparing-kernels', done, total }));

/**
 * Trains what is left of the sweep. The workshop has everything open for `experiment`.
 *
 * @throws ProblemError `teacher-at-chance` before any student is trained, unless that was allowed, or some have been already
 */
export async function runSweep(
  runner: Runner,
  experiment: Experiment,
  finished: readonly RunRecord[],
  lever: Lever,
): Promise<'finished' | 'stopped'> {
  const { workshop, shelf, post, allowed } = runner;
  const all = assignmentsOf(experiment);
  const done = new Set(finished.filter(({ status }) => status === 'finished').map(({ id }) => id));
  const isDone = ({ id }: Assignment) => done.has(id);
  const assignments = all.filter((assignment) => !isDone(assignment));
  const network = workshop.student(experiment);
  const whole = network.model;
  const teaching = await workshop.measureTeacher(experiment, lever);
  if (!teaching) return 'stopped';
  // At alpha 1 nobody listens to the teacher, whatever it is worth.
  const isHeard = all.some((assignment) => alphaOf(assignment) < 1);
  if (isHeard && finished.length === 0 && !allowed.has(teaching.key)) requireMoreThanChance(teaching.card);
  const base = await workshop.studentBase(experiment, whole);
  const students = await planStudents(workshop, experiment, whole, base, lever);
  const { measured, opened } = workshop;
  if (!students || !measured || !opened) return 'stopped';
  const { teacher, frozen } = students;
  const link = linkOf(experiment);
  // A sweep that was stopped and goes on still has the students that it had.
  shelf.keepOnly((student) => linkOf(student.experiment) === link && isDone(student.assignment));
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
    ...students,
    classes: opened.dataset.classes.length,
    control: lever,
    capture: experiment.capture === 'on',
    onPreparing: preparing(post),
    onStep: ({ id }, epoch, step, steps, images) => {
      answers += images;
      const place = {
        kind: 'student',
        ...{ id, epoch, epochs, step, steps },
        runsDone: runsBefore + ended,
        runsTotal: all.length,
      } as const;
      pacer.step(place, images, (ended + (epoch - 1 + step / steps) / epochs) / assignments.length);
    },
    onTrained: (assignment, parameters) =>
      shelf.put(
        {
          assignment,
          experiment,
          network,
          dataset: opened.dataset,
          teacherTable: measured.table,
          ...(frozen ? { frozen } : {}),
        },
        parameters,
      ),
  });
  const last = new Map<RunId, EpochRecord>();
  try {
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
      const { id } = assignment;
      if (event.type === 'run-started') post({ type: 'run-started', ...assignment });
      else if (event.type === 'epoch') {
        last.set(id, event.record);
        post({ type: 'epoch', id, stage: 0, record: event.record });
      } else {
        ended++;
        const student = shelf.find(id);
        const networks = await runner.networks;
        // The lab works without.
        if (student && networks) await keepStudent(networks, student, last.get(id)).catch(() => undefined);
        post({ ...event, id });
      }
    }
  } finally {
    students.dispose();
  }
}

function whatWasAsked(answers: number, asked: number, msPerImage: number | undefined): TeacherUse {
  // Where all versions are asked about beforehand, a short sweep needs fewer answers than that.
  const kept = Math.max(0, answers - asked);
  return {
    answers,
    asked,
    ...(msPerImage === undefined ? {} : { secondsSaved: (kept * msPerImage) / 1000 }),
  };
}
