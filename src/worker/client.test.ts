import { afterEach, describe, expect, it, vi } from 'vitest';
import { ProblemError } from '../lang/problem.ts';
import type { Command, Event as LabEvent } from '../protocol/protocol.ts';
import { defaultExperiment } from '../spec/experiment.ts';
import { createClient, type Report, startLimit } from './client.ts';

const refused = { code: 'weights-invalid', what: 'There are no weights.', fix: 'Train first.' } as const;

/** The worker's side of the channel, in the test's hands. */
class FakeWorker extends EventTarget {
  readonly received: Command[] = [];
  postMessage(command: Command) {
    this.received.push(structuredClone(command));
  }
  says(event: LabEvent) {
    this.dispatchEvent(new MessageEvent('message', { data: structuredClone(event) }));
  }
}

function connect() {
  const worker = new FakeWorker();
  const client = createClient(worker);
  const reports: Report[] = [];
  const unsubscribe = client.subscribe((report) => reports.push(report));
  return { worker, client, reports, unsubscribe };
}

const errorSaying = (message: string) => Object.assign(new Event('error'), { message });

describe('createClient', () => {
  it('sends commands as they are and hands on reports in order until unsubscribed', () => {
    const { worker, client, reports, unsubscribe } = connect();
    client.send({ type: 'prepare', experiment: defaultExperiment });
    expect(worker.received).toEqual([{ type: 'prepare', experiment: defaultExperiment }]);
    worker.says({ type: 'paused' });
    worker.says({ type: 'resumed' });
    unsubscribe();
    worker.says({ type: 'paused' });
    expect(reports.map(({ type }) => type)).toEqual(['paused', 'resumed']);
  });

  it('gives each question its own answer, whatever the order, and keeps answers from listeners', async () => {
    const { worker, client, reports } = connect();
    const pictures = client.ask({ type: 'pictures', from: 0, count: 0 });
    const saved = client.ask({ type: 'saved-teachers' });
    expect(worker.received).toMatchObject([{ request: 1 }, { request: 2 }]);
    const teacher = { id: 'saved-1', label: 'a', dataset: 'insects', accuracy: 0.9, savedAt: 'now' };
    worker.says({ type: 'answer', request: 2, answer: [teacher] });
    worker.says({ type: 'answer', request: 1, answer: [] });
    expect(await pictures).toEqual([]);
    expect(await saved).toEqual([teacher]);
    expect(reports).toEqual([]);
  });

  it('rejects a refused question with its problem', async () => {
    const { worker, client } = connect();
    const weights = client.ask({ type: 'export-teacher' });
    worker.says({ type: 'refusal', request: 1, problem: refused });
    const error = await weights.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ProblemError);
    expect(error).toMatchObject({ problem: refused });
  });

  it('passes over answers that nobody waits for', () => {
    const { worker, reports } = connect();
    worker.says({ type: 'answer', request: 7, answer: [] });
    worker.says({ type: 'refusal', request: 8, problem: refused });
    expect(reports).toEqual([]);
  });

  it.each([
    ['error', errorSaying('x is not defined'), 'unexpected', /x is not defined/],
    ['error', errorSaying('out of memory'), 'memory-short', /out of memory/],
    ['error', errorSaying(''), 'worker-failed', /could not be loaded/],
    ['messageerror', new Event('messageerror'), 'unexpected', /could not be read/],
  ])(
    'turns the worker’s %s into a problem, and refuses what is pending',
    async (_name, event, code, sentence) => {
      const { worker, client, reports } = connect();
      const pending = client.ask({ type: 'export-teacher' });
      worker.dispatchEvent(event);
      await expect(pending).rejects.toBeInstanceOf(ProblemError);
      await expect(pending).rejects.toThrow(sentence);
      expect(reports).toMatchObject([{ type: 'problem', problem: { code } }]);
    },
  );

  it('does not say that the worker did not start once it was heard', () => {
    const { worker, reports } = connect();
    worker.says({ type: 'paused' });
    worker.dispatchEvent(errorSaying(''));
    expect(reports[1]).toMatchObject({ problem: { code: 'unexpected' } });
  });
});

describe('a worker from which nothing comes', () => {
  afterEach(() => vi.useRealTimers());

  it('is said not to have started, once, and is heard when it speaks after all', () => {
    vi.useFakeTimers();
    const { worker, reports } = connect();
    vi.advanceTimersByTime(startLimit * 1000 - 1);
    expect(reports).toEqual([]);
    vi.advanceTimersByTime(startLimit * 1000);
    expect(reports).toMatchObject([{ type: 'problem', problem: { code: 'worker-failed' } }]);
    worker.says({ type: 'paused' });
    expect(reports.at(-1)).toEqual({ type: 'paused' });
  });

  it('is not said so of one that is known to have failed', () => {
    vi.useFakeTimers();
    const { worker, reports } = connect();
    worker.dispatchEvent(errorSaying(''));
    vi.advanceTimersByTime(2 * startLimit * 1000);
    expect(reports).toHaveLength(1);
  });

  it('is not said so of one that spoke', () => {
    vi.useFakeTimers();
    const { worker, reports } = connect();
    worker.says({ type: 'paused' });
    vi.advanceTimersByTime(2 * startLimit * 1000);
    expect(reports).toEqual([{ type: 'paused' }]);
  });
});
