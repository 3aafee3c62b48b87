/**
 * The page's handle on the worker: commands go out, events come in, questions become promises.
 */
import type { Problem } from '../lang/problem.ts';
import { memoryShort, ProblemError, saysMemoryIsShort } from '../lang/problem.ts';
import { words } from '../lang/sentence.ts';
import type { Answers, Command, Event, Question } from '../protocol/protocol.ts';

/** What the worker says unasked; answers and refusals go to whoever asked. */
export type Report = Exclude<Event, { readonly request: number }>;

export interface Client {
  send(command: Exclude<Command, { readonly request: number }>): void;
  /** Rejects with a `ProblemError` when the worker refuses, or breaks before it answers. */
  ask<Q extends Question>(question: Q): Promise<Answers[Q['type']]>;
  /** Calls `listener` with every report, in order, until the function that comes back is called. */
  subscribe(listener: (report: Report) => void): () => void;
}

interface Asked {
  resolve(answer: Answers[keyof Answers]): void;
  reject(error: ProblemError): void;
}

const notStarted: Problem = {
  code: 'worker-failed',
  what: 'The training thread did not start: its program could not be loaded, so nothing can be trained.',
  fix: 'Look at the network and reload the page; finished runs are kept.',
};

/** Seconds until a training thread from which nothing came is said not to have started. What it says later is heard. */
export const startLimit = 60;

const silent: Problem = {
  code: 'worker-failed',
  what: words`The training thread has not answered for ${startLimit} seconds: its program is still on its way, or does not start here.`,
  fix: 'Wait, or look at the network and reload the page; finished runs are kept.',
};

function failureOf(message: string): Problem {
  if (saysMemoryIsShort(message)) return memoryShort(message);
  return {
    code: 'unexpected',
    what: words`The training thread failed: ${message || words`it gave no reason`}.`,
    fix: 'Reload the page; finished runs are kept.',
  };
}

export function createClient(
  worker: Pick<Worker, 'postMessage' | 'addEventListener' | 'removeEventListener'>,
): Client {
  const listeners = new Set<(report: Report) => void>();
  const asked = new Map<number, Asked>();
  let lastRequest = 0;

  const report = (event: Report) => {
    for (const listener of [...listeners]) listener(event);
  };

  const breakOff = (problem: Problem) => {
    clearTimeout(silence);
    const waiting = [...asked.values()];
    asked.clear();
    for (const { reject } of waiting) reject(new ProblemError(problem));
    report({ type: 'problem', problem });
  };

  let heard = false;
  const silence = setTimeout(() => heard || report({ type: 'problem', problem: silent }), startLimit * 1000);
  worker.addEventListener('message', ({ data }: MessageEvent<Event>) => {
    heard = true;
    if (data.type !== 'answer' && data.type !== 'refusal') return report(data);
    const waiting = asked.get(data.request);
    asked.delete(data.request);
    if (data.type === 'answer') waiting?.resolve(data.answer);
    else waiting?.reject(new ProblemError(data.problem));
  });
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    breakOff(heard || event.message ? failureOf(event.message) : notStarted);
  });
  worker.addEventListener('messageerror', () =>
    breakOff({
      code: 'unexpected',
      what: 'A message from the training thread could not be read.',
      fix: 'Reload the page; finished runs are kept.',
    }),
  );

  return {
    send: (command) => worker.postMessage(command),
    ask<Q extends Question>(question: Q) {
      const request = ++lastRequest;
      return new Promise<Answers[Q['type']]>((resolve, reject) => {
        asked.set(request, { resolve: (answer) => resolve(answer as Answers[Q['type']]), reject });
        try {
          worker.postMessage({ ...question, request });
        } catch (error) {
          asked.delete(request);
          throw error;
        }
      });
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
