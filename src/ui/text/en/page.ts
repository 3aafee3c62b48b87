/**
 * Every sentence of the page's frame in English, but for what comes with its data: field words (spec/experiment.ts), problems,
 * notices and the backend's reason. Another language is another object of this shape.
 */

import type { Stage } from '../../../protocol/protocol.ts';
import type { TeacherSource } from '../../../protocol/records.ts';
import type {
  AugmentationName,
  BackendChoice,
  CaptureChoice,
  DistilOn,
  FeatureCompany,
  FeatureControl,
  FeatureForm,
  FeatureWeighting,
  FreezeName,
  InputScale,
  KernelsChoice,
  MemoryName,
  StudentStart,
  TeacherHead,
  TeacherOrder,
} from '../../../spec/choices.ts';
import type { FieldGroup } from '../../../spec/fields.ts';
import type { UnfinishedSweep } from '../../../state/lab/labState.ts';
import { grouped, plain } from '../numbers.ts';

const plural = (count: number, one: string, many: string) => `${grouped(count)} ${count === 1 ? one : many}`;

const augmentations: Record<AugmentationName, string> = {
  none: 'None',
  flip: 'Mirror image',
  'flip-shift': 'Mirror image and shift',
  crop: 'Mirror image and random crop',
};
const distilOn: Record<DistilOn, string> = {
  training: 'Training images',
  'with-unlabelled': 'Training and unlabelled images',
  unlabelled: 'Unlabelled images alone',
  other: 'Another dataset’s images',
  'held-out': 'A held-out half',
  'gaussian-noise': 'Gaussian noise',
  'uniform-noise': 'Uniform noise',
};
const backends: Record<BackendChoice, string> = {
  auto: 'Automatic',
  webgpu: 'WebGPU',
  wasm: 'WebAssembly',
  cpu: 'JavaScript',
};
const kernels: Record<KernelsChoice, string> = { ours: 'The lab’s own', stock: 'Stock tfjs' };
const captures: Record<CaptureChoice, string> = { on: 'On', off: 'Off' };
const memories: Record<Exclude<MemoryName, 'keep'>, string> = { recompute: 'Recompute' };
const transfer: Record<
  Exclude<TeacherHead | TeacherOrder | FreezeName | StudentStart | InputScale, 'none'>,
  string
> = {
  given: 'As given',
  best: 'The best found',
  keep: 'Keep',
  new: 'New',
  teacher: 'From the teacher’s layers',
  file: 'From a file',
  stage: 'All but the last stage',
  head: 'All but the head',
  'head-batch-norm': 'All but head and batch statistics',
  'minus-one-to-one': '−1 to 1',
  'zero-to-one': '0 to 1',
  imagenet: 'ImageNet’s mean and deviation',
  bytes: 'Bytes, 0 to 255',
};
const features: Record<
  Exclude<FeatureForm | FeatureCompany | FeatureWeighting | FeatureControl, 'none'>,
  string
> = {
  default: 'Default',
  repdistiller: 'RepDistiller',
  mdistiller: 'mdistiller',
  torchdistill: 'torchdistill',
  'kd-lib': 'KD_Lib',
  paper: 'The paper’s',
  bilinear: 'Bilinear kernel',
  'row-kl': 'KL',
  'squared-error': 'MSE',
  kd: 'KL of logits',
  alone: 'Nothing',
  fixed: 'As published',
  'as-long-as-labels': 'As long as the labels’ gradient',
  'random-teacher': 'A random teacher',
  'shuffled-pairs': 'Shuffled pairs',
  'adapter-alone': 'The adapter alone',
};
/** Where one name means another thing in another setting: setting and choice. */
const own = { 'student.teacher': 'A copy of the teacher' };
const groups: Record<FieldGroup, string> = {
  data: 'Data',
  teacher: 'Teacher',
  teachers: 'Further teachers',
  student: 'Student',
  objective: 'Objective',
  recipe: 'Recipe',
  sweep: 'Sweep',
  training: 'Training',
  machine: 'Machine',
};
const teacherSources: Record<TeacherSource, string> = {
  shipped: 'shipped with the lab',
  trained: 'trained here',
  saved: 'saved in this browser',
  file: 'from a file',
};
const stages: Record<Stage, (total: number) => string> = {
  backend: () => 'Starting the backend',
  dataset: () => 'Reading images',
  teacher: () => 'Measuring the teacher',
  'teacher-logits': () => 'Asking the teacher about every image',
  'teacher-images': () => 'Drawing the teacher’s images',
  'preparing-kernels': (kernels) => `Preparing ${plural(kernels, 'kernel', 'kernels')}`,
};

export const en = {
  /** Of choices that are not declared in `spec/`; see `labelled`. */
  choices: {
    ...augmentations,
    ...distilOn,
    ...backends,
    ...kernels,
    ...captures,
    ...memories,
    ...transfer,
    ...features,
    ...own,
  } as Record<string, string>,
  /** An alpha's name wherever it is drawn: what it is where it is 1. */
  alphaName: (alpha: string, alone: boolean) => (alone ? `α ${alpha}, alone` : `α ${alpha}`),
  groups,
  stages,
  shell: {
    name: 'Distillation Lab',
    skip: 'Skip to the results',
    skipTo: (view: string) => `Skip to ${view}`,
    tabs: {
      bench: 'Bench',
      temperature: 'Temperature',
      networks: 'Networks',
      data: 'Data',
      runs: 'Runs',
      lessons: 'Lessons',
    },
    views: 'Views',
    toLight: 'Switch to the light theme',
    toDark: 'Switch to the dark theme',
    language: 'Language',
    loading: 'Loading',
    dismiss: 'Dismiss',
    close: 'Close',
    settings: 'Settings',
    experiment: 'Experiment',
  },
  backend: {
    opening: 'Starting',
    closed: 'None open',
    button: (label: string) => `Backend: ${label}`,
    software: 'Its graphics are computed by the processor, which is slow.',
    choose: 'Train with',
    busy: 'It can be changed when training has ended.',
  },
  share: {
    button: 'Share',
  },
  still: {
    title: 'The still',
    teacher: 'Teacher',
    student: 'Student',
    parameters: 'parameters',
    bytes: 'size',
    multiplyAdds: 'multiply-adds',
    accuracy: 'accuracy',
    unmeasured: 'not measured',
    ownChannels: (family: string) => `${family}, other channels`,
    source: teacherSources,
    smaller: (ratio: string) => `${ratio}× smaller`,
    larger: (ratio: string) => `${ratio}× larger`,
    same: 'as large as the teacher',
    lastNetwork: (remark: string) => `${remark}, as the recipe left it`,
    flame: (temperature: string) => `T ${temperature}`,
    noFlame: 'no T',
    mark: 'teacher',
    dropIs: (steps: number) => `one drop is ${plural(steps, 'step', 'steps')}`,
    clamped: (what: 'student' | 'teacher', ratio: string) =>
      `To scale the ${what} would be too small to see; it is drawn ${ratio}× too wide.`,
    ofAlpha: (alpha: string, runs: number) =>
      `α ${alpha}, ${runs === 1 ? 'one run' : `mean of ${grouped(runs)}`}`,
    ofRun: (alpha: string, run: number) => `α ${alpha}, run ${run}`,
    describeTeacher: (name: string, parameters: string, accuracy: string) =>
      `Above, the teacher: ${name}, ${parameters} parameters, accuracy ${accuracy}.`,
    describeFlame: (temperature: string) => `Under it, a flame for temperature ${temperature}.`,
    describeStudent: (name: string, parameters: string, ratio: string) =>
      `Below, the student: ${name}, ${parameters} parameters, ${ratio}.`,
    describeLevel: (share: string) => `Its level stands at ${share} of the teacher’s accuracy.`,
    describeEmpty: 'It is empty: nothing has been measured yet.',
    describeOpening: 'The still is being set up.',
  },
  form: {
    help: 'Point at a setting to read what it does.',
    recipe: 'Recipe…',
    more: 'More settings',
    reset: 'Back to the defaults',
    keeps: (given: string, allowed: string, kept: string) => `${given} is not ${allowed}. ${kept} stays.`,
    slider: (label: string) => `${label}, slider`,
    insects: 'Insects',
    folderMissing: 'A folder that is not here',
    openFolder: 'Open a folder…',
    openFolderShort: 'Open…',
    teacherGone: 'A saved teacher that is not here',
    trainTeacher: 'Train teacher',
    saveTeacher: 'Save',
    saveTeacherLong: 'Save the teacher in this browser',
    forgetTeacher: 'Forget',
    forgetTeacherLong: 'Forget this saved teacher',
    openTeacher: 'Open…',
    openTeacherLong: 'Open a teacher: safetensors, PyTorch, ONNX, or model.json with its weight files',
    savedLabel: (name: string, dataset: string, accuracy: string) => `${name} on ${dataset}, ${accuracy}`,
    teacherCurve: (first: string, last: string) => `Teacher’s validation accuracy, from ${first} to ${last}`,
    noTemperature: 'Not used by this similarity.',
    deitAlpha: 'CE of the class token’s head, the rest of the distillation token’s. DeiT’s α is 1 − α.',
    andMore: (count: number) => `and ${plural(count, 'more alpha', 'more alphas')}`,
    alphaMark: (alpha: string) => `Alpha ${alpha}; Delete removes it`,
    loss: 'loss',
    alphaAdd: 'Add an alpha',
    alphaEnds: { distilled: 'teacher only', alone: 'labels only' },
  },
  run: {
    run: (students: number) => `Run ${plural(students, 'student', 'students')}`,
    running: (run: number, total: number) => `Run ${run} of ${total}`,
    trainingTeacher: 'Training the teacher',
    opening: 'Getting ready',
    ready: (alphas: number, runs: number, epochs: number) =>
      `Ready: ${plural(alphas, 'alpha', 'alphas')} × ${plural(runs, 'run', 'runs')}, ${plural(epochs, 'epoch', 'epochs')} each.`,
    blocked: 'It cannot run as it stands.',
    lost: 'The browser lost the GPU: start again, and it is opened anew.',
    done: (students: number, time: string | undefined) =>
      `${plural(students, 'student', 'students')} trained${time ? ` in ${time}` : ''}.`,
    doneChanged: 'The results shown belong to the settings before your last change.',
    stoppedAt: (done: number, total: number, failed: number) =>
      `${done} of ${plural(total, 'student', 'students')} trained${failed > 0 ? `, ${failed} failed: the reasons stand below the table` : ''}.`,
    notAsked: (answers: number, saved: string | undefined) =>
      `The teacher was not asked again: its ${grouped(answers)} answers were kept${saved ? `, which saved about ${saved}` : ''}.`,
    asked: (images: number, answers: number, saved: string | undefined) =>
      `The teacher looked at ${plural(images, 'image', 'images')} for ${grouped(answers)} answers${saved ? `; keeping them saved about ${saved}` : ''}.`,
    storedLogits: (teacher: string, passes: number, bytes: string) =>
      `${teacher}: ${plural(passes, 'pass', 'passes')} saved, ${bytes} of logits stored.`,
    where: (run: number, total: number) => `run ${run} of ${total}`,
    epoch: (epoch: number, epochs: number) => `epoch ${epoch} of ${epochs}`,
    step: (step: number, steps: number) => `step ${step} of ${steps}`,
    speed: (images: number) => `${grouped(Math.round(images))} images/s`,
    left: (time: string) => `${time} left`,
    progress: 'Progress of the training',
    pause: 'Pause',
    resume: 'Resume',
    stepEpoch: 'One epoch',
    stepEpochLong: 'Train to the end of this epoch, then pause',
    stop: 'Stop',
    stopping: 'Stopping',
    paused: 'Paused',
    milestones: {
      started: (total: number) => `Training of ${plural(total, 'student', 'students')} has begun.`,
      part: (done: number, total: number) => `${done} of ${total} students are trained.`,
      teacher: 'Training of the teacher has begun.',
      paused: 'Training is paused.',
      resumed: 'Training goes on.',
      done: 'Training has ended; the results are shown.',
      ready: 'The lab is ready.',
      blocked: 'The experiment cannot run as it stands.',
    },
  },
  notices: {
    title: (count: number) =>
      plural(count, 'setting was not taken as given', 'settings were not taken as given'),
    item: (given: string, allowed: string, used: string) =>
      `was ${given}; allowed: ${allowed}; used: ${used}.`,
    unfinished: (done: number, total: number, alphas: UnfinishedSweep['alphas']) =>
      `${done} of the ${total} students of this experiment are trained already. ${alphas
        .map((one) => `α ${plain(one.alpha)}: ${grouped(one.done)}`)
        .join('; ')}. Discarding them deletes their curves in Runs too.`,
    startAgain: 'Start again',
    continue: 'Continue with the rest',
    discard: 'Discard them',
    discarded: (done: number) => `Deleted: ${plural(done, 'student', 'students')}, with the curves in Runs.`,
    advice: 'Worth knowing',
  },
  /** The classes of the built-in dataset; those of people's own folders stand as they are. */
  species: {
    ant: 'ant',
    bee: 'bee',
    beetle: 'beetle',
    butterfly: 'butterfly',
    cricket: 'cricket',
    fly: 'fly',
    ladybird: 'ladybird',
    moth: 'moth',
    termite: 'termite',
    wasp: 'wasp',
  } as Record<string, string>,
  document: {
    description:
      'Distil a big image classifier into a small one on your own GPU, in this page, and see why it works. Nothing is installed or uploaded.',
  },
  data: {
    title: 'Data',
    drop: 'Drop a folder of images or a teacher’s files, and they are read here. Nothing leaves this computer.',
    intro:
      'A folder with train/class/… and val/class/…, or with class/… alone. Nothing leaves this computer.',
    reading: (done: number, total: number) =>
      total > 0 ? `Reading image ${grouped(done)} of ${grouped(total)}` : 'Reading images',
    none: 'No dataset yet.',
    classes: 'Classes',
    className: 'Class',
    train: 'Training',
    validation: 'Validation',
    samples: 'Samples',
    size: 'Image size',
    memory: 'Memory',
    split: 'Split',
    splitGiven: 'as the folder gives it',
    splitInsects: 'training and validation are drawn from separate streams of the seed',
    splitDrawn: (share: string) => `${share} of each class kept for validation, drawn from the seed`,
    rejected: (count: number) => plural(count, 'file was left out', 'files were left out'),
    rejectedNone: 'Every file was read.',
    path: 'File',
    reason: 'Reason',
    untitled: 'folder',
  },
};

export type Text = typeof en;
