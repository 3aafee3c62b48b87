/**
 * The backend that computes: opened anew for another choice, and after its device was lost.
 */

import { asProblem, type Problem, problem } from '../../lang/problem.ts';
import type { Event } from '../../protocol/protocol.ts';
import type { BackendCard } from '../../protocol/records.ts';
import type { BackendChoice, KernelsChoice } from '../../spec/choices.ts';
import type { Experiment } from '../../spec/experiment.ts';
import type { Resource } from './memo.ts';

export interface OpenedBackend {
  readonly card: BackendCard;
  /** Tells those apart that give other digits. */
  readonly machine: string;
  /** Its device was lost: what it computed last may be anything. */
  readonly isLost: boolean;
}

export interface BackendEnvironment {
  readonly post: (event: Event) => void;
  readonly openBackend: (
    choice: BackendChoice,
    kernels: KernelsChoice,
  ) => Promise<{ readonly card: BackendCard; readonly lost?: Promise<Problem> }>;
  /** Before another one is opened: what tensors there are on this one are of no use any more. */
  readonly onOpening: () => void;
  readonly onLost: (problem: Problem) => void;
}

export interface BackendResource extends Resource<OpenedBackend> {
  /** The one that is open, while its device is there. */
  readonly usable: OpenedBackend | undefined;
  /** The same, once none is being opened. */
  current(): Promise<OpenedBackend | undefined>;
}

export function backendResource({
  post,
  openBackend,
  onOpening,
  onLost,
}: BackendEnvironment): BackendResource {
  /** This visit lost a device: browsers give a page that lost several no other until they are started anew. */
  let hasLostDevice = false;
  let opening: Promise<unknown> = Promise.resolve();
  let open: OpenedBackend | undefined;

  async function openFor({ backend: choice, kernels }: Experiment): Promise<OpenedBackend> {
    const { card, lost } = await openBackend(choice, kernels).catch((thrown) => {
      post({ type: 'backend-closed' });
      throw hasLostDevice ? notGivenAgain(thrown) : thrown;
    });
    // WebAssembly computes the same digits everywhere; a GPU's are its own.
    const where = card.name === 'webgpu' ? card.label : card.name;
    let isLost = false;
    const opened: OpenedBackend = {
      card,
      machine: `${where} ${kernels}`,
      get isLost() {
        return isLost;
      },
    };
    open = opened;
    lost?.then(
      (loss) => {
        // The loss of a device that was given up for another backend concerns nobody.
        if (open !== opened) return;
        isLost = true;
        open = undefined;
        hasLostDevice = true;
        onLost(loss);
        post({ type: 'backend-closed' });
      },
      () => undefined,
    );
    post({ type: 'backend', backend: card });
    return opened;
  }

  return {
    name: 'backend',
    reads: ['backend'],
    needs: {},
    replaces: 'before',
    get usable() {
      return open;
    },
    async current() {
      await opening;
      return open;
    },
    open(experiment) {
      post({ type: 'stage', stage: 'backend', done: 0, total: 1 });
      onOpening();
      const work = openFor(experiment);
      opening = work.catch(() => undefined);
      return work;
    },
    isUsable: ({ isLost }) => !isLost,
    dispose() {
      open = undefined;
    },
  };
}

function notGivenAgain(thrown: unknown): unknown {
  if (asProblem(thrown).code !== 'webgpu-no-adapter') return thrown;
  return problem(
    'webgpu-no-adapter',
    'The browser lost the GPU, and gives this page none any more.',
    'Close all windows of the browser and start it anew, which helps; until then choose backend=auto, which trains on the processor.',
  );
}
