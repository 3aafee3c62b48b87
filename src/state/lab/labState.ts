/**
 * What the page knows, and what a person can do with it. `lab.ts` implements it; `ui/` only reads it and calls its actions.
 */

import type { DatabaseTroubles } from '../../base/databaseTroubles.ts';
import type { Problem } from '../../lang/problem.ts';
import type { Sentence } from '../../lang/sentence.ts';
import type { ChannelPlan, ChannelPlanAsked } from '../../protocol/channelPlan.ts';
import type { ExportedNetwork } from '../../protocol/exportedNetwork.ts';
import type { ImagePredictions } from '../../protocol/imagePredictions.ts';
import type { InferenceTimes } from '../../protocol/inferenceTimes.ts';
import type { ExportedFamily, ImportReport, KeptNetworks } from '../../protocol/keptNetworks.ts';
import type { LayerRanks, LayerRanksAsked } from '../../protocol/layerRanks.ts';
import type { LayerSensitivityAsked, SensitivityScan } from '../../protocol/layerSensitivity.ts';
import type { LayerWeights } from '../../protocol/layerWeights.ts';
import type { NetworkInside } from '../../protocol/networkInside.ts';
import type {
  Example,
  ExportedOf,
  GivenFile,
  GivenModel,
  GivenPicture,
  Pace,
  Predictions,
  Seen,
  Stage,
  TeachersApart,
  TeacherTable,
} from '../../protocol/protocol.ts';
import type { Quantities } from '../../protocol/quantityNames.ts';
import type {
  BackendCard,
  DatasetSummary,
  MemoryStated,
  ModelCard,
  RunRecord,
  SavedTeacher,
  TeacherCard,
  TeacherEpochRecord,
  TeacherUse,
  Thumbnail,
} from '../../protocol/records.ts';
import type { RunId, RunName } from '../../protocol/runId.ts';
import type { RuntimeTimes } from '../../protocol/runtimeTimes.ts';
import type {
  AttentionSeen,
  KernelsSeen,
  SeeingNetwork,
  SeenInsideAsked,
} from '../../protocol/seen/seenInside.ts';
import type { SharedResults } from '../../protocol/sharedResults.ts';
import type { StagePreview, StagePreviewAsked } from '../../protocol/stagePreview.ts';
import type { WhoPays, WhoPaysAsked } from '../../protocol/whoPays.ts';
import type { ExportFormat } from '../../spec/choices.ts';
import type { Experiment, FieldName } from '../../spec/experiment.ts';
import type { Notice } from '../../spec/readExperiment.ts';
import type { KeptSweep, TakenSweep } from '../runs/savedRuns.ts';
import type { SweepAbout } from '../runs/sweepRow.ts';

/**
 * `opening`: backend, dataset or teacher are being made ready. `ready`: Run would start at once. `training-teacher`,
 * `running`, `paused`, `stopping`: a sweep (or teacher) is under way. `done`: results of this experiment are shown.
 * `blocked`: the experiment cannot run as it stands; `problem` says why.
 */
export type Phase =
  | 'opening'
  | 'ready'
  | 'training-teacher'
  | 'running'
  | 'paused'
  | 'stopping'
  | 'done'
  | 'blocked';

/** A teacher as it is given: one file, or another program's model. */
export type OfferedTeacher = { readonly name: string; readonly blob: Blob } | { readonly model: GivenModel };

/** Finished runs of a sweep of which others are left to train. */
export interface UnfinishedSweep {
  readonly done: number;
  readonly total: number;
  /** Those that have any. */
  readonly alphas: readonly { readonly alpha: number; readonly done: number }[];
}

/** `from`: whether its students were discarded on the bench, or the sweep was deleted in Runs. */
export interface DeletedSweep extends TakenSweep {
  readonly from: 'bench' | 'runs';
}

export interface LabState {
  readonly experiment: Experiment;
  /** The experiment whose results are in `runs`; differs from `experiment` once the form was touched. */
  readonly measured: Experiment | undefined;
  /** What they were measured on and with, when they were. Undefined while `measured` is. */
  readonly measuredOn: SweepAbout | undefined;
  readonly notices: readonly Notice[];
  readonly problem: Problem | undefined;
  /** What a person should know and the work goes on without, until dismissed. */
  readonly warnings: readonly Problem[];
  /** Which of the worker's databases other tabs hold up. */
  readonly databases: DatabaseTroubles;
  /** How often the kept networks changed since the page was opened: they are to be listed anew. */
  readonly networksChanged: number;
  /** How far networks are timed in every runtime; undefined while none is. */
  readonly timing?: { readonly done: number; readonly total: number } | undefined;
  readonly phase: Phase;
  readonly stage: { readonly stage: Stage; readonly done: number; readonly total: number } | undefined;
  /** The last that was open: what was measured was measured on it. */
  readonly backend: BackendCard | undefined;
  /** Nothing stands open now: its device was lost, or what was asked for did not open. */
  readonly backendClosed: boolean;
  readonly dataset: DatasetSummary | undefined;
  readonly teacher: TeacherCard | undefined;
  readonly student: ModelCard | undefined;
  /** Of the experiment that was last made ready. */
  readonly memory?: MemoryStated | undefined;
  readonly savedTeachers: readonly SavedTeacher[];
  /** What was refused for its head, so that it can be opened again without; see `useTeacherWithoutHead`. */
  readonly offeredTeacher: OfferedTeacher | undefined;
  /** The name of the file of weights from which students start, if this visit was given one. */
  readonly studentFile: string | undefined;
  /** What a person should know of how that file was read. */
  readonly studentRemarks?: readonly Sentence[] | undefined;
  readonly teacherHistory: readonly TeacherEpochRecord[];
  readonly runs: readonly RunRecord[];
  readonly pace: Pace | undefined;
  /** Wall-clock of the last sweep that ended. */
  readonly seconds: number | undefined;
  /** What the last sweep that ended asked of its teacher. */
  readonly teacherUse: TeacherUse | undefined;
  /** Runs of this experiment that an earlier visit, or a sweep that was stopped, finished and that have not been taken up again. */
  readonly unfinished: UnfinishedSweep | undefined;
  /** The sweep that was deleted last, while that can be taken back. */
  readonly deleted: DeletedSweep | undefined;
  /** Results that came with the link. They are what `runs` shows until something is run here. */
  readonly shared: SharedResults | undefined;
  /** What they are results of. */
  readonly sharedExperiment: Experiment | undefined;
}

export interface LabActions {
  /** Sets one field; ignored with a notice if its schema rejects the value. */
  setField<Name extends FieldName>(name: Name, value: Experiment[Name]): void;
  /** Replaces the whole experiment (a preset, a lesson). */
  setExperiment(experiment: Experiment): void;
  /** Replaces it, and what is shown by what is kept of it, or by nothing. Nothing while something is trained. */
  openExperiment(experiment: Experiment): void;
  /**
   * Goes back to an experiment, and to what was shown of it when it was left, or what is kept of it. Nothing is trained by it;
   * while something is, that goes on and stays shown.
   */
  restoreExperiment(experiment: Experiment): void;
  dismissNotices(): void;
  dismissWarnings(): void;
  /** Opens anew what a problem closed, such as a GPU that the browser lost. Nothing while something is trained. */
  startAgain(): void;
  /** Where the problem blocked the experiment, this also tries again. */
  dismissProblem(): void;
  /** `emptyFolders`, where they are known: a class may be among them. */
  /** `toDistilOn`: its images are there for students to see, without labels. */
  loadFolder(
    label: string,
    files: readonly GivenFile[],
    emptyFolders?: readonly string[],
    toDistilOn?: true,
  ): void;
  trainTeacher(): void;
  /**
   * One file of weights or ONNX, or a tfjs model.json with its shards. A folder that is being read is waited for.
   *
   * @param place of the experiment's teacher that it becomes, from 0; the first unless given
   */
  useTeacherFiles(files: readonly GivenFile[], place?: number): Promise<void>;
  /** A tfjs model.json by its http(s) address, which is fetched now. */
  useTeacherUrl(url: string): Promise<void>;
  /** Opens the teacher that was refused for its head, offered or opened before, with a new head that is still to be trained. */
  useTeacherWithoutHead(): Promise<void>;
  /** Weights from which students start; the student becomes the network that they are of. */
  useStudentFile(file: File): Promise<void>;
  saveTeacher(label: string): Promise<void>;
  forgetTeacher(id: string): Promise<void>;
  run(): void;
  /** From a teacher that is right no more often than chance, and from then on without being asked again. */
  runFromAnyTeacher(): void;
  /** The same for those runs of the sweep that is shown which failed, beside the finished ones. */
  runRefused(): void;
  /** Takes up the runs that are finished, and goes on. */
  continueUnfinished(): void;
  /** Deletes them, here and in Runs; `undoDeletion` takes that back. */
  discardUnfinished(): void;
  /** Deletes a kept sweep; `undoDeletion` takes that back. */
  deleteSweep(sweep: KeptSweep): Promise<void>;
  undoDeletion(): Promise<void>;
  /** Nothing more is said of it. */
  dismissDeletion(): void;
  /** Shows a kept sweep: its experiment, and what came of it. Nothing while something is trained. */
  showKept(experiment: Experiment, runs: readonly RunRecord[], about: SweepAbout): void;
  /** Shows results that came with the experiment's link, unless results of this browser are shown. */
  showShared(shared: SharedResults): void;
  dismissShared(): void;
  addNotice(notice: Notice): void;
  pause(): void;
  resume(): void;
  stepEpoch(): void;
  stop(): void;
  example(index: number): Promise<Example>;
  /** Of a picture that is in no dataset; `of` kept networks by their ids, in place of the students. */
  lookAt(picture: GivenPicture, of?: readonly string[]): Promise<Seen>;
  seenInside(
    of: SeeingNetwork,
    picture: SeenInsideAsked['picture'],
  ): Promise<AttentionSeen | KernelsSeen | undefined>;
  pictures(from: number, count: number): Promise<readonly Thumbnail[]>;
  teacherTable(): Promise<TeacherTable | undefined>;
  teachersApart(student?: RunId): Promise<TeachersApart | undefined>;
  /** Whose weights are in memory, of the students whose results are shown. */
  students(): Promise<readonly RunName[]>;
  predictions(student: RunId): Promise<Predictions>;
  /** A teacher's logits of the images that are open, as a file. */
  exportLogits(place: number): Promise<Uint8Array<ArrayBuffer>>;
  exportNetwork(of: ExportedOf, format: ExportFormat): Promise<ExportedNetwork>;
  /** Refused while anything is trained. */
  timeForwardPasses(student: RunId | undefined): Promise<InferenceTimes>;
  /** Undefined where the browser keeps nothing. */
  keptNetworks(): Promise<KeptNetworks | undefined>;
  pinNetwork(id: string, pinned: boolean): Promise<void>;
  /** Whether it can be put back. */
  deleteNetwork(id: string): Promise<boolean>;
  /** Whether it is back. */
  undoDeleteNetwork(id: string): Promise<boolean>;
  /** Whether stages that are added to runs of one group go on from their kept weights, and nothing is trained again. */
  continues(ids: readonly string[]): Promise<boolean>;
  /** Undefined where a later one was asked for meanwhile, or something is trained or made ready. */
  previewStage(asked: StagePreviewAsked): Promise<StagePreview | undefined>;
  /** Which channels a pruning would take; undefined while something is trained or made ready. */
  channelPlan(asked: ChannelPlanAsked): Promise<ChannelPlan | undefined>;
  /** Its safetensors file. */
  networkFile(id: string): Promise<Uint8Array<ArrayBuffer>>;
  /** Its layers, and the graph of its forward pass. */
  networkInside(id: string): Promise<NetworkInside>;
  /** The weight of one of its layers, beside that of the network that it was made of. */
  layerWeights(id: string, layer: string): Promise<LayerWeights>;
  /** The ranks that a layer runs with, or that a factorisation would choose; undefined where that gave way to something else. */
  layerRanks(asked: LayerRanksAsked): Promise<LayerRanks | undefined>;
  /** How much a kept network loses when one of its layers alone has few bits; undefined where that gave way to something else. */
  layerSensitivity(asked: LayerSensitivityAsked): Promise<SensitivityScan | undefined>;
  /** How many there were. */
  deleteUnpinnedNetworks(): Promise<number>;
  /** These, as one zip. */
  exportFamily(ids: readonly string[]): Promise<ExportedFamily>;
  importNetworks(file: File): Promise<ImportReport>;
  /** What a kept network says of every validation image. */
  networkPredictions(id: string): Promise<ImagePredictions>;
  /** What a kept network of the lab costs, counted now. */
  networkCosts(id: string): Promise<Quantities>;
  /** Undefined where it was stopped, or something else began. Refused while anything is trained. */
  timeRuntimes(ids: readonly string[]): Promise<RuntimeTimes | undefined>;
  stopTiming(): Promise<void>;
  /** Who pays for a step, over all its runs. */
  whoPays(of: WhoPaysAsked): Promise<WhoPays>;
}

export type Lab = LabState & { readonly actions: LabActions };
