/**
 * Tells the loss's scheduled parameters what they are before each epoch: of an epoch it is the same however training got there.
 */
import type { Scheduled } from '../../objectives/term.ts';
import type { Hook } from '../trainState.ts';

export function scheduleHooks(scheduled: readonly Scheduled[] = []): readonly Hook[] {
  if (scheduled.length === 0) return [];
  const before =
    (next: 0 | 1): Hook['run'] =>
    ({ learners }, { epoch }) => {
      const values = scheduled.map(
        ({ name, at }) => [name, { shape: [1], values: Float32Array.of(at(epoch + next)) }] as const,
      );
      for (const learner of learners) learner.write(Object.fromEntries(values));
    };
  return [
    { at: 'start', run: before(0) },
    { at: 'epoch', run: before(1) },
  ];
}
