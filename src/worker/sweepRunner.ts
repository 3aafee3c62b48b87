/**
 * Trains teachers and sweeps for the session: turns the engine's generators into events.
 */

import { requireMoreThanChance } from '../analysis/atChance.ts';
import type { Dataset } from '../base/imageSet.ts';
import { cardOfArchitecture } from '../engine/families/card.ts';
import { build } from '../engine/families/catalogue.ts';
import { toHost } from '../engine/layers/hostParameters.ts';
import type { TaskControl } from '../engine/training/control.ts';
import { sweep, sweepOf } from '../engine/training/sweep.ts';
import type { TeacherLogits } from '../engine/training/teacherLogits.ts';
import { ProblemError } from '../lang/problem.ts';
import { type Assignment, assignmentsOf, plannedStages } from '../protocol/assignments.ts';
import type { Quantities } from '../protocol/quantityNames.ts';
import type { EpochRecord, ModelCard, RunRecord, TeacherUse } from '../protocol/records.ts';
import type { RunId } from '../protocol/runId.ts';
import type { Experiment } from '../spec/experiment.ts';
import { keyOf } from '../spec/keys.ts';
import { linkOf } from '../spec/link.ts';
import { architectureText } from '../spec/network/architecture.ts';
import { studentStartOf } from '../spec/network/studentStart.ts';
import { alphaAt, type Point } from '../spec/point.ts';
import { applyPoint } from '../spec/recipe/points.ts';
import { stagesIn } from '../spec/recipe/recipeField.ts';
import { isTraining, labelWeight } from '../spec/recipe/stages.ts';
import { createPacer, type Pacer, type Place } from './pace.ts';
import { membersIn } from './resources/ensemble.ts';
import type { MeasuredTeacher } from './resources/measuredTeacher.ts';
import { preparing, type Runner } from './runner.ts';
import { fileContents } from './stages/fileContents.ts';
import { machineOf } from './stages/lasting.ts';
import {
  type MadeNetwork,
  planRecipes,
  recipeRuns,
  type StepTold,
  timeOfTeacher,
} from './stages/recipeSweep.ts';
import { createStageExecutors } from './stages/stageExecutors.ts';
import { createStageKeeper } from './stages/stageKeeper.ts';
import { stageKeys } from './stages/stageKeys.ts';
import { goingOn, unfinishedStages } from './stages/unfinishedStages.ts';
import { sizeOf } from './students/networkSize.ts';
import type { StoredStudent } from './students/students.ts';
import { planStudents } from './students/studentTraining.ts';
import { teacherUse } from './teacherUse.ts';

/**
 * Trains what is left of the sweep, part by part, see `partsOf`; opens what each part needs.
 *
 * A teacher that is right no more often than chance teaches nobody, unless that was allowed or it has taught some runs of the sweep before:
 * of a sweep that varies the teacher those runs fail that would have learned from it, and the others go on.
 *
 * @param anyTeacher also from a teacher that is right no more often than chance
 * @throws ProblemError `teacher-at-chance` where no run of the sweep has another teacher, before any student is trained
 */
export async function runSweep(
  runner: Runner,
  experiment: Experiment,
  { finished, anyTeacher }: { readonly finished: readonly RunRecord[]; readonly anyTeacher: boolean },
  control: TaskControl,
): Promise<'finished' | 'stopped'> {
  const { resources, studentStore, epochWeights, allowed } = runner;
  const all = assignmentsOf(experiment);
  const done = new Set(finished.filter(({ status }) => status === 'finished').map(({ id }) => id));
  const left = all.filter(({ id }) => !done.has(id));
  const link = linkOf(experiment);
  // A sweep that was stopped and goes on still has the students that it had.
  const isDone = ({ experiment: its, assignment }: Pick<StoredStudent, 'experiment' | 'assignment'>) =>
    linkOf(its) === link && done.has(assignment.id);
  studentStore.keepOnly(isDone);
  epochWeights.keepOnly(isDone);
  const told: Told = { total: all.length, before: all.length - left.length, left: left.length, ended: 0 };
  const pacer = createPacer(
    (pace) => runner.post({ type: 'pace', pace }),
    () => control.pausedSeconds,
  );
  const isAlone = partsOf(experiment, all).length === 1;
  const refused: Refused[] = [];
  for (const part of partsOf(experiment, left)) {
    const { dataset } = await resources.openDataset(part.experiment, control);
    // Said before a teacher is trained for nothing.
    if (studentStartOf(part.experiment) === 'file') {
      await resources.studentBase(part.experiment, resources.student(part.experiment).model);
    }
    const teaching = await resources.measureTeacher(part.experiment, control);
    if (anyTeacher) allowed.add(teaching.key);
    const taught = part.assignments.filter((assignment) => usesTeacher(experiment, assignment));
    // Beside other teachers, those that did not use this one finished whatever it is worth.
    const hasTaught = finished.some(
      (run) => partKey(experiment, run.point) === part.key && (isAlone || usesTeacher(experiment, run)),
    );
    const atChance =
      taught.length > 0 && !hasTaught && !allowed.has(teaching.key) ? chanceOf(teaching) : undefined;
    if (atChance && isAlone) throw atChance;
    if (atChance) refused.push({ assignments: taught, reason: atChance });
    const assignments = atChance
      ? part.assignments.filter((assignment) => !taught.includes(assignment))
      : part.assignments;
    if (assignments.length === 0) continue;
    const given = { dataset, teaching, told, pacer, control };
    const opened = await openPart(runner, experiment, { ...part, assignments }, given);
    const status = await playPart(runner, opened, told);
    if (status === 'stopped') return 'stopped';
  }
  const [first] = refused;
  if (first && told.ended + told.before === 0) throw first.reason;
  for (const { assignments, reason } of refused) {
    for (const assignment of assignments) {
      runner.post({ type: 'run-started', ...assignment });
      runner.post({ type: 'run-ended', id: assignment.id, status: 'failed', problem: reason.problem });
    }
  }
  return 'finished';
}

/** Runs whose teacher knows no more than chance, told at the end: until then it may be that there are no others. */
interface Refused {
  readonly assignments: readonly Assignment[];
  readonly reason: ProblemError;
}

/** Undefined of a teacher that knows more than chance, or of which nobody can tell. */
function chanceOf({ card }: MeasuredTeacher): ProblemError | undefined {
  try {
    requireMoreThanChance(card);
    return undefined;
  } catch (thrown) {
    if (thrown instanceof ProblemError) return thrown;
    throw thrown;
  }
}

/** At alpha 1 the teacher has no weight in the loss, whatever it is worth; a stage may have an alpha of its own. */
function usesTeacher(experiment: Experiment, { point }: Pick<Assignment, 'point'>): boolean {
  if (experiment.recipe.length === 0 && experiment.vary.length === 0) return alphaAt(point) < 1;
  const own = applyPoint(experiment, point);
  return stagesIn(own.recipe).some((stage) => isTraining(stage) && labelWeight(stage, alphaAt(point)) < 1);
}

/** How far the sweep is. */
interface Told {
  readonly total: number;
  /** Runs that were there before. */
  readonly before: number;
  readonly left: number;
  ended: number;
}

interface Part {
  readonly key: string;
  /** Of its first point; what the machine, the images and the teacher are made from is the same at the others. */
  readonly experiment: Experiment;
  readonly assignments: readonly Assignment[];
}

/** Runs that have images and teacher in common, in the sweep's order. */
function partsOf(experiment: Experiment, assignments: readonly Assignment[]): readonly Part[] {
  if (experiment.vary.length === 0) return [{ key: partKey(experiment), experiment, assignments }];
  const parts = new Map<string, { key: string; experiment: Experiment; assignments: Assignment[] }>();
  for (const assignment of assignments) {
    const key = partKey(experiment, assignment.point);
    const part = parts.get(key) ?? {
      ...{ key, experiment: applyPoint(experiment, assignment.point) },
      assignments: [],
    };
    part.assignments.push(assignment);
    parts.set(key, part);
  }
  return [...parts.values()];
}

function partKey(experiment: Experiment, point?: Point): string {
  if (experiment.vary.length === 0 || !point) return '';
  return keyOf(applyPoint(experiment, point), ['images', 'shown', 'teacher', 'measure', 'machine']);
}

interface PartGiven {
  readonly dataset: Dataset;
  readonly teaching: MeasuredTeacher;
  readonly told: Told;
  readonly pacer: Pacer;
  readonly control: TaskControl;
}

interface OpenedPart {
  readonly events: ReturnType<typeof sweepOf>;
  readonly teachers: readonly TeacherLogits[];
  /** Given every run that ended, with its epochs. */
  readonly onEnded?: (id: RunId, history: readonly EpochRecord[]) => Promise<void>;
  readonly used: () => TeacherUse;
  dispose(): void | Promise<void>;
}

/** @throws Interrupted when stopped */
async function openPart(
  runner: Runner,
  whole: Experiment,
  part: Part,
  { dataset, teaching, told, pacer, control }: PartGiven,
): Promise<OpenedPart> {
  const { resources, studentStore, post } = runner;
  const { experiment, assignments } = part;
  let compared = 0;
  /** @param share of the run that is done, 0 … 1 */
  const step = (place: Omit<Place, 'kind' | 'runsDone' | 'runsTotal'>, images: number, share: number) => {
    compared += images;
    const runs = { runsDone: told.before + told.ended, runsTotal: told.total };
    pacer.step({ kind: 'student', ...place, ...runs }, images, (told.ended + share) / told.left);
  };
  const origin = { experiment: whole, dataset, teacherTable: teaching.table };
  const common = {
    ...{ experiment, assignments, classes: dataset.classes.length, control },
    capture: experiment.capture === 'on',
    onPreparing: preparing(post),
  };
  const about = (teachers: readonly TeacherLogits[]) => ({
    teachers,
    used: () => teacherUse(compared, teachers, teaching, experiment),
  });
  const { networks: kept, middles } = runner;
  const startsFromFile = ({ point }: Assignment) => studentStartOf(applyPoint(whole, point)) === 'file';
  const contents = await fileContents(
    membersIn(teaching),
    assignments.some(startsFromFile) ? resources.givenStudent : undefined,
  );
  const unfinished = await middles.now();
  const keeper = createStageKeeper(
    await kept.now(),
    machineOf((await resources.openBackend(whole, control)).card, whole),
    unfinished && unfinishedStages(unfinished),
  );
  if (whole.recipe.length > 0 || whole.vary.length > 0) {
    const planned = await planRecipes(resources, experiment, control);
    // What the networks of stages are compared with.
    const milliseconds = await timeOfTeacher(teaching, dataset);
    post({ type: 'teacher', teacher: { ...teaching.card, milliseconds } });
    const executors = createStageExecutors(resources, control);
    const runs = recipeRuns({
      ...{ resources, experiment: whole, control, executors, contents },
      ...{ find: keeper.find, unfinished: keeper.unfinished, onFailed: keeper.ended },
      onStep: (told) => step(...stepOf(told)),
      onStage: async (made) => {
        const student = { ...origin, assignment: made.assignment, ...storedNetwork(made) };
        if (made.isLast) studentStore.put(student);
        await keeper.keep(made);
        if (made.isNew || made.isLast) {
          await kept.whenOpen((networks) => keeper.put(networks, made, student));
        }
        if (made.isNew) await keeper.ended(made.key);
      },
    });
    return {
      events: sweepOf({ ...common, ...planned }, runs),
      ...{ ...about(planned.teachers), dispose: executors.dispose },
    };
  }
  const network = resources.student(experiment);
  const base = await resources.studentBase(experiment, network.model);
  const students = await planStudents(resources, experiment, network.model, base, control);
  const { frozen } = students;
  const isDrawn = network.model.parameters.some(({ name }) => !base?.[name]);
  const { epochs } = experiment;
  const keyOfRun = ({ point, seed }: Assignment) =>
    `one student ${stageKeys(applyPoint(whole, point), seed, true, contents).join()}`;
  return {
    events: sweep({
      ...{ ...common, ...students },
      onStep: ({ id }, epoch, done, steps, images) =>
        step({ id, epoch, epochs, step: done, steps }, images, (epoch - 1 + done / steps) / epochs),
      async middle(assignment) {
        const { from, hooks = [] } = await goingOn(keeper.unfinished(keyOfRun(assignment)));
        const student = { ...origin, assignment, network, ...(frozen ? { frozen } : {}) };
        return { from, hooks: [...hooks, ...runner.epochWeights.watching(student)] };
      },
      // It would fail again from where it stood.
      onFailed: (assignment) => keeper.ended(keyOfRun(assignment)),
      onTrained: async (assignment, parameters) => {
        studentStore.put({
          ...{ ...origin, assignment, network, parameters: await toHost(parameters) },
          ...(frozen ? { frozen } : {}),
        });
        await keeper.ended(keyOfRun(assignment));
      },
    }),
    ...{ ...about(students.teachers), dispose: students.dispose },
    onEnded: async (id, history) => {
      const student = studentStore.find(id);
      const last = history.at(-1);
      if (!student) return;
      const own = applyPoint(whole, student.assignment.point);
      const measures: Quantities = last
        ? { accuracy: last.validation.accuracy, loss: last.validation.loss }
        : {};
      await kept.whenOpen((networks) =>
        keeper.put(
          networks,
          {
            ...{ stage: 0, experiment: own, record: { measures }, made: { history } },
            key: stageKeys(own, student.assignment.seed, isDrawn, contents)[0],
          },
          student,
        ),
      );
    },
  };
}

/** A step's place, its images, and how much of its run is done, by the epochs of the recipe. */
function stepOf({ assignment, experiment, stage, epoch, step, steps, images }: StepTold) {
  const stages = plannedStages(experiment, assignment.point);
  const sum = (some: typeof stages) => some.reduce((epochs, one) => epochs + one.epochs, 0);
  const epochs = stages[stage]?.epochs ?? epoch;
  const share = (sum(stages.slice(0, stage)) + epoch - 1 + step / steps) / sum(stages);
  return [{ id: assignment.id, epoch, epochs, step, steps }, images, share] as const;
}

/** A network of a recipe, as it is kept in memory. */
function storedNetwork({ network, made: { checkpoint } }: MadeNetwork) {
  const { architecture, tensors } = checkpoint;
  const { parameters = 0, bytes = 0, multiplyAdds = 0 } = sizeOf(checkpoint);
  const { architecture: before } = network.own;
  // One that was kept is another object.
  const isWhole = before !== undefined && architectureText(architecture) === architectureText(before);
  const isOther = architecture.family !== before?.family;
  const changed = isOther ? cardOfArchitecture(architecture, undefined) : network.card;
  const card: ModelCard = isWhole
    ? network.card
    : { ...changed, width: undefined, parameters, bytes, multiplyAdds };
  return {
    network: { ...network, ...network.instead(build(architecture)), card },
    parameters: tensors,
  };
}

/** Tells the part's events as they come. */
async function playPart(
  { resources, post }: Runner,
  { events, teachers, used, dispose, onEnded }: OpenedPart,
  told: Told,
): Promise<'finished' | 'stopped'> {
  /** Of the run under way. */
  let history: EpochRecord[] = [];
  try {
    for (;;) {
      const { value, done } = await events.next();
      if (done) {
        await Promise.all(teachers.map((teacher) => teacher.settle?.()));
        // Only now: a sweep that broke off on a faulty device may have read anything.
        await resources.keepLogits();
        post({ type: 'teacher-use', use: used() });
        return value;
      }
      const { assignment, ...event } = value;
      if (event.type === 'run-started') post({ type: 'run-started', ...assignment });
      else {
        const { id } = assignment;
        if (event.type === 'epoch') history.push(event.record);
        if (event.type === 'run-ended') {
          told.ended++;
          await onEnded?.(id, history);
          history = [];
        }
        post({ ...event, id });
      }
    }
  } finally {
    await dispose();
  }
}
