import type { TrainingControl } from '../../engine/training/control.ts';
import type { Event, Stage } from '../../protocol/protocol.ts';
import { Interrupted } from '../tasks.ts';

export type Progress = (done: number, total: number) => void;

export const progressOf =
  (post: (event: Event) => void, stage: Stage): Progress =>
  (done, total) =>
    post({ type: 'stage', stage, done, total });

/** For work that only a throw can stop: reading and drawing images. */
export function cancellable(
  post: (event: Event) => void,
  stage: Stage,
  control: Pick<TrainingControl, 'stopped'>,
): Progress {
  const told = progressOf(post, stage);
  return (done, total) => {
    if (control.stopped) throw new Interrupted();
    told(done, total);
  };
}
