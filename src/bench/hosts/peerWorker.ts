/**
 * Peers in workers of a page: tfjs keeps its kernels and gradients in globals, so that two peers in one worker would be
 * one.
 */
import type { Reply } from '../messages.ts';
import type { PeerName } from '../peers/catalogue.ts';
import { type PeerHandle, peerHandle } from './peerHandle.ts';

export function startPeerWorker(name: PeerName): PeerHandle {
  const worker = new Worker(new URL('./peer.worker.ts', import.meta.url), { type: 'module', name });
  let settle: ((reply: Reply) => void) | undefined;
  let broken: Reply | undefined;
  worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => settle?.(data));
  worker.addEventListener('error', ({ message }) => {
    broken = { failure: `its worker ended${message ? `: ${message}` : ''}` };
    settle?.(broken);
  });
  return peerHandle(
    name,
    (question) =>
      new Promise((resolve) => {
        settle = resolve;
        if (broken) resolve(broken);
        else worker.postMessage(question);
      }),
    () => {
      worker.terminate();
      broken ??= { failure: 'it was ended' };
      settle?.(broken);
    },
  );
}
