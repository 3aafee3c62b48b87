/**
 * Long work, one piece at a time, each with its own control.
 */
import { createControl, type TaskControl } from '../engine/training/control.ts';

/** Thrown inside work that was stopped, where it cannot return early; never shown to anybody. */
export class Interrupted extends Error {}

export interface TaskQueue {
  /** The control of the newest training: under way, or waiting. */
  readonly control: TaskControl | undefined;
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
  /** Resolves when nothing is being made ready, or something is trained. */
  prepared(): Promise<void>;
  /** Resolves when nothing is queued. */
  idle(): Promise<void>;
}

export interface Task {
  readonly kind: 'preparing' | 'training';
  /** What the work is for: the same text means the same experiment. */
  readonly subject: string;
  readonly control?: TaskControl;
  readonly work: (control: TaskControl) => Promise<void>;
}

export function createTaskQueue(failed: (thrown: unknown) => void): TaskQueue {
  const waiting: (Pick<Task, 'kind' | 'subject'> & { readonly control: TaskControl })[] = [];
  let chain = Promise.resolve();
  return {
    get control() {
      return waiting.findLast(({ kind }) => kind === 'training')?.control;
    },
    get isAtWork() {
      return waiting.some(({ control }) => !control.paused);
    },
    get interrupted() {
      return waiting[0]?.control.stopped ?? false;
    },
    stop() {
      for (const { control } of waiting) control.stop();
      return waiting.some(({ kind }) => kind === 'preparing');
    },
    add({ kind, subject, work, control = createControl() }) {
      for (const before of waiting) {
        if (before.kind === 'preparing' && (kind === 'preparing' || before.subject !== subject)) {
          before.control.stop();
        }
      }
      const task = { kind, subject, control };
      waiting.push(task);
      chain = chain.then(async () => {
        try {
          if (!control.stopped || kind === 'training') await work(control);
        } catch (thrown) {
          const expected = thrown instanceof Interrupted || (control.stopped && kind === 'preparing');
          if (!expected) failed(thrown);
        } finally {
          waiting.splice(waiting.indexOf(task), 1);
        }
      });
    },
    async prepared() {
      while (waiting.length > 0 && waiting.every(({ kind }) => kind === 'preparing')) await chain;
    },
    idle: () => chain,
  };
}
