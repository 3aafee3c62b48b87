/**
 * The bench's page as the command line drives it: peers are started and asked from outside.
 */
import type { Question, Reply } from '../messages.ts';
import type { PeerName } from '../peers/catalogue.ts';
import type { PeerHandle } from './peerHandle.ts';
import { startPeerWorker } from './peerWorker.ts';

/** What the page puts on `window` under `drivenName`. */
export interface Driven {
  start(name: PeerName): void;
  ask(name: PeerName, question: Question): Promise<Reply>;
  end(name: PeerName): void;
}

export const drivenName = 'distillationLabBench';

/** The address of the page that is driven ends in this. */
export const drivenHash = '#driven';

export function driven(): Driven {
  const handles = new Map<PeerName, PeerHandle>();
  return {
    start(name) {
      handles.set(name, startPeerWorker(name));
    },
    async ask(name, question) {
      const handle = handles.get(name);
      if (!handle) return { failure: 'it was not started' };
      return handle.ask(question).then(
        (answer) => ({ answer }),
        (error: Error) => ({ failure: error.message }),
      );
    },
    end(name) {
      handles.get(name)?.end();
      handles.delete(name);
    },
  };
}
