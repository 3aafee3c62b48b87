import { add, memory, tensor1d } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { startWasmInNode } from '../wasmInNode.ts';

it('a clone on wasm outlives its original, in the same memory', async () => {
  await startWasmInNode();
  const before = memory().numTensors;
  const original = tensor1d([1, 2, 3]);
  const clone = original.clone();
  expect(clone.dataId).toBe(original.dataId);
  original.dispose();
  // What is allocated next would take the place of memory that was freed too early.
  const next = add(clone, 10);
  expect(Array.from(await clone.data())).toEqual([1, 2, 3]);
  expect(Array.from(await next.data())).toEqual([11, 12, 13]);
  clone.dispose();
  next.dispose();
  expect(memory().numTensors).toBe(before);
});
