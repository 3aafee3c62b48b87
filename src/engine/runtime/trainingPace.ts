/**
 * How fast the current backend trains: a short, fixed piece of what training steps are made of.
 */
import {
  conv2d,
  dispose,
  fill,
  relu,
  sum,
  type Tensor,
  type Tensor4D,
  valueAndGrads,
} from '@tensorflow/tfjs-core';

/** Raised when a pace from before says nothing about the engine as it is now: faster kernels, other work. */
export const paceVersion = 1;

const batch = 16;
/** Passes between two readings: in training, too, several steps go by between two. */
const passesPerRound = 4;
/** Rounds are repeated until this much time is spent, and at most this often. */
const enoughMs = 120;
const mostRounds = 4;
/** One image in longer than this is on no GPU, whatever its name: it is not made to work off a whole batch. */
const slowMs = 100;

/**
 * Milliseconds of one forward and backward pass through two 3 × 3 convolutions of [16, 32, 32, 16], with the gradients
 * of both filters: 190 million multiply-adds. The fastest of a few rounds, after a pass that compiles what is needed.
 */
export async function trainingPace(now: () => number = () => performance.now()): Promise<number> {
  const timed = async (images: number, passes: number) => {
    const start = now();
    await train(images, passes);
    return (now() - start) / passes;
  };
  await train(1, 1);
  const one = await timed(1, 1);
  if (one > slowMs) return one * batch;
  await train(batch, 1);
  const from = now();
  let fastest = Number.POSITIVE_INFINITY;
  for (let round = 0; round < mostRounds && now() - from < enoughMs; round++) {
    fastest = Math.min(fastest, await timed(batch, passesPerRound));
  }
  return fastest;
}

async function train(count: number, passes: number): Promise<void> {
  const images = fill([count, 32, 32, 16], 0.5) as Tensor4D;
  const filters = [fill([3, 3, 16, 16], 0.01), fill([3, 3, 16, 16], 0.01)];
  const pass = valueAndGrads((...weights: Tensor[]) =>
    sum(weights.reduce((x: Tensor4D, filter) => relu(conv2d(x, filter as Tensor4D, 1, 1)), images)),
  );
  try {
    for (let i = 1; i <= passes; i++) {
      const { value, grads } = pass(filters);
      dispose(grads);
      // Work is done in order: whoever waits for the last value has waited for all.
      if (i === passes) await value.data();
      value.dispose();
    }
  } finally {
    dispose([images, ...filters]);
  }
}
