/**
 * Long work, one piece at a time, each with its own lever.
 */
import { createLever, type Lever } from '../engine/training/control.ts';

/** Thrown inside work that was stopped, where it cannot return early; never shown to anybody. */
export class Interrupted extends Error {}

export interface TaskQueue {
  /** The lever of the newest training: under way, or waiting. */
  readonly lever: Lever | undefined;
  /** Whether anything is under way, and not paused. */
  readonly isAtWork: boolean;
  /** Whether the work under way was stopped. */
  readonly interrupted: boolean;
  /**
   * Queues work. Preparing gives way to later preparing, and to training for another experiment; training for the same
   * one waits for it, because it needs what is being made.
   * Preparing that was stopped before its turn is not begun; training is, so that it can say that it was stopped.
   */
  add(task: Task): void;
  /** Stops everything that is queued; returns whether preparing was among it. */
  stop(): boolean;
  /** Resolves when nothing is queued. */
  idle(): Promise<void>;
}

export interface Task {
  readonly kind: 'preparing' | 'training';
  /** What the work is for: the same text means the same experiment. */
  readonly subject: string;
  readonly lever?: Lever;
  readonly work: (lever: Lever) => Promise<void>;
}

export function createTaskQueue(failed: (thrown: unknown) => void): TaskQueue {
  const waiting: (Pick<Task, 'kind' | 'subject'> & { readonly lever: Lever })[] = [];
  let chain = Promise.resolve();
  return {
    get lever() {
      return waiting.findLast(({ kind }) => kind === 'training')?.lever;
    },
    get isAtWork() {
      return waiting.some(({ lever }) => !lever.paused);
    },
    get interrupted() {
      return waiting[0]?.lever.stopped ?? false;
    },
    stop() {
      for (const { lever } of waiting) lever.stop();
      return waiting.some(({ kind }) => kind === 'preparing');
    },
    add({ kind, subject, work, lever = createLever() }) {
      for (const before of waiting) {
        if (before.kind === 'preparing' && (kind === 'preparing' || before.subject !== subject)) {
          before.lever.stop();
        }
      }
      const task = { kind, subject, lever };
      waiting.push(task);
      chain = chain.then(async () => {
        try {
          if (!lever.stopped || kind === 'training') await work(lever);
        } catch (thrown) {
          const expected = thrown instanceof Interrupted || (lever.stopped && kind === 'preparing');
          if (!expected) failed(thrown);
        } finally {
          waiting.splice(waiting.indexOf(task), 1);
        }
      });
    },
    idle: () => chain,
  };
}
