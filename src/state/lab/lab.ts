/**
 * The lab: one experiment, what the worker reports about it, and what a person can do. A vanilla store; React only
 * reads it through `useLab`.
 *
 * Reports are reduced at once but published at most every 16 ms, because a fast machine sends hundreds a second.
 * Actions that return `Promise<void>` never reject: their failures become `problem`. Those that return something
 * (`example`, `pictures`, the exports) reject with a `ProblemError` for the component that asked.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { asProblem, type Problem } from '../../lang/problem.ts';
import { plannedRuns } from '../../protocol/assignments.ts';
import type { DatasetSummary, RunRecord } from '../../protocol/records.ts';
import type { Experiment } from '../../spec/experiment.ts';
import { experimentOf, linkOf } from '../../spec/link.ts';
import { type Notice, readExperiment } from '../../spec/readExperiment.ts';
import { withTeacherAt } from '../../spec/teachers/teachersOf.ts';
import type { Client, Report } from '../../worker/client.ts';
import type { Address } from '../address.ts';
import { sameExperiment } from '../runs/experimentKey.ts';
import type { SavedRuns } from '../runs/savedRuns.ts';
import { aboutOf, aboutOfShared, secondsOfBoth, tellsAbout } from '../runs/sweepAbout.ts';
import { usesGivenFiles } from '../runs/usesGivenFiles.ts';
import { withFolder, withOpenImages } from './adoptedFolder.ts';
import { createFolderReading, type FolderCommand } from './folderReading.ts';
import type { Lab, LabActions, LabState, OfferedTeacher } from './labState.ts';
import { nameOf, offeredOf } from './offeredTeacher.ts';
import { openingState } from './openingState.ts';
import { busyNotice, isBusy } from './phases.ts';
import { questionsTo } from './questionsTo.ts';
import { reduce } from './reduce.ts';
import { createRestOfSweep } from './restOfSweep.ts';
import { createShownMemory, nothingShown } from './shownResults.ts';
import { steering } from './steering.ts';

/** How long the form must rest before the worker prepares for it, ms. */
export const restBeforePreparing = 150;
/** Shortest time between two publications of reports, ms. */
export const publishEvery = 16;

export interface LabParts {
  readonly client: Client;
  readonly savedRuns: SavedRuns;
  readonly address: Address;
}

export function createLab({ client, savedRuns, address }: LabParts): StoreApi<Lab> {
  const { experiment: linked, notices } = experimentOf(address.search());
  /** Ahead of the store by what has not been published yet. */
  let state = openingState(linked, notices);
  let publishing: ReturnType<typeof setTimeout> | undefined;
  let resting: ReturnType<typeof setTimeout> | undefined;
  const folder = createFolderReading();
  const shown = createShownMemory();
  /** The form went back to this while something was trained; what was shown of it follows when that has ended. */
  let goneBackTo: Experiment | undefined;
  /** Why a file was refused while the lab got ready for something else: its being ready does not mend that. */
  let refusal: Problem | undefined;
  /** Handed over with the sweep that was asked for last. */
  let taken: readonly RunRecord[] = [];
  let takenSeconds: number | undefined = 0;
  /** A sweep is under way, and not a teacher alone: what the worker now reports is what it is measured on. */
  let sweeping = false;

  const publish = () => {
    clearTimeout(publishing);
    publishing = undefined;
    store.setState(state);
  };

  const change = (part: Partial<LabState>) => {
    state = { ...state, ...part };
    publish();
  };
  const rest = createRestOfSweep({ savedRuns, state: () => state, change });
  const note = (notice: Notice) => change({ notices: [...state.notices, notice] });

  const prepare = () => {
    clearTimeout(resting);
    resting = undefined;
    const { experiment, phase } = state;
    address.replace(linkOf(experiment));
    if (isBusy(phase)) return;
    shown.note(experiment);
    // Preparing gives way to later preparing: a folder that is still being read is asked for again.
    client.send(folder.command ? { ...folder.command, experiment } : { type: 'prepare', experiment });
    void recall(experiment);
  };

  const prepareSoon = () => {
    clearTimeout(resting);
    resting = setTimeout(prepare, restBeforePreparing);
  };

  const setExperiment = (experiment: Experiment, changed: Partial<LabState> = {}) => {
    address.intend(linkOf(experiment));
    if (experiment.dataset !== state.experiment.dataset) folder.settle();
    rest.withdraw();
    change({
      ...changed,
      experiment,
      unfinished: undefined,
      phase: isBusy(state.phase) ? state.phase : 'opening',
    });
    prepareSoon();
  };

  /** What an earlier visit left of this experiment: its table if nothing else is shown, else what is left to do. */
  const recall = async (experiment: Experiment) => {
    const { runs, about } = await savedRuns.recall(experiment);
    if (isBusy(state.phase) || !sameExperiment(experiment, state.experiment)) return;
    if (sameExperiment(experiment, state.measured)) {
      // A file may be another one by now, so what it began is not gone on with.
      if (!usesGivenFiles(experiment)) rest.offerOfMeasured();
    } else if (runs.length > 0 && runs.length < plannedRuns(experiment)) {
      rest.offer(experiment, runs, about);
    } else if (runs.length > 0 && !state.measured) {
      change({
        measured: experiment,
        measuredOn: about,
        runs,
        phase: state.phase === 'blocked' ? 'blocked' : 'done',
      });
    }
  };

  const startSweep = (finished: readonly RunRecord[], leave: { readonly anyTeacher?: true } = {}) => {
    if (isBusy(state.phase)) return;
    clearTimeout(resting);
    resting = undefined;
    address.replace(linkOf(state.experiment));
    rest.begin(state.experiment);
    goneBackTo = undefined;
    taken = finished;
    takenSeconds = finished.length === 0 ? 0 : rest.seconds();
    const cleared = { problem: undefined, offeredTeacher: undefined, pace: undefined, stage: undefined };
    change({ phase: 'running', ...cleared });
    client.send({ type: 'run', experiment: state.experiment, finished, ...leave });
  };

  const adoptFolder = (dataset: DatasetSummary) => {
    const command = folder.taken(dataset);
    if (!command && isBusy(state.phase)) return;
    const { experiment, notices } = command
      ? withFolder(state.experiment, dataset, command)
      : { experiment: withOpenImages(state.experiment, dataset), notices: [] };
    if (sameExperiment(experiment, state.experiment)) return;
    // The worker may be ready with this folder before the form has rested; the address says so by then.
    address.replace(linkOf(experiment));
    setExperiment(experiment, { notices: [...state.notices, ...notices] });
  };

  const onReport = (report: Report) => {
    const before = state.phase;
    const { problem } = state;
    state = reduce(state, report, taken);
    if (report.type === 'ready' && problem && problem === refusal && !state.problem) {
      state = { ...state, problem };
      refusal = undefined;
    }
    // It is offered again for the problem that it met, and for no other.
    if (state.problem !== problem) state = { ...state, offeredTeacher: undefined };
    noteMeasuredOn(report);
    publishing ??= setTimeout(publish, publishEvery);
    if (report.type === 'dataset') adoptFolder(report.dataset);
    // Of the teacher there may be one before the folder's turn comes.
    if (report.type === 'problem' && !report.problem.code.startsWith('teacher-')) folder.refuse();
    if (report.type === 'run-ended' && report.status === 'finished' && state.measured) {
      const record = state.runs.findLast((run) => run.id === report.id);
      if (record) void savedRuns.add(state.measured, record, state.measuredOn);
    }
    if (report.type === 'sweep-ended' && state.measured && state.measuredOn) {
      void savedRuns.describe(state.measured, state.measuredOn);
    }
    if (report.type === 'sweep-ended' && report.status !== 'finished') rest.offerOfMeasured();
    const teacherTrained = before === 'training-teacher' && state.phase !== before;
    // One that is damaged is kept no more.
    if (teacherTrained || report.type === 'warning') listTeachers();
    if (isBusy(before) && (report.type === 'ready' || report.type === 'sweep-ended')) prepareForEdits(report);
  };

  const noteMeasuredOn = (report: Report) => {
    const ended = report.type === 'sweep-ended';
    sweeping = report.type === 'sweep-started' || (sweeping && (ended || isBusy(state.phase)));
    if (!sweeping) return;
    if (tellsAbout.has(report.type)) state = { ...state, measuredOn: aboutOf(state) };
    if (!ended) return;
    const seconds = secondsOfBoth(takenSeconds, report.seconds);
    state = { ...state, measuredOn: { ...state.measuredOn, seconds } };
    sweeping = false;
  };

  /** The form can be edited while something is trained; the worker hears of it when that has ended. */
  const prepareForEdits = (report: Extract<Report, { type: 'ready' | 'sweep-ended' }>) => {
    const trainedFor = report.type === 'ready' ? report.experiment : state.measured;
    if (isBusy(state.phase) || state.phase === 'blocked') return;
    const { experiment } = state;
    if (sameExperiment(trainedFor, experiment)) return;
    const goesBack = sameExperiment(experiment, goneBackTo) && shown.remembers(experiment);
    change({ ...(goesBack ? shown.goBack(experiment, state) : {}), phase: 'opening' });
    prepareSoon();
  };

  /** Left as it was where the browser keeps nothing. */
  const listTeachers = () => {
    client.ask({ type: 'saved-teachers' }).then(
      (savedTeachers) => change({ savedTeachers }),
      () => undefined,
    );
  };

  const refuse = (problem: Problem, changed: Partial<LabState> = {}) => {
    refusal = state.phase === 'opening' || resting !== undefined ? problem : undefined;
    change({ ...changed, problem });
  };

  /** Failures become `problem`. */
  const trying = async (attempt: () => Promise<void>) => {
    try {
      await attempt();
    } catch (error) {
      refuse(asProblem(error));
    }
  };

  /** Opens a teacher and makes it the experiment's; one that is refused for its head alone is remembered. */
  const openTeacher = async (offered: OfferedTeacher, settings: Partial<Experiment> = {}, place = 0) => {
    if (isBusy(state.phase)) return note(busyNotice('teacher', nameOf(offered)));
    const about = { experiment: { ...state.experiment, ...settings }, ...(place > 0 ? { place } : {}) };
    try {
      const teacher = await ('model' in offered
        ? client.ask({ type: 'use-teacher-model', ...offered, ...about })
        : client.ask({ type: 'use-teacher-file', ...offered, ...about }));
      const next = withTeacherAt({ ...state.experiment, ...settings }, place, 'file');
      const shown = place === 0 ? { teacher } : {};
      setExperiment(next, { ...shown, offeredTeacher: undefined, problem: undefined });
    } catch (error) {
      const problem = asProblem(error);
      const forHead = place === 0 && problem.code === 'teacher-head';
      refuse(problem, { offeredTeacher: forHead ? offered : undefined });
    }
  };

  const actions: LabActions = {
    setField(name, value) {
      // Which images without labels are meant is asked anew with them.
      const forgets = name === 'distilOn' || name === 'dataset';
      const from = forgets ? { ...state.experiment, distilImages: 'none' } : state.experiment;
      const read = readExperiment([[name, value]], from);
      if (read.notices.length > 0) change({ notices: [...state.notices, ...read.notices] });
      else if (!sameExperiment(read.experiment, state.experiment)) {
        setExperiment(read.experiment, {
          notices: state.notices.filter((notice) => notice.name !== name),
        });
      }
    },
    setExperiment: (experiment) => setExperiment(experiment),
    openExperiment(experiment) {
      if (isBusy(state.phase)) return;
      address.dropResults();
      shown.leave(state);
      setExperiment(experiment, { ...nothingShown, notices: [], problem: undefined });
    },
    restoreExperiment(experiment) {
      if (sameExperiment(experiment, state.experiment)) return;
      // What is being trained stays shown; the form alone is another.
      if (isBusy(state.phase)) {
        goneBackTo = experiment;
        return setExperiment(experiment);
      }
      const results = shown.goBack(experiment, state);
      setExperiment(experiment, { ...results, notices: [], problem: undefined });
    },
    dismissNotices: () => change({ notices: [] }),
    dismissWarnings: () => change({ warnings: [] }),
    dismissProblem() {
      if (state.phase === 'blocked') actions.startAgain();
      else change({ problem: undefined, offeredTeacher: undefined });
    },
    startAgain() {
      if (isBusy(state.phase)) return;
      change({ problem: undefined, offeredTeacher: undefined, phase: 'opening' });
      prepare();
    },
    loadFolder(label, files, emptyFolders, toDistilOn) {
      if (isBusy(state.phase)) return note(busyNotice('dataset', label));
      const command: FolderCommand = {
        ...{ type: 'load-folder', label, files },
        ...(emptyFolders ? { emptyFolders } : {}),
        ...(toDistilOn ? { toDistilOn } : {}),
      };
      folder.begin(command);
      change({ problem: undefined, phase: state.phase === 'blocked' ? 'opening' : state.phase });
      client.send({ ...command, experiment: state.experiment });
    },
    trainTeacher() {
      if (isBusy(state.phase)) return;
      const cleared = { problem: undefined, offeredTeacher: undefined };
      change({ phase: 'training-teacher', ...cleared, teacherHistory: [] });
      client.send({ type: 'train-teacher', experiment: state.experiment });
    },
    async useTeacherFiles(files, place) {
      const offered = offeredOf(files);
      if (offered && (await folder.over())) await openTeacher(offered, {}, place);
    },
    useTeacherUrl: (url) => openTeacher({ model: { url } }),
    async useTeacherWithoutHead() {
      if (state.offeredTeacher) return openTeacher(state.offeredTeacher, { teacherHead: 'new' });
      change({ problem: undefined });
      actions.setField('teacherHead', 'new');
    },
    useStudentFile: (file) =>
      trying(async () => {
        if (isBusy(state.phase)) return note(busyNotice('studentStart', file.name));
        const { experiment } = state;
        const student = await client.ask({
          ...{ type: 'use-student-file', name: file.name, blob: file, experiment },
        });
        const settings = [
          ['student', student.name],
          ['studentStart', 'file'],
          ...(student.width === undefined ? [] : [['studentWidth', student.width] as const]),
        ] as const;
        const read = readExperiment(settings, state.experiment);
        setExperiment(read.experiment, {
          studentFile: file.name,
          studentRemarks: student.remarks,
          problem: undefined,
          notices: [...state.notices, ...read.notices],
        });
      }),
    saveTeacher: (label) =>
      trying(async () => {
        const saved = await client.ask({ type: 'save-teacher', label });
        const others = state.savedTeachers.filter((teacher) => teacher.id !== saved.id);
        change({ savedTeachers: [...others, saved] });
      }),
    forgetTeacher: (id) =>
      trying(async () => {
        change({ savedTeachers: await client.ask({ type: 'forget-teacher', id }) });
        if (state.experiment.teacher === id) actions.setField('teacher', 'auto');
      }),
    run: () => startSweep([]),
    runFromAnyTeacher: () => startSweep([], { anyTeacher: true }),
    runRefused: () => startSweep(rest.takeMeasured(), { anyTeacher: true }),
    continueUnfinished: () => {
      if (state.unfinished) startSweep(rest.runs());
    },
    ...rest.actions,
    showKept(experiment, runs, about) {
      if (isBusy(state.phase)) return;
      shown.leave(state);
      setExperiment(experiment, {
        ...{ measured: experiment, measuredOn: about, runs, notices: [], problem: undefined },
        ...{ seconds: undefined, teacherUse: undefined },
      });
      // A file may be another one by now, so what it began is not gone on with.
      if (runs.length >= plannedRuns(experiment) || usesGivenFiles(experiment)) return;
      rest.offer(experiment, runs, about);
    },
    showShared(shared) {
      const sharedExperiment = state.experiment;
      // Others of the same settings take the place of those that came before.
      const free = state.measured === undefined || state.runs === state.shared?.runs;
      const shown = { measured: sharedExperiment, measuredOn: aboutOfShared(shared), runs: shared.runs };
      change({ shared, sharedExperiment, ...(isBusy(state.phase) || !free ? {} : shown) });
    },
    dismissShared() {
      address.dropResults();
      const isShown = state.runs === state.shared?.runs;
      change({
        shared: undefined,
        sharedExperiment: undefined,
        ...(isShown ? { runs: [], measured: undefined, measuredOn: undefined } : {}),
      });
      if (isShown) void recall(state.experiment);
    },
    addNotice: note,
    ...steering(
      client,
      () => state.phase,
      (phase) => change({ phase }),
    ),
    ...questionsTo(client, () => state.measured),
  };

  const store = createStore<Lab>(() => ({ ...state, actions }));
  client.subscribe(onReport);
  prepare();
  listTeachers();
  return store;
}
