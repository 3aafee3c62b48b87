/**
 * Long work, one piece at a time, each with its own lever.
 */
import { createLever, type Lever } from '../engine/training/control.ts';

export interface TaskQueue {
  /** The lever of the work under way, or of the newest that waits. */
  readonly lever: Lever | undefined;
  /**
   * Queues work. Preparing gives way to later preparing, but not to training, which needs what it is making.
   * Preparing that was stopped before its turn is not begun; training is, so that it can say that it was stopped.
   */
  add(kind: 'preparing' | 'training', work: (lever: Lever) => Promise<void>, lever?: Lever): void;
  /** Resolves when nothing is queued. */
  idle(): Promise<void>;
}

export function createTaskQueue(failed: (thrown: unknown) => void): TaskQueue {
  const waiting: { readonly kind: 'preparing' | 'training'; readonly lever: Lever }[] = [];
  let chain = Promise.resolve();
  return {
    get lever() {
      return waiting.at(-1)?.lever;
    },
    add(kind, work, lever = createLever()) {
      if (kind === 'preparing') {
        for (const task of waiting) if (task.kind === kind) task.lever.stop();
      }
      const task = { kind, lever };
      waiting.push(task);
      chain = chain.then(async () => {
        try {
          if (!lever.stopped || kind === 'training') await work(lever);
        } catch (thrown) {
          if (!lever.stopped || kind === 'training') failed(thrown);
        } finally {
          waiting.splice(waiting.indexOf(task), 1);
        }
      });
    },
    idle: () => chain,
  };
}
