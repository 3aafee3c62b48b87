/**
 * A peer's process: one peer, one question at a time.
 */
import { memory, profile } from '@tensorflow/tfjs-core';
import type { Answers, Held, Question, Reply, Turn } from './messages.ts';
import { peers } from './peers/catalogue.ts';
import type { Peer, Steps } from './peers/peer.ts';
import { workloads } from './workloads/catalogue.ts';
import type { Workload } from './workloads/workload.ts';

function workloadNamed(name: string): Workload {
  const workload = workloads.find((candidate) => candidate.name === name);
  if (!workload) throw new Error(`no workload is named ${name}`);
  return workload;
}

const nothing: Held = { tensors: 0, bytes: 0 };

/** What is allocated beyond `before`. */
function heldSince(before: Held): Held {
  const { numTensors, numBytes } = memory();
  return { tensors: numTensors - before.tensors, bytes: numBytes - before.bytes };
}

async function run(steps: Steps, seconds: number): Promise<Omit<Turn, 'held'>> {
  const from = performance.now();
  let taken = 0;
  let milliseconds: number;
  do {
    await steps.step();
    taken++;
    milliseconds = performance.now() - from;
  } while (milliseconds < 1000 * seconds);
  return { steps: taken, milliseconds };
}

function respondent(peer: Peer): (question: Question) => Promise<Answers[keyof Answers]> {
  let open: Steps | undefined;
  let before = nothing;
  const current = () => {
    if (!open) throw new Error('no workload is open');
    return open;
  };
  return async (question) => {
    switch (question.ask) {
      case 'start':
        return peer.start();
      case 'firstResults':
        return peer.firstResults(workloadNamed(question.workload), question.count);
      case 'open':
        before = heldSince(nothing);
        open = await peer.open(workloadNamed(question.workload));
        return null;
      case 'profile': {
        const { kernels, peakBytes } = await profile(() => current().step());
        return { kernels: kernels.length, peakBytes };
      }
      case 'run':
        return { ...(await run(current(), question.seconds)), held: heldSince(before) };
      case 'close':
        await current().dispose();
        open = undefined;
        return heldSince(before);
    }
  };
}

/** Answers the parent process until it hangs up. */
export async function servePeer(name: string): Promise<void> {
  const load = peers[name];
  if (!load || !process.send) throw new Error('This is started by the bench, with the name of a peer.');
  const answer = respondent(await load());
  const send = (reply: Reply) => process.send?.(reply);
  process.on('message', (question: Question) => {
    answer(question).then(
      (answer) => send({ answer }),
      (error: unknown) => send({ failure: error instanceof Error ? error.message : String(error) }),
    );
  });
  process.on('disconnect', () => process.exit());
}
