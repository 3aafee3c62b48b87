/**
 * The bench's hand on a peer's process.
 */
import { type ChildProcess, fork } from 'node:child_process';
import type { Answers, Question, Reply } from './messages.ts';

export interface PeerProcess {
  readonly name: string;
  /** @throws what the peer failed with, or that its process ended. One question at a time. */
  ask<Q extends Question>(question: Q): Promise<Answers[Q['ask']]>;
  end(): void;
}

/** @param script serves the peer whose name it is given. */
export function startPeer(script: string, name: string): PeerProcess {
  // What a library prints there is not ours; stdout is the table's.
  const child: ChildProcess = fork(script, [name], { stdio: ['ignore', 2, 2, 'ipc'] });
  let settle: ((reply: Reply) => void) | undefined;
  let ended = false;
  child.on('message', (reply: Reply) => settle?.(reply));
  child.on('exit', (code, signal) => {
    ended = true;
    settle?.({ failure: `its process ended (${signal ?? code})` });
  });
  return {
    name,
    async ask<Q extends Question>(question: Q) {
      const reply = await new Promise<Reply>((resolve) => {
        settle = resolve;
        if (ended) resolve({ failure: 'its process has ended' });
        else child.send(question);
      });
      if ('failure' in reply) throw new Error(reply.failure);
      // The peer answers what it was asked.
      return reply.answer as Answers[Q['ask']];
    },
    end: () => void child.kill(),
  };
}
