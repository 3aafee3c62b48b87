import '@tensorflow/tfjs-backend-cpu';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { memory, setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../base/random.ts';
import { ProblemError } from '../../lang/problem.ts';
import { build, catalogue } from '../families/catalogue.ts';
import { initialise } from '../layers/initialise.ts';
import { bytesInMemory } from './byteSource.ts';
import { openWeights } from './readers.ts';
import { recognise } from './recognise.ts';
import { writeSafetensors } from './safetensors.ts';
import { fromStateDict, toStateDict } from './stateDict.ts';

const options = { classes: 3, imageSize: 8, width: 0.25 };
const { parameters: specs } = catalogue.resnet8.build(options);

beforeAll(async () => {
  await setBackend('cpu');
});

/** Opens a file as a teacher, and frees what came of it. */
async function opened(bytes: Uint8Array): Promise<string> {
  const { tensors } = await openWeights(bytesInMemory(bytes));
  const { architecture } = recognise(tensors);
  const network = build({ ...architecture, imageSize: 32 });
  try {
    const parameters = await fromStateDict(network.parameters, tensors, 'the network');
    for (const tensor of Object.values(parameters)) tensor.dispose();
    return 'opened';
  } catch (thrown) {
    if (thrown instanceof ProblemError) return `${thrown.problem.code}: ${thrown.message}`;
    throw thrown;
  }
}

/** A ResNet-8 as safetensors, in which some numbers were put instead. */
async function changed(changes: Readonly<Record<string, readonly number[]>>): Promise<Uint8Array> {
  const parameters = initialise(specs, random(1));
  const tensors = await toStateDict(specs, parameters);
  for (const tensor of Object.values(parameters)) tensor.dispose();
  for (const [name, values] of Object.entries(changes)) tensors.get(name)?.values.set(values);
  return writeSafetensors({ tensors, metadata: {} });
}

describe('weights', () => {
  it.each([
    [{ 'conv1.weight': [Number.NaN] }, '1 NaN among the 108 numbers of conv1.weight'],
    [
      { 'linear.bias': [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY] },
      '2 infinite ones among the 3 numbers of linear.bias',
    ],
    [{ 'bn1.running_mean': [Number.NaN] }, '1 NaN among the 4 numbers of bn1.running_mean'],
    [{ 'bn1.running_var': [-1e-3, 1, -2] }, '2 variances below 0 among the 4 numbers of bn1.running_var'],
    [
      { 'bn1.running_var': [Number.NaN, -1], 'linear.weight': [Number.NaN] },
      '1 NaN among the 4 numbers of bn1.running_var, 1 variances below 0 among the 4 numbers of bn1.running_var, 1 NaN among',
    ],
  ])('%o are named when they are opened', async (changes, words) => {
    const before = memory().numTensors;
    const said = await opened(await changed(changes));
    expect(said).toContain('weights-invalid');
    expect(said).toContain(words);
    expect(memory().numTensors).toBe(before);
  });

  it('of a variance of 0, and means below it, are right', async () => {
    const bytes = await changed({ 'bn1.running_var': [0, -0], 'bn1.running_mean': [-1], 'bn1.bias': [-1] });
    expect(await opened(bytes)).toBe('opened');
  });

  const cases = join(process.env.LAB_CASES ?? '../shared/cases', 'weights');
  it.skipIf(!existsSync(cases)).each([
    ['w13-one-NaN.pth', 'NaN among the'],
    ['w13-negative-variance.pth', 'variances below 0 among the'],
  ])('of %s are named (skipped without the shared cases)', async (name, words) => {
    const said = await opened(readFileSync(join(cases, name)));
    expect(said).toContain('weights-invalid');
    expect(said).toContain(words);
  });
});
