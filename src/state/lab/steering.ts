/**
 * Pause, resume, one epoch more, stop: what can be done to training that is under way.
 */
import type { Client } from '../../worker/client.ts';
import type { LabActions, Phase } from './labState.ts';
import { isBusy } from './phases.ts';

export function steering(
  client: Client,
  phase: () => Phase,
  changePhase: (phase: Phase) => void,
): Pick<LabActions, 'pause' | 'resume' | 'stepEpoch' | 'stop'> {
  return {
    pause() {
      if (phase() === 'running' || phase() === 'training-teacher') client.send({ type: 'pause' });
    },
    resume() {
      if (phase() === 'paused') client.send({ type: 'resume' });
    },
    stepEpoch() {
      if (isBusy(phase()) && phase() !== 'stopping') client.send({ type: 'step-epoch' });
    },
    stop() {
      if (!isBusy(phase()) || phase() === 'stopping') return;
      changePhase('stopping');
      client.send({ type: 'stop' });
    },
  };
}
