/**
 * The bench's hand on a peer, wherever it lives.
 */
import type { Answers, Question, Reply } from '../messages.ts';
import type { PeerName } from '../peers/catalogue.ts';

export interface PeerHandle {
  readonly name: PeerName;
  /** @throws what the peer failed with, or that its worker or process ended. One question at a time. */
  ask<Q extends Question>(question: Q): Promise<Answers[Q['ask']]>;
  end(): void;
}

/** @param send puts a question to the peer and brings its reply. */
export function peerHandle(
  name: PeerName,
  send: (question: Question) => Promise<Reply>,
  end: () => void,
): PeerHandle {
  return {
    name,
    async ask<Q extends Question>(question: Q) {
      const reply = await send(question);
      if ('failure' in reply) throw new Error(reply.failure);
      // The peer answers what it was asked.
      return reply.answer as Answers[Q['ask']];
    },
    end,
  };
}
