/**
 * Sessions on WebAssembly in Node, for tests. Apart from `sessionForTests.ts`, which browsers load too.
 */
import { startWasmInNode } from '../engine/ops/wasmInNode.ts';
import type { More } from './sessionForTests.ts';

/** On WebAssembly, for `open`. */
export async function onWasm(): Promise<More> {
  await startWasmInNode();
  return { card: { name: 'wasm', label: 'WebAssembly', reason: '', software: false, threads: 1 } };
}
