/**
 * What the page and the worker say to each other. The page posts `Command`s; the worker answers with `Event`s.
 * A command with a `request` number is a question: exactly one `answer` or `refusal` with that number comes back.
 */

import type { DatabaseTroubles } from '../base/databaseTroubles.ts';
import type { Problem } from '../lang/problem.ts';
import type { ExportFormat } from '../spec/choices.ts';
import type { Experiment } from '../spec/experiment.ts';
import type { Assignment } from './assignments.ts';
import type { ChannelPlan, ChannelPlanAsked } from './channelPlan.ts';
import type { ExportedNetwork, ExportSnippet } from './exportedNetwork.ts';
import type { ImagePredictions } from './imagePredictions.ts';
import type { InferenceTimes } from './inferenceTimes.ts';
import type { ExportedFamily, ImportReport, KeptNetworks } from './keptNetworks.ts';
import type { LayerRanks, LayerRanksAsked } from './layerRanks.ts';
import type { LayerSensitivityAsked, SensitivityScan } from './layerSensitivity.ts';
import type { LayerWeights } from './layerWeights.ts';
import type { NetworkInside } from './networkInside.ts';
import type { Quantities } from './quantityNames.ts';
import type {
  BackendCard,
  DatasetSummary,
  EpochRecord,
  MemoryStated,
  ModelCard,
  RunRecord,
  RunStatus,
  SavedTeacher,
  SquarePicture,
  StageRecord,
  TeacherCard,
  TeacherEpochRecord,
  TeacherUse,
  Thumbnail,
} from './records.ts';
import type { RunId, RunName } from './runId.ts';
import type { RuntimeTimes } from './runtimeTimes.ts';
import type { AttentionSeen, KernelsSeen, SeenInsideAsked } from './seen/seenInside.ts';
import type { StagePreview, StagePreviewAsked } from './stagePreview.ts';
import type { WhoPays, WhoPaysAsked } from './whoPays.ts';

/** A file that someone dropped, picked, or named on the command line. `path` is relative, with forward slashes. */
export interface GivenFile {
  readonly path: string;
  readonly blob: Blob;
}

export interface GivenFolder {
  readonly label: string;
  readonly files: readonly GivenFile[];
  /** Paths, as files have them, of folders that hold nothing, where they are known: a class may be among them. */
  readonly emptyFolders?: readonly string[];
  /** Its images are there for students to see, without labels, beside the dataset that the experiment names. */
  readonly toDistilOn?: true;
}

export type Command =
  /** Make ready for `experiment`: backend, dataset, teacher, sizes. Cheap where nothing changed; nothing is trained. */
  | { readonly type: 'prepare'; readonly experiment: Experiment }
  /** Read a dropped folder; it becomes the dataset that `experiment.dataset` names by fingerprint. */
  | ({ readonly type: 'load-folder'; readonly experiment: Experiment } & GivenFolder)
  /**
   * Train the sweep. `finished` runs (from an earlier visit) are not trained again. `anyTeacher`: also from a teacher that is
   * right no more often than chance, then and as long as the worker lives; see `requireMoreThanChance`.
   */
  | {
      readonly type: 'run';
      readonly experiment: Experiment;
      readonly finished: readonly RunRecord[];
      readonly anyTeacher?: true;
    }
  | { readonly type: 'train-teacher'; readonly experiment: Experiment }
  | { readonly type: 'pause' }
  | { readonly type: 'resume' }
  /** Train to the end of the current epoch, then pause; starts the sweep's next epoch when paused. */
  | { readonly type: 'step-epoch' }
  | { readonly type: 'stop' }
  | ({ readonly request: number } & Question);

/** A kind of question: what is said with it, and what the answer is. */
interface Asks<Given extends object, Answer> {
  readonly given: Given;
  readonly answer: Answer;
}

/** Of weights that somebody gave. */
interface GivenWeights {
  readonly name: string;
  readonly blob: Blob;
  readonly experiment: Experiment;
}

interface OfTeacher {
  /** Which of the experiment's teachers, from 0; the first unless given. */
  readonly place?: number;
}

/** By their type, which is all that a question without more is. */
export interface Questions {
  /** One validation image with everybody's logits. */
  example: Asks<{ readonly index: number }, Example>;
  /** A picture that is in no dataset with everybody's logits; with those of kept networks `of` these ids, in place of the students'. */
  'look-at': Asks<{ readonly picture: GivenPicture; readonly of?: readonly string[] }, Seen>;
  /** Where a network's tokens attend to in a picture, or the kernels of its involutions; undefined where it has neither. */
  'seen-inside': Asks<SeenInsideAsked, AttentionSeen | KernelsSeen | undefined>;
  /** Validation pictures `from` … `from + count − 1`. */
  pictures: Asks<{ readonly from: number; readonly count: number }, readonly Thumbnail[]>;
  /**
   * The teacher's logits of the validation images, once, for whatever a page wants of them at any temperature; undefined while
   * there is no teacher.
   */
  'teacher-table': Asks<object, TeacherTable | undefined>;
  /**
   * What each teacher says of every validation image by itself and, of a student, what it says and how far it is from each; undefined while
   * they are not measured.
   */
  'teachers-apart': Asks<{ readonly student?: RunId }, TeachersApart | undefined>;
  /**
   * Which of this experiment's students are in memory, with their weights, where its dataset is the one that is open. Those of an
   * earlier visit that the browser kept are put there first, once the teacher is measured.
   */
  students: Asks<{ readonly experiment: Experiment }, readonly RunName[]>;
  /** What a student, and the teacher that it had, say of every validation image. */
  predictions: Asks<{ readonly id: RunId }, Predictions>;
  'model-card': Asks<{ readonly experiment: Experiment }, ModelCard>;
  /** The final weights of a student, or of the teacher, as a safetensors file. */
  'export-student': Asks<{ readonly id: RunId }, Uint8Array<ArrayBuffer>>;
  'export-teacher': Asks<OfTeacher, Uint8Array<ArrayBuffer>>;
  /**
   * A teacher's logits of all views of the training images and of the validation images, as a safetensors file; the teacher is run
   * for those that are not stored. Refused where every view is new.
   */
  'export-logits': Asks<OfTeacher, Uint8Array<ArrayBuffer>>;
  /** The program that builds either in PyTorch and loads that file, `….safetensors`. */
  'torch-program': Asks<
    { readonly of: RunId | { readonly teacher: number }; readonly file: string },
    ExportSnippet
  >;
  /** Either, or a kept network, in any format, with how it is used elsewhere. */
  'export-network': Asks<{ readonly of: ExportedOf; readonly format: ExportFormat }, ExportedNetwork>;
  /** How long teacher and student take for one image; refused while anything is trained, which would be in the way. */
  'time-inference': Asks<{ readonly student?: RunId }, InferenceTimes>;
  'use-teacher-file': Asks<GivenWeights & OfTeacher, TeacherCard>;
  /** A model of other software as a teacher: files that belong together, or where to fetch them. */
  'use-teacher-model': Asks<
    { readonly model: GivenModel; readonly experiment: Experiment } & OfTeacher,
    TeacherCard
  >;
  /** Weights from which students start, see `Experiment.studentStart`. */
  'use-student-file': Asks<GivenWeights, ModelCard>;
  /** Which network a file of weights is of; nothing is done with them. */
  'weights-card': Asks<GivenWeights, ModelCard>;
  'save-teacher': Asks<{ readonly label: string }, SavedTeacher>;
  'saved-teachers': Asks<object, readonly SavedTeacher[]>;
  /** The networks that this browser keeps; undefined where it keeps nothing. */
  'kept-networks': Asks<object, KeptNetworks | undefined>;
  /** Pins a kept network, so that it makes no room for others, or unpins it. */
  'pin-network': Asks<{ readonly id: string; readonly pinned: boolean }, void>;
  /** Whether it can be put back: the one that was deleted last, for as long as the page lives. */
  'delete-network': Asks<{ readonly id: string }, boolean>;
  /** Whether it is back. */
  'undo-delete-network': Asks<{ readonly id: string }, boolean>;
  /** Its safetensors file, held against its checksum. */
  'network-file': Asks<{ readonly id: string }, Uint8Array<ArrayBuffer>>;
  /** The layers of a kept network, and the graph of its forward pass. */
  'network-inside': Asks<{ readonly id: string }, NetworkInside>;
  /** Which channels a pruning would take; undefined while something is trained or made ready. */
  'channel-plan': Asks<ChannelPlanAsked, ChannelPlan | undefined>;
  /** The weight of one of its layers. */
  'layer-weights': Asks<{ readonly id: string; readonly layer: string }, LayerWeights>;
  /**
   * The ranks that it runs with, or that a factorisation would choose. Undefined where something else was tried meanwhile, or
   * something is trained or made ready.
   */
  'layer-ranks': Asks<LayerRanksAsked, LayerRanks | undefined>;
  /**
   * Whether what is added to the recipe of these networks, runs of one group, would go on from their kept weights: nothing before
   * it would be trained again.
   */
  continues: Asks<{ readonly ids: readonly string[] }, boolean>;
  /**
   * What a kept network would be after a stage that trains nothing. Undefined where a later one was asked for meanwhile, or
   * something is trained or made ready.
   */
  'preview-stage': Asks<StagePreviewAsked, StagePreview | undefined>;
  /**
   * How much a kept network loses when one of its layers alone has few bits. Undefined where something else was tried meanwhile, or
   * something is trained or made ready.
   */
  'layer-sensitivity': Asks<LayerSensitivityAsked, SensitivityScan | undefined>;
  /** Removes all kept networks that are not pinned; how many. */
  'delete-unpinned-networks': Asks<object, number>;
  /** These kept networks as one zip. */
  'export-family': Asks<{ readonly ids: readonly string[] }, ExportedFamily>;
  /** Keeps the networks of a zip that `export-family` made. */
  'import-networks': Asks<{ readonly name: string; readonly blob: Blob }, ImportReport>;
  /**
   * What a kept network says of every validation image that is open, in order; refused while anything is trained, and where it
   * was trained on other images.
   */
  'network-predictions': Asks<{ readonly id: string }, ImagePredictions>;
  /** What a kept network of the lab costs, counted now. */
  'network-costs': Asks<{ readonly id: string }, Quantities>;
  /**
   * How long kept networks take for one image in every runtime, the first being what the others are held against. Refused while
   * anything is trained or made ready; undefined where that begins meanwhile, or it was told to stop.
   */
  'time-runtimes': Asks<{ readonly ids: readonly string[] }, RuntimeTimes | undefined>;
  'stop-timing': Asks<object, void>;
  /**
   * Who pays for a step between kept networks, asked about every validation image that is open; refused as `network-predictions`,
   * and where other networks are asked for meanwhile.
   */
  'who-pays': Asks<WhoPaysAsked, WhoPays>;
  'forget-teacher': Asks<{ readonly id: string }, readonly SavedTeacher[]>;
}

/** Questions of the given types. */
export type QuestionOf<Type extends keyof Questions> = {
  readonly [One in Type]: { readonly type: One } & Questions[One]['given'];
}[Type];
export type Question = QuestionOf<keyof Questions>;
export type Answers = { readonly [Type in keyof Questions]: Questions[Type]['answer'] };

/** A model.json with its shards, or its address. */
export type GivenModel =
  | { readonly name: string; readonly files: readonly GivenFile[] }
  | { readonly url: string };

/** A file of an image of any size, or pixels that were drawn or that a camera saw. */
export type GivenPicture = Blob | GivenPixels;

export interface GivenPixels {
  readonly width: number;
  readonly height: number;
  /** [height, width, 4] bytes, not premultiplied; what is transparent lies on white. */
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
  /** Of a dataset's image: its middle was cut out already. */
  readonly isCut?: boolean;
}

/** What everybody says of one picture. */
export interface AllLogits {
  /** [K]; undefined while there is no teacher. Of several what they are together. */
  readonly teacher?: readonly number[];
  /** Of several teachers each one's, [K], in their order. */
  readonly teachers?: readonly (readonly number[])[];
  /** The final (or latest) students of this session, [K] logits each. */
  readonly students: readonly StudentLogits[];
}

export interface StudentLogits extends RunName {
  readonly logits: readonly number[];
}

/** A validation image. */
export interface Example extends AllLogits {
  readonly picture: Thumbnail;
}

/** A picture that is in no dataset, so that nobody knows its class. */
export interface Seen extends AllLogits {
  /** As the networks saw it: the middle square, resized. */
  readonly picture: SquarePicture;
  /** The kept networks that were asked about, in that order. */
  readonly networks?: readonly NetworkLogits[];
}

export interface NetworkLogits {
  readonly id: string;
  /** In the order of the logits; none where its file does not name them. */
  readonly classes: readonly string[];
  /** [K] */
  readonly logits: readonly number[];
}

export interface TeacherTable {
  /** K. */
  readonly classes: number;
  /** How many validation images there are; the table holds n of them, evenly spaced where they would be too many. */
  readonly images: number;
  /** [n]: the true classes. */
  readonly labels: Int32Array;
  /** [n, K]. */
  readonly logits: Float32Array;
}

/** Of all validation images, in order. */
export interface TeachersApart {
  /** In their order. */
  readonly teachers: readonly {
    readonly label: string;
    readonly said: ImagePredictions;
    /** [N]: KL(p_t ‖ p_s) in nats at T = 1, where a student was asked about. */
    readonly divergences?: Float32Array;
  }[];
  readonly student?: ImagePredictions;
}

/** Of all validation images, in order. */
export interface Predictions {
  readonly teacher: ImagePredictions;
  readonly student: ImagePredictions;
}

/** A student by its run, the first teacher, or a kept network by its id. */
export type ExportedOf = RunId | 'teacher' | { readonly network: string };

/** What long work before training is doing. */
export type Stage =
  | 'backend'
  | 'dataset'
  | 'teacher'
  | 'teacher-logits'
  | 'teacher-images'
  /** Compiling what a training step is made of. */
  | 'preparing-kernels';

export type Event =
  | { readonly type: 'backend'; readonly backend: BackendCard }
  /** The backend that was told of last computes no more: its device was lost, or another one did not open. */
  | { readonly type: 'backend-closed' }
  | { readonly type: 'stage'; readonly stage: Stage; readonly done: number; readonly total: number }
  | { readonly type: 'dataset'; readonly dataset: DatasetSummary }
  | { readonly type: 'teacher'; readonly teacher: TeacherCard }
  | { readonly type: 'student'; readonly student: ModelCard }
  | { readonly type: 'memory'; readonly memory: MemoryStated }
  /**
   * Everything that `prepare`, `load-folder` or `train-teacher` asked for is done; `experiment` is what was prepared.
   * `trained` after `train-teacher`, whether or not it got to its end: nothing is being trained any more.
   */
  | { readonly type: 'ready'; readonly experiment: Experiment; readonly trained?: true }
  | { readonly type: 'teacher-epoch'; readonly record: TeacherEpochRecord }
  | { readonly type: 'sweep-started'; readonly experiment: Experiment; readonly total: number }
  | ({ readonly type: 'run-started' } & Assignment)
  /** Stage `stage` of its recipe, from 0. Runs of the plain recipe, one `distil`, do not say so. */
  | {
      readonly type: 'stage-started';
      readonly id: RunId;
      readonly stage: number;
      readonly kind: StageRecord['kind'];
      readonly level: number;
    }
  | {
      readonly type: 'stage-ended';
      readonly id: RunId;
      readonly stage: number;
      readonly record: Omit<StageRecord, 'history'>;
    }
  /** At most four a second. */
  | { readonly type: 'pace'; readonly pace: Pace }
  | { readonly type: 'epoch'; readonly id: RunId; readonly stage: number; readonly record: EpochRecord }
  | {
      readonly type: 'run-ended';
      readonly id: RunId;
      readonly status: Exclude<RunStatus, 'running'>;
      readonly problem?: Problem;
    }
  /** Whenever it changes: which of the worker's databases other tabs hold up. */
  | { readonly type: 'databases'; readonly troubles: DatabaseTroubles }
  /** A kept network came, went or was pinned, in this page or in another tab. */
  | { readonly type: 'networks-changed' }
  /** How far `time-runtimes` is, after each round; 0 of 0 when it is over. */
  | { readonly type: 'timing'; readonly done: number; readonly total: number }
  /** Once, when a sweep comes to its end or is stopped. */
  | { readonly type: 'teacher-use'; readonly use: TeacherUse }
  | { readonly type: 'paused' }
  | { readonly type: 'resumed' }
  | {
      readonly type: 'sweep-ended';
      readonly status: 'finished' | 'stopped' | 'failed';
      readonly seconds: number;
    }
  /** Something that a person should know and that the work goes on without. */
  | { readonly type: 'warning'; readonly warning: Problem }
  /** Something went wrong with the last command; what was there before is still there. */
  | { readonly type: 'problem'; readonly problem: Problem }
  | { readonly type: 'answer'; readonly request: number; readonly answer: Answers[keyof Answers] }
  | { readonly type: 'refusal'; readonly request: number; readonly problem: Problem };

/** Where training is. */
export interface Pace {
  readonly kind: 'student' | 'teacher';
  /** The student's; absent for a teacher. */
  readonly id?: RunId;
  /** Epoch under way, from 1, and steps done in it. */
  readonly epoch: number;
  readonly epochs: number;
  readonly step: number;
  readonly steps: number;
  /** Runs ended and to do in the sweep; 0 and 0 for a teacher. */
  readonly runsDone: number;
  readonly runsTotal: number;
  readonly imagesPerSecond: number;
  /** Of the whole sweep, or of the teacher's training; NaN until known. */
  readonly secondsLeft: number;
}
