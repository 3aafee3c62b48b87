/**
 * Flags that nothing reads beside the other settings. They are refused: who gives one means something by it, and would learn from
 * the numbers alone, if at all, that it was not done.
 */
import type { Experiment, FieldName } from '../shared/experiment.ts';
import type { Event } from '../shared/protocol.ts';
import type { DatasetSummary, TeacherCard } from '../shared/records.ts';
import { isRelevant } from '../shared/relevance.ts';
import { flagOf } from './flagName.ts';

/** What is known of an order beside its experiment: before anything is opened, nothing of its dataset and its teacher. */
export interface Facts {
  readonly task: 'sweep' | 'teacher';
  readonly dataset?: DatasetSummary | undefined;
  readonly teacher?: TeacherCard | undefined;
}

interface Reason {
  /** Follows “has no effect, as ”. */
  readonly why: string;
  /** Follows “Leave it out, or ”; absent where nothing else helps. */
  readonly or?: string;
}

/** What trains students alone. */
const ofStudents: ReadonlySet<FieldName> = new Set([
  ...(['student', 'studentWidth', 'studentImageSize', 'studentStart', 'studentFreeze'] as const),
  ...(['similarity', 'temperature', 'alphas', 'runs', 'epochs', 'recipe', 'vary'] as const),
]);

/** Which a form shows beside a note, or for its other uses, and which do nothing here all the same. */
function isIdle(name: FieldName, { dataset, similarity, backend }: Experiment): boolean {
  switch (name) {
    case 'temperature':
      return similarity === 'mse';
    case 'centreCrop':
      return dataset === 'insects';
    case 'capture':
      return backend === 'wasm' || backend === 'cpu';
    default:
      return false;
  }
}

const noTraining = ({ teacher }: Experiment): Reason =>
  teacher === 'file'
    ? { why: 'the teacher’s file is used as it is', or: 'train a new head for it with --teacher-head new' }
    : {
        why: 'the teacher is there already and is not trained here',
        or: `name a network to train, such as --teacher resnet20`,
      };

function reasonOf(name: FieldName, experiment: Experiment, { task, dataset, teacher }: Facts): Reason {
  if (task === 'teacher' && ofStudents.has(name)) {
    return { why: '--teacher-only trains no students', or: 'leave out --teacher-only' };
  }
  const { schedule, similarity, backend } = experiment;
  const fromFile = experiment.teacher === 'file';
  switch (name) {
    case 'trainImages':
    case 'validationImages':
      return { why: 'all images of a folder are used' };
    case 'validationShare':
      return dataset?.split.kind === 'given'
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
    case 'centreCrop':
      return { why: 'insects are drawn to fill their picture', or: 'give a folder with --data-dir' };
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
    case 'teacherHead':
      return {
        why: 'only a teacher from a file has a head to be replaced',
        or: 'give one with --teacher-file',
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
    case 'stepSize':
    case 'gamma':
      return { why: `the schedule is ${schedule}`, or: 'choose --schedule step' };
    case 'temperature':
      return {
        why: `--similarity ${similarity} compares logits as they are`,
        or: 'choose another, such as --similarity kl',
      };
    case 'capture':
      return { why: `on --backend ${backend} no step is recorded`, or: 'choose --backend webgpu or auto' };
    default:
      return { why: 'the other settings leave nothing for it to do' };
  }
}

const hasSay = (name: FieldName, experiment: Experiment, { task, dataset, teacher }: Facts) =>
  isRelevant(name, experiment, dataset, teacher) &&
  !isIdle(name, experiment) &&
  !(task === 'teacher' && ofStudents.has(name));

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
    if ([experiment, ...others].some((one) => hasSay(name, one, facts))) continue;
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
  let dataset: DatasetSummary | undefined;
  let teacher: TeacherCard | undefined;
  return (event) => {
    if (event.type === 'dataset') dataset = event.dataset;
    if (event.type === 'teacher') teacher = event.teacher;
    // Before a teacher's file is opened, the dataset is, with a teacher that stands in for it.
    if (event.type !== 'ready' || event.experiment.teacher !== experiment.teacher) return undefined;
    return flagWithoutEffect(given, event.experiment, { task, dataset, teacher });
  };
}
