/**
 * The same computation on WebGPU and on the cpu backend, for tests in a browser.
 */
import '@tensorflow/tfjs-backend-cpu';
import { memory, setBackend, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { random } from '../../../base/random.ts';
import { registerKernels } from '../registerKernels.ts';
import { startGpuInBrowser } from './startGpuInBrowser.ts';

/** A tensor of normal numbers, the same on both backends. */
export type Draw = <T extends Tensor>(shape: readonly number[], mean?: number, deviation?: number) => T;

const start = {
  cpu: async () => {
    await setBackend('cpu');
    registerKernels('cpu', 'stock');
  },
  webgpu: startGpuInBrowser,
};

async function numbersOn(
  backend: keyof typeof start,
  compute: (draw: Draw) => Readonly<Record<string, Tensor | undefined>>,
): Promise<ReadonlyMap<string, Float32Array>> {
  await start[backend]();
  const before = memory().numTensors;
  const stream = random(7, 'gaps to cpu');
  const drawn: Tensor[] = [];
  const draw: Draw = <T extends Tensor>(shape: readonly number[], mean = 0, deviation = 1) => {
    const size = shape.reduce((product, length) => product * length, 1);
    const values = Float32Array.from({ length: size }, () => mean + deviation * stream.normal());
    const made = tensor(values, [...shape], 'float32');
    drawn.push(made);
    return made as T;
  };
  const numbers = new Map<string, Float32Array>();
  for (const [name, result] of Object.entries(compute(draw))) {
    if (!result) continue;
    numbers.set(name, Float32Array.from(await result.data()));
    result.dispose();
  }
  for (const made of drawn) made.dispose();
  const left = memory().numTensors - before;
  if (left !== 0) throw new Error(`${left} tensors are left on ${backend}`);
  return numbers;
}

/**
 * @param compute makes tensors from those that it draws; all that it does not return it must have freed.
 * @returns for each result the largest difference, in parts of the cpu's largest number.
 * @throws if a backend has tensors left.
 */
export async function gapsToCpu(
  compute: (draw: Draw) => Readonly<Record<string, Tensor | undefined>>,
): Promise<Readonly<Record<string, number>>> {
  const expected = await numbersOn('cpu', compute);
  const found = await numbersOn('webgpu', compute);
  const gaps: Record<string, number> = {};
  for (const [name, values] of expected) {
    const mine = found.get(name);
    let largest = 1e-6;
    let apart = mine?.length === values.length ? 0 : Number.POSITIVE_INFINITY;
    values.forEach((value, i) => {
      largest = Math.max(largest, Math.abs(value));
      const gap = Math.abs(value - (mine?.[i] ?? Number.NaN));
      apart = Math.max(apart, Number.isNaN(gap) ? Number.POSITIVE_INFINITY : gap);
    });
    gaps[name] = apart / largest;
  }
  return gaps;
}
