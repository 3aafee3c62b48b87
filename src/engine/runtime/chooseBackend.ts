/**
 * Picks where the numbers are computed, and says why.
 *
 * `auto` measures WebGPU against WebAssembly where WebGPU reaches a GPU, once for each device, and takes the faster.
 * A software adapter is not measured: it computes on the cores that WebAssembly computes on, on two of them 30 to 40 times
 * slower with stock kernels and 3 to 5 times with ours, and to compile for it and time it takes seconds, where the page is
 * ready after two.
 * Plain JavaScript is the last resort. A choice by name is honoured or fails.
 */
import { enableProdMode, removeBackend, setBackend } from '@tensorflow/tfjs-core';
import { within } from '../../base/timeLimit.ts';
import { asProblem, type Problem, problem } from '../../lang/problem.ts';
import { type Sentence, together, words } from '../../lang/sentence.ts';
import type { BackendCard, GpuRefusal } from '../../protocol/records.ts';
import type { BackendChoice, KernelsChoice } from '../../spec/choices.ts';
import { registerKernels } from '../ops/registerKernels.ts';
import { adapterLimit, askForAdapter, type GpuOffer } from './gpuAdapter.ts';
import { type MeasurementCache, type Paces, paceKey, recallPaces, verdictOn } from './paces.ts';
import { trainingPace } from './trainingPace.ts';
import { startWasm, type WasmPaths } from './wasm.ts';
import { startWebgpu } from './webgpu.ts';

/** Seconds for a piece of work that takes a fraction of one; the rest is for compiling its kernels. */
const paceLimit = 60;

/** Seconds for a part of the program to come over the network. */
const loadLimit = 60;

/** Seconds for what a browser keeps to be read or written. */
const memoryLimit = 3;

export interface BackendEnvironment {
  readonly wasmPaths: WasmPaths;
  /** `navigator.gpu`, unless a test gives another; null stands for a browser without WebGPU. */
  readonly gpu?: GPU | null;
  /** Without it, `auto` measures whenever it finds a GPU. */
  readonly measurements?: MeasurementCache;
  /** Milliseconds of a piece of work on the current backend; `trainingPace`, unless a test gives another. */
  readonly measure?: () => Promise<number>;
}

export interface OpenedBackend {
  readonly card: BackendCard;
  /** WebGPU only: resolves when the device is lost or refuses to work. */
  readonly lost?: Promise<Problem>;
}

export interface BackendOptions {
  /** `ours` unless given. */
  readonly kernels?: KernelsChoice;
}

/**
 * Makes a backend current in tfjs, with our gradients and kernels registered.
 *
 * @throws ProblemError `webgpu-missing`, `webgpu-no-adapter` or `backend-failed` where the choice cannot be honoured;
 * `auto` never throws as long as plain JavaScript runs.
 */
export async function chooseBackend(
  choice: BackendChoice,
  environment: BackendEnvironment,
  { kernels = 'ours' }: BackendOptions = {},
): Promise<OpenedBackend> {
  enableProdMode();
  const opened = await open(choice, environment, kernels);
  registerKernels(opened.card.name, kernels);
  return opened;
}

function open(
  choice: BackendChoice,
  environment: BackendEnvironment,
  kernels: KernelsChoice,
): Promise<OpenedBackend> {
  const chosen = words`It was chosen by name.`;
  switch (choice) {
    case 'cpu':
      return openCpu(chosen);
    case 'wasm':
      return openWasm(environment.wasmPaths, chosen);
    case 'webgpu':
      return openWebgpu(environment, chosen);
    case 'auto':
      return openBest(environment, kernels);
  }
}

async function openBest(environment: BackendEnvironment, kernels: KernelsChoice): Promise<OpenedBackend> {
  const offer = await askForAdapter(gpuOf(environment));
  const refusals: Sentence[] = [];
  let refusal: GpuRefusal = refusalOf(offer);
  if (offer.kind === 'adapter' && !offer.software) {
    try {
      return await openFaster(offer, environment, kernels);
    } catch (thrown) {
      refusals.push(asProblem(thrown).what);
      refusal = 'failed';
    }
  } else refusals.push(whyNot(offer));
  const refused = ({ card, ...rest }: OpenedBackend): OpenedBackend => ({
    ...rest,
    card: { ...card, refusal },
  });
  try {
    return refused(await openWasm(environment.wasmPaths, together(refusals)));
  } catch (thrown) {
    refusals.push(asProblem(thrown).what);
    const slow = words`Training will be slow: choose few images and a small student.`;
    return refused(await openCpu(together([...refusals, slow])));
  }
}

/**
 * WebGPU or WebAssembly, whichever is measured to be faster, or was at an earlier visit.
 *
 * @throws ProblemError `backend-failed` where WebGPU does not start.
 */
async function openFaster(
  offer: Adapter,
  environment: BackendEnvironment,
  kernels: KernelsChoice,
): Promise<OpenedBackend> {
  const { wasmPaths, measurements, measure = trainingPace } = environment;
  const key = paceKey(offer.adapter, kernels);
  const known = await within(recallPaces(measurements, key), memoryLimit, () => undefined);
  if (known) {
    const { faster, reason } = verdictOn(known);
    return faster === 'webgpu' ? startOn(offer, reason) : openWasm(wasmPaths, reason);
  }
  const paceOf = async (name: keyof Paces) => {
    registerKernels(name, kernels);
    return within(measure(), paceLimit, () => {
      throw problem(
        'backend-failed',
        words`A short piece of training had not ended after ${paceLimit} seconds on ${name}.`,
        'Reload the page, or choose the wasm backend.',
      );
    });
  };
  const onGpu = await startOn(offer, words`WebGPU reaches a GPU here.`);
  const webgpu = await paceOf('webgpu');
  const onWasm = await openWasm(wasmPaths, '').catch(() => undefined);
  const wasm = onWasm && (await paceOf('wasm'));
  // Nobody waits until it is written.
  if (wasm !== undefined) measurements?.set(key, { webgpu, wasm }).catch(() => undefined);
  const verdict = wasm === undefined ? undefined : verdictOn({ webgpu, wasm });
  if (onWasm && verdict?.faster === 'wasm') {
    removeBackend('webgpu');
    return { card: { ...onWasm.card, reason: verdict.reason } };
  }
  await setBackend('webgpu');
  return { ...onGpu, card: { ...onGpu.card, ...(verdict ? { reason: verdict.reason } : {}) } };
}

function refusalOf(offer: GpuOffer): GpuRefusal {
  if (offer.kind === 'adapter') return 'software';
  return offer.kind === 'silent' ? 'failed' : offer.kind;
}

function whyNot(offer: GpuOffer): Sentence {
  switch (offer.kind) {
    case 'missing':
      return words`This browser offers no WebGPU.`;
    case 'no-adapter':
      return words`WebGPU finds no GPU here.`;
    case 'silent':
      return words`WebGPU gave no answer within ${adapterLimit} seconds.`;
    case 'adapter':
      return words`WebGPU reaches only a software adapter here (${offer.label}), which is slower than WebAssembly.`;
  }
}

async function openWebgpu(environment: BackendEnvironment, reason: Sentence): Promise<OpenedBackend> {
  const offer = await askForAdapter(gpuOf(environment));
  if (offer.kind === 'missing') {
    throw problem(
      'webgpu-missing',
      'This browser offers no WebGPU.',
      'Use a recent Chrome, Edge, Safari or Firefox over https or on localhost, or choose backend=auto.',
    );
  }
  if (offer.kind === 'no-adapter') {
    throw problem(
      'webgpu-no-adapter',
      'This browser has WebGPU, but it finds no GPU that it may use.',
      'Start the browser anew if it had a GPU before; otherwise look for a blocked or missing graphics driver (chrome://gpu says so), or choose backend=auto.',
    );
  }
  if (offer.kind === 'silent') {
    throw problem('backend-failed', whyNot(offer), 'Restart the browser, or choose backend=auto.');
  }
  return startOn(offer, reason);
}

type Adapter = Extract<GpuOffer, { readonly kind: 'adapter' }>;

async function startOn({ adapter, label, software }: Adapter, reason: Sentence): Promise<OpenedBackend> {
  const { lost } = await startWebgpu(adapter);
  return { card: { name: 'webgpu', label: words`WebGPU, ${label}`, reason, software, threads: 1 }, lost };
}

async function openWasm(paths: WasmPaths, reason: Sentence): Promise<OpenedBackend> {
  const { simd } = await startWasm(paths);
  const counted = words`1 thread`;
  const label = simd ? words`WebAssembly, SIMD, ${counted}` : words`WebAssembly, ${counted}`;
  return { card: { name: 'wasm', label, reason, software: true, threads: 1, simd } };
}

async function openCpu(reason: Sentence): Promise<OpenedBackend> {
  await within(import('@tensorflow/tfjs-backend-cpu'), loadLimit, () => {
    throw problem(
      'backend-failed',
      words`Its program had not loaded after ${loadLimit} seconds.`,
      'Look at the network and reload the page.',
    );
  });
  if (!(await setBackend('cpu'))) {
    throw problem('backend-failed', 'Not even plain JavaScript could be started.', 'Reload the page.');
  }
  return { card: { name: 'cpu', label: words`Plain JavaScript`, reason, software: true, threads: 1 } };
}

function gpuOf({ gpu }: BackendEnvironment): GPU | undefined {
  return gpu === undefined ? globalThis.navigator?.gpu : (gpu ?? undefined);
}
