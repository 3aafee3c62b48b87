/**
 * What the bar under the results says, and how far the work has come.
 */
import type { Pace } from '../../protocol/protocol.ts';
import type { LabState } from '../../state/lab/labState.ts';
import { bytesText, secondsText } from '../quantities.ts';
import type { Text } from '../text/en/page.ts';

/** Share of the whole sweep (or of the teacher's training) that is done, 0 … 1. */
export function shareDone(pace: Pace): number {
  const inRun = (pace.epoch - 1 + (pace.steps > 0 ? pace.step / pace.steps : 0)) / Math.max(1, pace.epochs);
  const share =
    pace.kind === 'teacher' || pace.runsTotal === 0 ? inRun : (pace.runsDone + inRun) / pace.runsTotal;
  return Math.min(1, Math.max(0, share));
}

/** "run 5 of 12, epoch 7 of 12", and beside it the step, the speed and the time left. */
export function paceWords(
  pace: Pace,
  words: Text['run'],
): { readonly where: string; readonly speed: string } {
  const run =
    pace.kind === 'student'
      ? words.where(Math.min(pace.runsDone + 1, pace.runsTotal), pace.runsTotal)
      : undefined;
  const where = [run, words.epoch(pace.epoch, pace.epochs), words.step(pace.step, pace.steps)];
  const left = secondsText(pace.secondsLeft);
  const images = Number.isFinite(pace.imagesPerSecond) ? words.speed(pace.imagesPerSecond) : undefined;
  const speed = [images, left ? words.left(left) : undefined];
  const list = (parts: readonly (string | undefined)[], between: string) =>
    parts.filter((part) => part !== undefined).join(between);
  return { where: list(where, ', '), speed: list(speed, ' · ') };
}

/** The sentence at rest: what Run would do, or what it did. `changed`: the form differs from what was measured. */
export function restWords(
  {
    phase,
    problem,
    experiment,
    measured,
    runs,
    seconds,
  }: Pick<LabState, 'phase' | 'problem' | 'experiment' | 'measured' | 'runs' | 'seconds'>,
  changed: boolean,
  words: Text['run'],
): string {
  if (phase === 'blocked') return problem?.code === 'device-lost' ? words.lost : words.blocked;
  const finished = runs.filter((run) => run.status === 'finished').length;
  if (phase === 'done' && measured) {
    const total = measured.alphas.length * measured.runs;
    return finished < total
      ? words.stoppedAt(finished, total, runs.filter((run) => run.status === 'failed').length)
      : words.done(finished, seconds === undefined ? undefined : secondsText(seconds));
  }
  const ready = words.ready(experiment.alphas.length, experiment.runs, experiment.epochs);
  return changed ? `${ready} ${words.doneChanged}` : ready;
}

/** What keeping the teacher's logits saved, and what is stored of each teacher; undefined where nothing was. */
export function teacherWords(
  { phase, teacherUse }: Pick<LabState, 'phase' | 'teacherUse'>,
  words: Text['run'],
): string | undefined {
  if (phase !== 'done' || !teacherUse || teacherUse.asked >= teacherUse.answers) return undefined;
  const { answers, asked, secondsSaved = 0, stored = [] } = teacherUse;
  const time = secondsSaved < 1 ? undefined : secondsText(secondsSaved);
  const each = stored.map(({ label, saved, bytes }) => words.storedLogits(label, saved, bytesText(bytes)));
  return [asked === 0 ? words.notAsked(answers, time) : words.asked(asked, answers, time), ...each].join(' ');
}
