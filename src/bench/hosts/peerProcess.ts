/**
 * Peers in processes of Node: tfjs keeps its kernels and gradients in globals, so that two peers in one process would
 * be one.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { Question, Reply } from '../messages.ts';
import { type PeerName, peerNames } from '../peers/catalogue.ts';
import { type PeerHandle, peerHandle } from './peerHandle.ts';

/** What WebGPU computes on there: the machine's adapter, one that executes nothing, or no WebGPU at all. */
export type NodeGpu = 'default' | 'null' | 'none';

/**
 * @param script serves the peer whose name it is given.
 * @param environment beside this process's own.
 */
export function startPeerProcess(
  script: string,
  name: PeerName,
  gpu: NodeGpu,
  environment: Readonly<Record<string, string>> = {},
): PeerHandle {
  const child: ChildProcess = fork(script, [name, gpu], {
    // What a library prints there is not ours: stdout is the table's, and an adapter that executes nothing has too little
    // memory for some, who complain at length.
    stdio: gpu === 'null' ? ['ignore', 'ignore', 'ignore', 'ipc'] : ['ignore', 2, 2, 'ipc'],
    env: { ...process.env, ...environment },
  });
  let settle: ((reply: Reply) => void) | undefined;
  let ended = false;
  child.on('message', (reply: Reply) => settle?.(reply));
  child.on('exit', (code, signal) => {
    ended = true;
    settle?.({ failure: `its process ended (${signal ?? code})` });
  });
  return peerHandle(
    name,
    (question: Question) =>
      new Promise((resolve) => {
        settle = resolve;
        if (ended) resolve({ failure: 'its process has ended' });
        else child.send(question);
      }),
    () => void child.kill(),
  );
}

/** Answers the parent process until it hangs up. */
export async function servePeer([name, gpu]: readonly string[]): Promise<void> {
  const known = peerNames.find((candidate) => candidate === name);
  if (!known || !process.send) throw new Error('This is started by the bench, with the name of a peer.');
  // tfjs advises everyone in Node to take its backend for Node.
  console.warn = () => undefined;
  const { createRespondent } = await import('./respondent.ts');
  const dawn =
    gpu === 'default' || gpu === 'null' ? (await import('./gpuInNode.ts')).startDawn(gpu) : undefined;
  const wasmPackage = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
  const respond = createRespondent(known, {
    wasmPaths: `${dirname(wasmPackage)}/`,
    gpu: dawn,
    processorMilliseconds() {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1000;
    },
  });
  process.on('message', async (question: Question) => process.send?.(await respond(question)));
  process.on('disconnect', () => process.exit());
}
