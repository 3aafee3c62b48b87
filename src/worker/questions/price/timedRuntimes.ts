/**
 * How long kept networks take for one image in every runtime, in turns: nothing else is tried meanwhile, and training ends it.
 */
import { agreement } from '../../../analysis/agreement.ts';
import { loadRuntime, type OnnxRuntime } from '../../../engine/external/onnx/runtime.ts';
import { freeRunning, type TrainingControl } from '../../../engine/training/control.ts';
import { asProblem } from '../../../lang/problem.ts';
import {
  type NetworkTimes,
  type RuntimeName,
  type RuntimeTimes,
  runtimeNames,
} from '../../../protocol/runtimeTimes.ts';
import { isSlower, ratioOf, timedInTurns, timing } from '../../students/timing/turns.ts';
import { Interrupted } from '../../tasks.ts';
import { type Asked, requireRest } from '../asked.ts';
import { end, type ReadyNetwork, readyNetwork } from './readyNetwork.ts';

/** Odd, so that the median is one of them. */
const rounds = 31;
/** Kernels are compiled, weights brought to the device and threads started in them. */
const warmUps = 5;
/** Browsers’ clocks may go in steps of 0.1 ms, so short passes are measured several at a time. ms */
const least = 4;
/** Images of which int8 and float32 are asked at a time. */
const batch = 50;

/**
 * @param ids the first is what the others are held against
 * @param turn of `Asked.measuring`, when it was asked
 * @returns undefined where it was told to stop, something else is to be timed, or training or making ready began
 * @throws ProblemError `setting-invalid` while something is trained or made ready, `weights-invalid` where one is not kept any more
 */
export async function timedRuntimes(
  ids: readonly string[],
  turn: number,
  asked: Asked,
): Promise<RuntimeTimes | undefined> {
  requireRest(asked);
  const control = controlOf(asked, turn);
  const tell = (done: number, total: number) => asked.post({ type: 'timing', done, total });
  return asked.timing.time(async () => {
    try {
      tell(0, 1);
      return await timed([...new Set(ids)], asked, control, tell);
    } catch (thrown) {
      if (thrown instanceof Interrupted) return undefined;
      throw thrown;
    } finally {
      tell(0, 0);
    }
  });
}

function controlOf(asked: Asked, turn: number): TrainingControl {
  const isOver = () => asked.measuring.turn !== turn || asked.isAtWork();
  return {
    get stopped() {
      return isOver();
    },
    async checkpoint(at) {
      await freeRunning.checkpoint(at);
      if (isOver()) throw new Interrupted();
      return 'go';
    },
  };
}

async function timed(
  ids: readonly string[],
  asked: Asked,
  control: TrainingControl,
  tell: (done: number, total: number) => void,
): Promise<RuntimeTimes> {
  const runtime = await loadRuntime().catch((thrown: unknown) => asProblem(thrown).what);
  const ready: ReadyNetwork[] = [];
  try {
    for (const id of ids) {
      await control.checkpoint('step');
      ready.push(await readyNetwork(id, runtime, asked, control));
    }
    const taken = await timesOf(ready, control, tell);
    const networks: NetworkTimes[] = [];
    for (const [i, one] of ready.entries()) networks.push(await told(one, i, taken, control));
    return { networks, rounds, warmUps, least, threads: threadsOf(runtime) };
  } finally {
    await Promise.all(ready.map(end));
  }
}

const threadsOf = (runtime: OnnxRuntime | object | string): number =>
  typeof runtime === 'object' && 'env' in runtime ? (runtime.env.wasm.numThreads ?? 1) : 1;

/** Of the network at a place, milliseconds of every round; none where it does not run there. */
type Taken = (place: number, name: RuntimeName) => readonly number[] | undefined;

async function timesOf(
  ready: readonly ReadyNetwork[],
  control: TrainingControl,
  tell: (done: number, total: number) => void,
): Promise<Taken> {
  const all = ready.flatMap(({ running }, place) =>
    runtimeNames.flatMap((name) => {
      const one = running[name];
      return one ? [{ place, name, once: one.once }] : [];
    }),
  );
  const taken = await timedInTurns(
    all.map(({ once }) => once),
    {
      ...{ rounds, warmUps, least },
      async turn(done, total) {
        if (done % all.length === 0) tell(done, total);
        await control.checkpoint('step');
      },
    },
  );
  return (place, name) => taken[all.findIndex((one) => one.place === place && one.name === name)];
}

async function told(
  network: ReadyNetwork,
  place: number,
  taken: Taken,
  control: TrainingControl,
): Promise<NetworkTimes> {
  const { id, reasons, files, isQuantised } = network;
  const timeIn = (name: RuntimeName): NetworkTimes['times'][RuntimeName] => {
    const [own, first] = [taken(place, name), taken(0, name)];
    if (!own) return { reason: reasons[name] ?? '' };
    return {
      ...timing(own),
      ...(first ? { ratio: ratioOf(own, first), isSlower: isSlower(own, first) } : {}),
    };
  };
  const [whole, float] = [taken(place, 'onnxInt8'), taken(place, 'onnxFloat')];
  const agreeing = await agreementOf(network, control);
  return {
    ...{ id, files, isQuantised },
    times: { lab: timeIn('lab'), onnxFloat: timeIn('onnxFloat'), onnxInt8: timeIn('onnxInt8') },
    ...(whole && float
      ? { overFloat: ratioOf(whole, float), isSlowerThanFloat: isSlower(whole, float) }
      : {}),
    ...(agreeing ? { agreement: agreeing } : {}),
  };
}

/** Undefined where one of the two does not run, or its images are not open. */
async function agreementOf(
  { running: { onnxFloat, onnxInt8 }, images, classes }: ReadyNetwork,
  control: TrainingControl,
): Promise<NetworkTimes['agreement']> {
  if (!onnxFloat || !onnxInt8 || !images.isOwn) return undefined;
  let same = 0;
  for (let from = 0; from < images.count; from += batch) {
    await control.checkpoint('step');
    const until = Math.min(images.count, from + batch);
    const [one, other] = [await onnxFloat.logits(from, until), await onnxInt8.logits(from, until)];
    same += agreement(one, other, classes) * (until - from);
  }
  return { share: same / images.count, images: images.count };
}
