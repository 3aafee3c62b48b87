/**
 * What a sweep trains, and on what: the whole student on images, or its head on features where all else stays as it is.
 */

import type { Random } from '../../base/random.ts';
import type { Model } from '../../engine/families/model.ts';
import { type HostParameters, toDevice } from '../../engine/layers/hostParameters.ts';
import { initialise } from '../../engine/layers/initialise.ts';
import type { Parameters } from '../../engine/layers/parameters.ts';
import type { TaskControl } from '../../engine/training/control.ts';
import type { TrainingData } from '../../engine/training/executors/stepper.ts';
import type { TeacherLogits } from '../../engine/training/teacherLogits.ts';
import { freezing } from '../../engine/transfer/freezing.ts';
import { problem } from '../../lang/problem.ts';
import { words } from '../../lang/sentence.ts';
import type { Experiment } from '../../spec/experiment.ts';
import type { Resources } from '../resources/resources.ts';
import { type StudentHead, studentHead } from './studentHead.ts';

export interface StudentsTraining extends Pick<TrainingData, 'source' | 'validation'> {
  readonly model: Model;
  readonly teachers: readonly TeacherLogits[];
  readonly initial: (stream: Random) => Parameters;
  /** Weights that no run changes and that `model` does not have. */
  readonly frozen?: HostParameters;
  dispose(): void;
}

/**
 * @param whole the student for the dataset
 * @param base what every run starts from, see `openStudentBase`
 * @throws Interrupted when stopped
 */
export async function planStudents(
  resources: Resources,
  experiment: Experiment,
  whole: Model,
  base: HostParameters | undefined,
  control: TaskControl,
): Promise<StudentsTraining> {
  const { validation } = await resources.measureTeacher(experiment, control);
  const { studentFreeze, backboneRate } = experiment;
  const source = resources.trainSource(experiment);
  const model = base ? freezing(whole, studentFreeze, backboneRate) : whole;
  if (base) requireStart(model, base);
  const head =
    base && studentFreeze === 'head'
      ? await studentHead(resources, experiment, { model: whole, tensors: base }, experiment, control)
      : undefined;
  if (base && head) return headAlone(head, base);
  return {
    ...{ model, source, validation },
    teachers: await resources.teacherLogits(experiment, control),
    initial: (stream) => startingFrom(whole, base, stream),
    dispose: () => undefined,
  };
}

/** Random weights that nothing ever moves would be in the way of everything that is trained above them. */
function requireStart(model: Model, base: HostParameters): void {
  const drawn = model.parameters.filter(({ name, role }) => role === 'frozen' && !base[name]);
  if (drawn.length === 0) return;
  throw problem(
    'student-start',
    words`${drawn.length} of the student’s tensors are to stay fixed but have no counterpart in the teacher (${drawn[0]?.name ?? ''} is one), so they would stay random.`,
    'Let all of the student be trained (Student freezing: none), or choose a student whose layers are all like the teacher’s.',
  );
}

/** What `base` has, and the rest drawn. */
function startingFrom(model: Model, base: HostParameters | undefined, stream: Random): Parameters {
  const drawn = model.parameters.filter(({ name }) => !base?.[name]);
  return { ...toDevice(base ?? {}), ...initialise(drawn, stream) };
}

/** The head alone: what `base` has of it, and the rest drawn. */
function headAlone(head: StudentHead, base: HostParameters): StudentsTraining {
  const { model, source, validation, teachers } = head;
  const names = new Set(model.parameters.map(({ name }) => name));
  const isOfHead = ([name]: readonly [string, unknown]) => names.has(name);
  const own = Object.entries(base);
  const start = Object.fromEntries(own.filter(isOfHead));
  return {
    ...{ model, source, validation, teachers },
    initial: (stream) => startingFrom(model, start, stream),
    frozen: Object.fromEntries(own.filter((entry) => !isOfHead(entry))),
    dispose: () => validation.dispose(),
  };
}
