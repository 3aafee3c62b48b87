/**
 * Flags that nothing reads beside the other settings. They are refused: who gives one means something by it, and would learn from
 * the numbers alone, if at all, that it was not done.
 */

import type { Event } from '../protocol/protocol.ts';
import { decidedThings, type Facts as KnownFacts } from '../spec/decides.ts';
import type { Experiment, FieldName } from '../spec/experiment.ts';
import { matters } from '../spec/keys.ts';
import { teachersOf } from '../spec/teachers/teachersOf.ts';
import { flagOf } from './flagName.ts';

/** What is known of an order beside its experiment: before anything is opened, nothing of its dataset and its teacher. */
export interface Facts extends KnownFacts {
  readonly task: 'sweep' | 'teacher';
}

interface Reason {
  /** Follows “has no effect, as ”. */
  readonly why: string;
  /** Follows “Leave it out, or ”; absent where nothing else helps. */
  readonly or?: string;
}

/** What there is without students. */
const besideStudents = decidedThings.filter(
  (thing) => thing !== 'network' && thing !== 'start' && thing !== 'student' && thing !== 'extent',
);

const hasEffect = (name: FieldName, experiment: Experiment, { task, ...known }: Facts) =>
  matters(name, experiment, known, task === 'teacher' ? besideStudents : decidedThings);

const noTraining = ({ teacher }: Experiment): Reason =>
  teacher === 'file'
    ? { why: 'the teacher’s file is used as it is', or: 'train a new head for it with --teacher-head new' }
    : {
        why: 'the teacher is there already and is not trained here',
        or: `name a network to train, such as --teacher resnet20`,
      };

function reasonOf(name: FieldName, experiment: Experiment, facts: Facts): Reason {
  const { task, split, teacher } = facts;
  if (task === 'teacher' && hasEffect(name, experiment, { ...facts, task: 'sweep' })) {
    return { why: '--teacher-only trains no students', or: 'leave out --teacher-only' };
  }
  const { schedule, similarity, backend } = experiment;
  const fromFile = experiment.teacher === 'file';
  switch (name) {
    case 'trainImages':
    case 'validationImages':
      return { why: 'all images of a folder are used' };
    case 'validationShare':
      return split === 'given'
        ? {
            why: 'the folder has validation images of its own',
            or: 'give one folder of classes to be divided',
          }
        : { why: 'insects are drawn, not divided', or: 'give a folder with --data-dir' };
    case 'views':
      return {
        why: `--augmentation ${experiment.augmentation} has few views as it is`,
        or: 'choose --augmentation flip-shift or crop',
      };
    case 'teacherWidth':
      return fromFile ? { why: 'a file of weights has a width of its own' } : noTraining(experiment);
    case 'teacherImages':
      return experiment.dataset !== 'insects' || fromFile
        ? { why: 'the teacher learns from the images that the students see' }
        : noTraining(experiment);
    case 'teacherEpochs':
    case 'teacherRate':
      return noTraining(experiment);
    case 'teacherFreeze':
      return teacher?.name === 'foreign'
        ? { why: 'a tfjs or ONNX teacher is frozen whole' }
        : {
            why: 'only under a new head is a file’s network trained',
            or: 'add --teacher-file and --teacher-head new',
          };
    case 'teacherOrder':
      return fromFile
        ? { why: 'a new head has the order of these classes' }
        : { why: 'only a teacher from a file may have another order', or: 'give one with --teacher-file' };
    case 'teacherInput':
      return fromFile
        ? {
            why: `the teacher’s file says what it takes for pixels${teacher?.takes ? ` (${teacher.takes})` : ''}`,
          }
        : { why: 'only a teacher from a file may take other pixels', or: 'give one with --teacher-file' };
    case 'distilToken':
      return { why: 'the student has no class token', or: 'choose one that has, such as --student vit-tiny' };
    case 'similarity':
      return {
        why: '--distil-token hard learns the class that the teacher finds likeliest',
        or: 'choose --distil-token soft',
      };
    case 'confidence':
      return {
        why: `--similarity ${similarity} learns from every image, however sure of it a network is`,
        or: 'choose --similarity pseudo-labels or fixmatch',
      };
    case 'teachersNu':
      return {
        why: 'it bounds the weights of several teachers',
        or: 'combine them with --teachers-together aekd',
      };
    case 'teacherWeight':
    case 'teachersTogether':
    case 'moreTeachers':
      return { why: 'there is one teacher', or: 'name another with a second --teacher or --teacher-file' };
    case 'teacherHead':
      return {
        why: 'only a teacher from a file has a head to be replaced',
        or: 'give one with --teacher-file',
      };
    case 'studentWidth':
    case 'studentImageSize':
    case 'studentStart':
      return {
        why: 'a copy of the teacher has the teacher’s network, weights and images',
        or: 'choose another --student',
      };
    case 'studentFreeze':
      return {
        why: 'students that start new have nothing that was trained before',
        or: 'let them start from something: --student-start teacher, or --student-file FILE',
      };
    case 'backboneRate':
      return {
        why: 'nothing that was trained before is trained on',
        or: 'let some of it be, by --student-freeze or --teacher-freeze none or stage',
      };
    case 'dropout':
    case 'dropPath':
      return {
        why: `a ${experiment.student} leaves nothing out in training`,
        or: 'choose another --student, such as a transformer',
      };
    case 'stepSize':
    case 'gamma':
      return { why: `the schedule is ${schedule}`, or: 'choose --schedule step' };
    case 'temperature':
      return {
        why: `--similarity ${similarity} compares logits as they are`,
        or: 'choose another, such as --similarity kl',
      };
    case 'distilImages':
      return {
        why: 'students see no images beside the training images',
        or: 'give a folder with --distil-dir, or choose --distil-on unlabelled',
      };
    case 'hintWeight':
      return { why: `--similarity ${similarity} has no hint`, or: 'choose --similarity fitnet' };
    case 'auxiliaryWeight':
      return {
        why: `--similarity ${similarity} has no auxiliary classifiers`,
        or: 'choose --similarity self-distillation',
      };
    case 'featureWeight':
    case 'featureForm':
    case 'featureBeside':
    case 'featureWeighting':
    case 'featureControl':
      return {
        why: `--similarity ${similarity} compares no features or relations`,
        or: 'choose one that does, such as --similarity at',
      };
    case 'capture':
      return { why: `on --backend ${backend} no step is recorded`, or: 'choose --backend webgpu or auto' };
    default:
      return { why: 'the other settings leave nothing for it to do' };
  }
}

/**
 * @param given fields that a flag of the command line names, with the flag as it was spelt
 * @param experiment as it stands
 * @param others what it may become once files are opened
 * @returns a sentence about the first that has no effect in any; undefined where all have one, or may have
 */
export function flagWithoutEffect(
  given: ReadonlyMap<FieldName, string>,
  experiment: Experiment,
  facts: Facts,
  others: readonly Experiment[] = [],
): string | undefined {
  for (const [name, flag] of given) {
    if ([experiment, ...others].some((one) => hasEffect(name, one, facts))) continue;
    const { why, or } = reasonOf(name, experiment, facts);
    const spelt = flag.replaceAll('_', '-') === flagOf(name) ? flag : `${flag} (${flagOf(name)})`;
    return `${spelt} has no effect, as ${why}. Leave it out${or ? `, or ${or}` : ''}.`;
  }
  return undefined;
}

interface Asked {
  readonly task: Facts['task'];
  readonly experiment: Experiment;
  readonly given: ReadonlyMap<FieldName, string>;
}

/** Told what happens, says which flag has no effect once dataset and teacher are open; undefined as long as none is known. */
export function createEffectWatch({ task, experiment, given }: Asked): (event: Event) => string | undefined {
  let split: Facts['split'];
  let teacher: Facts['teacher'];
  return (event) => {
    if (event.type === 'dataset') split = event.dataset.split.kind;
    if (event.type === 'teacher') teacher = event.teacher;
    // Before a teacher's file is opened, the dataset is, with a teacher that stands in for it.
    if (event.type !== 'ready') return undefined;
    const names = (one: Experiment) =>
      teachersOf(one)
        .map((spec) => spec.teacher)
        .join();
    if (names(event.experiment) !== names(experiment)) return undefined;
    return flagWithoutEffect(given, event.experiment, { task, split, teacher });
  };
}
