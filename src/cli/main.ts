/**
 * `npm run distill`: reads the flags, runs the page without a window, prints the table, writes the files.
 */
import type { Server } from 'node:http';
import { dirname, join } from 'node:path';
import { armsHint } from '../analysis/armsHint.ts';
import { choiceContrasts, choiceContrastsText } from '../analysis/choiceContrasts.ts';
import { reportJson, textTable } from '../analysis/results.ts';
import { hasStages } from '../analysis/resultsCsv.ts';
import { stagesText } from '../analysis/stageText.ts';
import { fellowsText } from '../analysis/sweep/fellows.ts';
import { type Problem, type ProblemCode, problemInEnglish } from '../lang/problem.ts';
import { inEnglish } from '../lang/sentence.ts';
import type { Experiment } from '../spec/experiment.ts';
import { presets } from '../spec/presets.ts';
import { type BrowserFlags, type HeadlessPage, openHeadless } from './browser.ts';
import { type Collection, createCollection } from './collect.ts';
import { type Order, readCommandLine } from './flags.ts';
import { type Job, type Message, type ServedFolder, teacherStem } from './headlessMessages.ts';
import { helpText } from './help.ts';
import {
  createOfferedFiles,
  folderName,
  listFolder,
  type OfferedFiles,
  offerTeacher,
  requireFile,
} from './inputs.ts';
import {
  createNetworkWriter,
  createResultsKeeper,
  logitsPath,
  prepareOut,
  writeBase64,
  writeResults,
  writeStudent,
  writeWeights,
} from './outputs.ts';
import { createProgress, duration, type Progress, type Terminal } from './progress.ts';
import { published, publishedText } from './published.ts';
import { tokenWords } from './teacherWords.ts';
import { UsageError } from './usageError.ts';
import { createEffectWatch } from './withoutEffect.ts';

/** What the launcher knows and does. */
export interface Setup {
  readonly version: string;
  readonly browserFlags: BrowserFlags;
  /** Builds the page unless it is up to date. */
  buildPage(): void;
  /** The path of a Chromium, installed if need be. */
  ensureChromium(): string;
  /** Serves the built page, and before it what `files` finds, on a free port of this machine alone. */
  serve(files: (path: string) => string | undefined): Promise<{ server: Server; port: number }>;
}

export const exitCodes = { done: 0, failed: 1, usage: 2, interrupted: 130 } as const;

/** Problems of what was asked or given, as against what went wrong on the way. */
const inputProblems: ReadonlySet<ProblemCode> = new Set([
  'folder-empty',
  'folder-without-images',
  'one-class-only',
  'class-without-images',
  'validation-class-unknown',
  'splits-without-classes',
  'splits-unclear',
  'dataset-too-large',
  'dataset-missing',
  'teacher-missing',
  'teacher-mismatch',
  'teacher-head',
  'teacher-at-chance',
  'student-start',
  'file-unreadable',
  'weights-invalid',
  'setting-invalid',
]);

/** Which flag does what a problem's remedy says, where its words are a form's. */
const flagHints: Readonly<Partial<Record<ProblemCode, string>>> = {
  'teacher-head': ' (--teacher-head new)',
  'teacher-at-chance': ' (--teacher-head new, --teacher-any)',
};

type Ending =
  | { readonly how: 'finished' | 'stopped' | 'failed' }
  | { readonly how: 'problem'; readonly problem: Problem }
  | { readonly how: 'refused'; readonly sentence: string }
  | { readonly how: 'broken'; readonly reason: string };

function offerFolder(flag: string, folder: string, offered: OfferedFiles): ServedFolder {
  const { files, emptyFolders } = listFolder(folder, flag);
  return {
    label: folderName(folder),
    files: files.map(({ file, path }) => offered.offer(file, path)),
    emptyFolders,
  };
}

function jobOf(order: Order, offered: OfferedFiles): Job {
  const { task, experiment, open, dataFolder, distilFolder, teacherFiles, studentFile } = order;
  return {
    task,
    experiment,
    open,
    ...(dataFolder === undefined ? {} : { folder: offerFolder('--data-dir', dataFolder, offered) }),
    ...(distilFolder === undefined
      ? {}
      : { distilFolder: offerFolder('--distil-dir', distilFolder, offered) }),
    teachers: teacherFiles.map((file) => offerTeacher(file, offered)),
    ...(studentFile === undefined
      ? {}
      : { studentFile: offered.offer(requireFile('--student-file', studentFile), folderName(studentFile)) }),
    ...(order.anyTeacher ? { anyTeacher: true } : {}),
    weights: order.out !== undefined || order.outTeacher !== undefined,
    networks: order.outNetworks !== undefined,
    logits: order.outLogits !== undefined,
  };
}

/**
 * Calls back on the first interruption, and quits at once on the second. npm passes on what the terminal has already
 * sent, so two within half a second are one.
 */
function onInterrupt(first: () => void): void {
  let since: number | undefined;
  const interrupted = () => {
    if (since === undefined) {
      since = performance.now();
      first();
    } else if (performance.now() - since > 500) process.exit(exitCodes.interrupted);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupted);
}

/** Runs the job to its end in a browser; results gather in `collection`, weights go to disk as they come. */
async function runJob(order: Order, setup: Setup, collection: Collection, progress: Progress) {
  const offered = createOfferedFiles();
  const job = jobOf(order, offered);
  if (order.out !== undefined) prepareOut('--out', order.out);
  if (order.outTeacher !== undefined) prepareOut('--out-teacher', dirname(order.outTeacher));
  if (order.outLogits !== undefined) prepareOut('--out-logits', dirname(order.outLogits));
  if (order.outNetworks !== undefined) prepareOut('--out-networks', order.outNetworks);
  setup.buildPage();
  const executablePath = setup.ensureChromium();
  const { server, port } = await setup.serve(offered.find);
  let page: HeadlessPage | undefined;
  let wasInterrupted = false;
  let end: (ending: Ending) => void = () => undefined;
  const ended = new Promise<Ending>((resolve) => {
    end = resolve;
  });
  onInterrupt(() => {
    wasInterrupted = true;
    progress.say('Stopping; a second Ctrl-C quits at once.');
    if (!collection.begun) return end({ how: 'stopped' });
    page?.stop().catch(() => end({ how: 'stopped' }));
    // A worker that does not answer shall not keep anyone waiting.
    setTimeout(() => end({ how: 'stopped' }), 20_000).unref();
  });
  let warned = false;
  const warnOfOtherDataset = (asked: Experiment, opened: Experiment) => {
    const others = opened.distilImages;
    if (asked.distilImages !== 'none' && asked.distilImages !== others && opened.distilOn === 'other') {
      if (!warned) progress.say(`The link was made on ${asked.distilImages}; this folder is ${others}.`);
      warned = true;
    }
    if (warned || asked.dataset === opened.dataset || asked.dataset === 'insects') return;
    warned = true;
    progress.say(`The link was made on ${asked.dataset}; this folder is ${opened.dataset}.`);
  };
  const refuse = (sentence: string | undefined) => {
    if (sentence !== undefined) end({ how: 'refused', sentence });
  };
  const keep =
    order.out === undefined
      ? () => undefined
      : createResultsKeeper(order.out, collection.results, progress.say);
  const networks = order.outNetworks === undefined ? undefined : createNetworkWriter(order.outNetworks);
  let backend = '';
  const watchEffects = createEffectWatch(order);
  const report = (message: Message) => {
    progress.take(message);
    switch (message.type) {
      case 'event':
        collection.take(message.event);
        refuse(watchEffects(message.event));
        if (message.event.type === 'run-ended') keep();
        if (message.event.type === 'backend') backend = inEnglish(message.event.backend.label);
        if (message.event.type === 'ready') warnOfOtherDataset(order.experiment, message.event.experiment);
        break;
      case 'student':
        if (order.out !== undefined) writeStudent(order.out, message.name, message);
        break;
      case 'teacher': {
        const { outTeacher, out } = order;
        if (outTeacher) writeBase64(outTeacher, message.base64);
        else if (out) writeWeights(join(out, teacherStem(message.place)), message);
        break;
      }
      case 'logits':
        if (order.outLogits !== undefined)
          writeBase64(logitsPath(order.outLogits, message.place), message.base64);
        break;
      case 'network':
        networks?.write(message.card, message.base64, backend);
        break;
      case 'shipped-teacher':
        networks?.listShipped(message.card, message.file, backend);
        break;
      case 'done':
        end({ how: message.status });
        break;
      case 'failed':
        end({ how: 'problem', problem: message.problem });
        break;
    }
  };
  try {
    page = await openHeadless({
      executablePath,
      flags: setup.browserFlags,
      backend: order.experiment.backend,
      origin: `http://127.0.0.1:${port}`,
      job,
      report,
      failed: (reason) => end({ how: 'broken', reason }),
      say: progress.say,
    });
    return { ending: await ended, wasInterrupted };
  } finally {
    progress.end();
    await page?.close().catch(() => undefined);
    server.close();
    server.closeAllConnections();
  }
}

/** Prints and writes what was measured. */
function deliver(order: Order, collection: Collection, stdout: Terminal, progress: Progress): void {
  const results = collection.results();
  if (!results || order.task === 'teacher') return;
  // Printed first: what took hours to measure is not lost to a disk that is full.
  stdout.write(
    order.json
      ? `${JSON.stringify(reportJson(results))}\n`
      : `${textTable(results.rows, results.teacher.accuracy)}${tokenWords(results.experiment)}`,
  );
  if (!order.json) stdout.write(fellowsText(results.runs));
  if (!order.json && hasStages(results.rows)) {
    stdout.write(`\n${stagesText(results.rows, results.teacher)}`);
    const contrasts = choiceContrasts(results.experiment, results.runs);
    if (contrasts.length > 0) stdout.write(`\n${choiceContrastsText(contrasts)}`);
    stdout.write(armsHint(results.experiment) ?? '');
  }
  if (order.preset !== undefined && !order.json) {
    stdout.write(`\n${publishedText(published[order.preset], results.experiment, presets[order.preset])}`);
  }
  if (order.out !== undefined) writeResults(order.out, results);
  progress.say(`${duration(results.seconds)} on ${inEnglish(results.backend.label)}.`);
  if (order.out !== undefined) progress.say(`Written to ${order.out}.`);
}

async function distill(order: Order, setup: Setup, progress: Progress): Promise<number> {
  for (const warning of order.warnings) progress.say(warning);
  const collection = createCollection(order.experiment);
  const { ending, wasInterrupted } = await runJob(order, setup, collection, progress);
  const interrupted = wasInterrupted || ending.how === 'stopped';
  if (ending.how === 'problem' && !interrupted) {
    const { code } = ending.problem;
    if (collection.begun) deliver(order, collection, process.stdout, progress);
    progress.say(`${problemInEnglish(ending.problem)}${flagHints[code] ?? ''}`);
    return inputProblems.has(code) && !collection.begun ? exitCodes.usage : exitCodes.failed;
  }
  if (ending.how === 'refused' && !interrupted) throw new UsageError(ending.sentence);
  if (ending.how === 'broken') progress.say(ending.reason);
  if (ending.how === 'finished' || collection.begun) deliver(order, collection, process.stdout, progress);
  if (interrupted) return exitCodes.interrupted;
  if (ending.how !== 'finished') return exitCodes.failed;
  const runs = collection.results()?.runs ?? [];
  const allFailed = runs.length > 0 && runs.every((run) => run.status === 'failed');
  return allFailed ? exitCodes.failed : exitCodes.done;
}

/** @returns the exit code; what it means is in `exitCodes` */
export async function main(argv: readonly string[], setup: Setup): Promise<number> {
  const progress = createProgress(process.stderr);
  try {
    const order = readCommandLine(argv);
    if (order.task === 'help') process.stdout.write(helpText());
    else if (order.task === 'version') process.stdout.write(`${setup.version}\n`);
    else return await distill(order, setup, progress);
    return exitCodes.done;
  } catch (error) {
    progress.end();
    progress.say(error instanceof Error ? error.message : String(error));
    return error instanceof UsageError ? exitCodes.usage : exitCodes.failed;
  }
}
