/**
 * The lab over a client that says what a test says, with an address bar of its own. Timers are vitest’s: `vi.useFakeTimers` comes first.
 */
import { vi } from 'vitest';
import { problem } from '../../lang/problem.ts';
import type { Answers, Command, Question } from '../../protocol/protocol.ts';
import type { Experiment } from '../../spec/experiment.ts';
import { linkOf } from '../../spec/link.ts';
import type { Client, Report } from '../../worker/client.ts';
import { mapStore } from '../runs/mapStore.ts';
import { createSavedRuns, type SavedRuns } from '../runs/savedRuns.ts';
import { createLab, publishEvery, restBeforePreparing } from './lab.ts';
import { smallExperiment } from './sampleReports.ts';

export const dropped = 'folder-0123456789abcdef';
export const linked = 'folder-fedcba9876543210';

interface Given {
  readonly search?: string;
  readonly savedRuns?: SavedRuns;
  readonly answers?: { readonly [Type in Question['type']]?: Answers[Type] };
  /** What is thrown instead of an answer. */
  readonly refusal?: () => Error | undefined;
}

export function open(given: Given = {}) {
  const { search = '', savedRuns = createSavedRuns(mapStore(), () => 0), answers = {}, refusal } = given;
  const sent: Command[] = [];
  const asked: Question[] = [];
  let listener: (report: Report) => void = () => undefined;
  const client: Client = {
    send: (command) => sent.push(command),
    async ask<Q extends Question>(question: Q) {
      asked.push(question);
      const refused = refusal?.();
      if (refused) throw refused;
      const answer = answers[question.type];
      if (answer === undefined) throw problem('teacher-missing', 'There is none.', 'Train one.');
      return answer as Answers[Q['type']];
    },
    subscribe(given) {
      listener = given;
      return () => undefined;
    },
  };
  const bar = { now: search, results: true };
  const address = {
    search: () => bar.now,
    intend: () => undefined,
    replace(changed: string) {
      bar.now = changed;
    },
    dropResults() {
      bar.results = false;
    },
  };
  const lab = createLab({ client, savedRuns, address });
  const { actions } = lab.getState();
  const say = (...reports: readonly Report[]) => {
    for (const report of reports) listener(report);
    vi.advanceTimersByTime(publishEvery);
  };
  /** Says without waiting for publication. */
  const whisper = (report: Report) => listener(report);
  /** Long enough for the form to rest and for storage to answer. */
  const rest = () => vi.advanceTimersByTimeAsync(restBeforePreparing);
  const sentTypes = () => sent.map(({ type }) => type);
  return { lab, actions, say, whisper, rest, sent, sentTypes, asked, bar, state: lab.getState };
}

export const ready = (experiment: Experiment): Report => ({ type: 'ready', experiment });
export const smallLink = linkOf(smallExperiment);
