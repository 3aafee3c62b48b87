/**
 * Shows on stderr how far the work is: one line redrawn in a terminal, now and then a line elsewhere.
 */
import { problemInEnglish } from '../lang/problem.ts';
import { inEnglish } from '../lang/sentence.ts';
import type { Event, Pace, Stage } from '../protocol/protocol.ts';
import type { TeacherUse } from '../protocol/records.ts';
import { isWorthSaying } from '../protocol/records.ts';
import { parseRunId, type RunId } from '../protocol/runId.ts';
import { alphaAt, besideAlpha } from '../spec/point.ts';
import type { Message } from './headlessMessages.ts';
import { teacherWords } from './teacherWords.ts';

export interface Terminal {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

export interface Progress {
  take(message: Message): void;
  /** A sentence that stays, above the line that is redrawn. */
  say(sentence: string): void;
  /** Clears the line that was redrawn. */
  end(): void;
}

/** Milliseconds between two lines where nothing can be redrawn. */
const calm = 5000;

const stageWords: Readonly<Record<Stage, (total: number) => string>> = {
  backend: () => 'Opening the backend',
  dataset: () => 'Preparing the dataset',
  teacher: () => 'Loading the teacher',
  'teacher-logits': () => 'Asking the teacher',
  'teacher-images': () => 'Drawing the teacher’s images',
  'preparing-kernels': (kernels) => `Preparing ${kernels} ${kernels === 1 ? 'kernel' : 'kernels'}`,
};

const clamp = (share: number) => Math.max(0, Math.min(1, Number.isFinite(share) ? share : 0));

function bar(share: number, width = 20): string {
  const full = Math.round(clamp(share) * width);
  return `[${'█'.repeat(full)}${'░'.repeat(width - full)}]`;
}

/** "40 s", "3 min 20 s", "2 h 5 min". */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** "[███░…] run 5 of 12 · alpha 0.5 · epoch 7 of 12 · 3,100 images/s · 40 s left" */
export function paceLine(pace: Pace): string {
  const { kind, id, epoch, epochs, step, steps, runsDone, runsTotal, imagesPerSecond, secondsLeft } = pace;
  const inRun = clamp((epoch - 1 + step / Math.max(1, steps)) / Math.max(1, epochs));
  const share = kind === 'teacher' ? inRun : (runsDone + inRun) / Math.max(1, runsTotal);
  const parts = [
    kind === 'teacher'
      ? 'teacher'
      : `run ${Math.min(runsDone + 1, runsTotal)} of ${runsTotal} · ${pointWords(id)}`,
    `epoch ${epoch} of ${epochs}`,
    ...(imagesPerSecond > 0 ? [`${Math.round(imagesPerSecond).toLocaleString('en')} images/s`] : []),
    ...(Number.isFinite(secondsLeft) ? [`${duration(secondsLeft)} left`] : []),
  ];
  return `${bar(share)} ${parts.join(' · ')}`;
}

/** "alpha 0.5", "alpha 0.5, prune.keep 0.25": where a run is on the sweep's axes. */
function pointWords(id: RunId | undefined): string {
  const { point = {} } = (id && parseRunId(id)) ?? {};
  const axes = [['alpha', alphaAt(point)], ...besideAlpha(point)] as const;
  return axes.map((axis) => axis.join(' ')).join(', ');
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

/** What a measured epoch adds where lines stay: accuracy and losses. */
function epochWords(event: Extract<Event, { type: 'epoch' | 'teacher-epoch' }>): string {
  const { validation, epoch } = event.record;
  return event.type === 'epoch'
    ? `${pointWords(event.id)} run ${parseRunId(event.id)?.run ?? 0} epoch ${epoch}: accuracy ${percent(validation.accuracy)}, loss ${validation.loss.toFixed(4)}`
    : `teacher epoch ${epoch} of ${event.record.epochs}: accuracy ${percent(validation.accuracy)}, loss ${validation.loss.toFixed(4)}`;
}

/** "The teacher looked at 3,520 images for 216,000 answers; keeping them saved about 1 min 14 s.", and of each teacher what is stored. */
function wordsOfUse({ answers, asked, secondsSaved = 0, views, stored = [] }: TeacherUse): string {
  const saved = secondsSaved < 1 ? '' : `; keeping them saved about ${duration(secondsSaved)}`;
  const dial =
    views === undefined ? 'The' : views === 0 ? 'With new views every time, the' : `With ${views} views, the`;
  const each = stored.map(
    ({ label, saved, bytes }) =>
      `  ${label}: ${saved.toLocaleString('en')} passes saved, ${Math.ceil(bytes / 1000).toLocaleString('en')} kB of logits stored.`,
  );
  const whole = `${dial} teacher looked at ${asked.toLocaleString('en')} images for ${answers.toLocaleString('en')} answers${saved}.`;
  return [whole, ...each].join('\n');
}

export function createProgress(terminal: Terminal, now: () => number = () => performance.now()): Progress {
  const redraws = terminal.isTTY === true;
  let drawn = false;
  let lastLine = Number.NEGATIVE_INFINITY;
  let lastStage: string | undefined;
  let lastTeacher = '';
  let lastMemory: string | undefined;

  const clear = () => {
    if (drawn) terminal.write('\r\x1b[K');
    drawn = false;
  };
  const draw = (line: string) => {
    if (!redraws) return;
    const shown = line.slice(0, Math.max(20, (terminal.columns ?? 80) - 1));
    terminal.write(`\r\x1b[K${shown}`);
    drawn = true;
  };
  const say = (sentence: string) => {
    clear();
    terminal.write(`${sentence}\n`);
  };
  const sayCalmly = (sentence: string) => {
    if (redraws || now() - lastLine < calm) return;
    lastLine = now();
    say(sentence);
  };
  const stage = (words: string, done: number, total: number) => {
    draw(total > 0 ? `${bar(done / total)} ${words}` : `${words} …`);
    if (words === lastStage) return;
    lastStage = words;
    if (!redraws) say(`${words} …`);
  };

  return {
    take(message) {
      if (message.type === 'reading') stage('Reading the folder', message.done, message.total);
      if (message.type === 'said') say(message.sentence);
      if (message.type !== 'event') return;
      const { event } = message;
      switch (event.type) {
        case 'backend':
          say(`Backend: ${inEnglish(event.backend.label)}. ${inEnglish(event.backend.reason)}`);
          break;
        case 'dataset': {
          const { label, classes, train, validation, rejected, understood } = event.dataset;
          const left = rejected.length === 0 ? '' : `; ${rejected.length} left out`;
          say(
            `Dataset: ${label}, ${classes.length} classes, ${train.count} + ${validation.count} images${left}.`,
          );
          if (understood !== undefined) say(inEnglish(understood));
          for (const { path, reason } of rejected.slice(0, 5))
            say(`  left out: ${path}: ${inEnglish(reason)}`);
          if (rejected.length > 5) say(`  … and ${rejected.length - 5} more`);
          break;
        }
        case 'teacher': {
          const sentences = teacherWords(event.teacher).join('\n');
          if (sentences && sentences !== lastTeacher) say(sentences);
          lastTeacher = sentences;
          break;
        }
        case 'memory': {
          const sentence = inEnglish(event.memory.advice);
          if (isWorthSaying(event.memory) && sentence !== lastMemory) say(sentence);
          lastMemory = sentence;
          break;
        }
        case 'stage':
          stage(stageWords[event.stage](event.total), event.done, event.total);
          break;
        case 'pace':
          draw(paceLine(event.pace));
          break;
        case 'epoch':
        case 'teacher-epoch':
          sayCalmly(epochWords(event));
          break;
        case 'teacher-use':
          if (event.use.asked < event.use.answers || event.use.views !== undefined)
            say(wordsOfUse(event.use));
          break;
        case 'warning':
          say(problemInEnglish(event.warning));
          break;
        case 'run-ended':
          if (event.problem) {
            const { run = 0 } = parseRunId(event.id) ?? {};
            const words = pointWords(event.id);
            say(
              `${words[0]?.toUpperCase()}${words.slice(1)}, run ${run}: ${problemInEnglish(event.problem)}`,
            );
          }
          break;
      }
    },
    say,
    end: clear,
  };
}
