/**
 * A kept network in every runtime that takes it, and why the others do not.
 */
import { zippedSize } from '../../../data/modelZip.ts';
import { onWholeNumbers } from '../../../engine/compression/qat/onWholeNumbers.ts';
import type { OnnxRuntime } from '../../../engine/external/onnx/runtime.ts';
import type { TrainingControl } from '../../../engine/training/control.ts';
import type { Checkpoint } from '../../../engine/transfer/checkpoint.ts';
import { ProblemError } from '../../../lang/problem.ts';
import { type Sentence, words } from '../../../lang/sentence.ts';
import type { FileSize, NetworkTimes, NoTime, RuntimeName } from '../../../protocol/runtimeTimes.ts';
import type { Architecture } from '../../../spec/network/architecture.ts';
import {
  inLab,
  inOnnxRuntime,
  onnxOf,
  type Running,
  type RunningOnnx,
} from '../../students/timing/runtimes.ts';
import { Interrupted } from '../../tasks.ts';
import type { Asked } from '../asked.ts';
import { aboutNetwork } from '../family/aboutNetwork.ts';
import { foreignRow } from '../foreign/foreignNetwork.ts';
import { openNetwork } from '../openNetwork.ts';
import { openedForTiming, type TimingImages } from './openedForTiming.ts';

interface InRuntimes {
  readonly lab?: Running;
  readonly onnxFloat?: RunningOnnx;
  readonly onnxInt8?: RunningOnnx;
}

export interface ReadyNetwork extends Pick<NetworkTimes, 'id' | 'files' | 'isQuantised'> {
  readonly running: InRuntimes;
  /** Of those in which it does not run. */
  readonly reasons: Readonly<Partial<Record<RuntimeName, Sentence>>>;
  readonly images: TimingImages;
  /** K */
  readonly classes: number;
}

export const end = async ({ running }: Pick<ReadyNetwork, 'running'>): Promise<void> => {
  for (const one of Object.values(running) as readonly Running[]) await one.end();
};

const foreign: NoTime = {
  reason:
    'Other software made it and runs it as its file says: only networks of the lab are timed in every runtime.',
};
const noImages: TimingImages = { isOwn: false, count: 0, side: 0, pixels: new Float32Array() };

/**
 * @param runtime why it did not load, where it did not
 * @throws ProblemError `weights-invalid` where it is not kept any more
 * @throws Interrupted
 */
export async function readyNetwork(
  id: string,
  runtime: OnnxRuntime | Sentence,
  asked: Asked,
  control: TrainingControl,
): Promise<ReadyNetwork> {
  if (await foreignRow(id, asked)) {
    const { reason } = foreign;
    const reasons = { lab: reason, onnxFloat: reason, onnxInt8: reason };
    return { id, reasons, running: {}, files: {}, isQuantised: false, images: noImages, classes: 0 };
  }
  const opened = await openedForTiming(id, asked, control);
  const { checkpoint, images } = opened;
  const kinds = new Set(Object.values(checkpoint.architecture.forms).map(({ kind }) => kind));
  const isQuantised = kinds.has('fakeQuantised') || kinds.has('quantised');
  const begun: { running: InRuntimes; reasons: Partial<Record<RuntimeName, Sentence>> } = {
    ...{ running: {}, reasons: {} },
  };
  const files: Partial<Record<Exclude<RuntimeName, 'lab'>, FileSize>> = {};
  const attempt = async <Name extends RuntimeName>(name: Name, start: () => Promise<InRuntimes[Name]>) => {
    try {
      begun.running = { ...begun.running, [name]: await start() };
    } catch (thrown) {
      if (thrown instanceof Interrupted) throw thrown;
      begun.reasons[name] = reasonOf(thrown);
    }
  };
  const inRuntime = (name: 'onnxFloat' | 'onnxInt8', made: () => Promise<Checkpoint>) =>
    attempt(name, async () => {
      if (!isRuntime(runtime)) throw new Unable({ reason: runtime });
      const file = await onnxOf(await made());
      const running = await inOnnxRuntime(runtime, file, images);
      const zipped = zippedSize(file);
      files[name] = { bytes: file.length, ...(zipped === undefined ? {} : { zipped }) };
      return running;
    });
  try {
    await attempt('lab', async () => {
      if (isQuantised) throw new Unable(simulated);
      return inLab(checkpoint, images);
    });
    const whole = kinds.has('quantised') ? await onWholeNumbers(checkpoint) : checkpoint;
    await inRuntime('onnxFloat', async () =>
      isQuantised && whole ? floatOf(id, checkpoint, asked) : checkpoint,
    );
    await inRuntime('onnxInt8', async () => {
      if (!whole) throw new Unable(noLevels);
      return isQuantised ? whole : opened.quantised();
    });
  } catch (thrown) {
    await end(begun);
    throw thrown;
  }
  const { classes } = checkpoint.architecture;
  return { id, ...begun, files, isQuantised, images, classes };
}

/** Where a runtime does not take a network, and why. */
class Unable extends Error implements NoTime {
  readonly reason: Sentence;
  constructor({ reason }: NoTime) {
    super();
    this.reason = reason;
  }
}

const simulated: NoTime = {
  reason: 'The lab only simulates its integers: how long that takes says nothing of the network.',
};
const noLevels: NoTime = {
  reason: 'Its levels are not whole numbers times one scale, so its file holds them as float32.',
};
const noFloat: NoTime = {
  reason:
    'It is quantised, and of the networks that it was made of no float32 one with the same channels, blocks and factors is stored.',
};

function reasonOf(thrown: unknown): Sentence {
  if (thrown instanceof Unable) return thrown.reason;
  if (thrown instanceof ProblemError) return thrown.problem.what;
  return words`It did not start there: ${thrown instanceof Error ? thrown.message : String(thrown)}`;
}

const isRuntime = (runtime: OnnxRuntime | Sentence): runtime is OnnxRuntime =>
  typeof runtime === 'object' && 'InferenceSession' in runtime;

/** The latest network of its line whose layers are not quantised, of the same channels, blocks and factors. */
async function floatOf(id: string, { architecture }: Checkpoint, asked: Asked): Promise<Checkpoint> {
  const seen = new Set([id]);
  let at = (await aboutNetwork(id, asked))?.parent;
  while (at !== undefined && !seen.has(at)) {
    seen.add(at);
    const row = await aboutNetwork(at, asked);
    if (!row || row.foreign !== undefined) break;
    const { checkpoint } = await openNetwork(at, asked);
    const forms = Object.values(checkpoint.architecture.forms);
    const isFloat = forms.every(({ kind }) => kind !== 'fakeQuantised' && kind !== 'quantised');
    if (isFloat && isOfSameLayers(checkpoint.architecture, architecture)) return checkpoint;
    at = row.parent;
  }
  throw new Unable(noFloat);
}

const isOfSameLayers = (one: Architecture, other: Architecture): boolean =>
  layersText(one) === layersText(other);

/** What two networks have alike whose layers are the same but for their forms. */
const layersText = ({ family, channels, without = [], factors = {}, shortcuts = {} }: Architecture): string =>
  JSON.stringify([family, sorted(channels), [...without].sort(), sorted(factors), sorted(shortcuts)]);

const sorted = (entries: Readonly<Record<string, unknown>>) =>
  Object.entries(entries).sort(([one], [other]) => (one < other ? -1 : 1));
