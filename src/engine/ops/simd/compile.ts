/**
 * Functions assembled for a shape, compiled once for each memory that they run in.
 */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { hasFusedMultiplyAdd, hasVectors } from './assembler.ts';
import { isShared, wasmMemory } from './wasmHeap.ts';

const compiled = new WeakMap<WebAssembly.Memory, Map<string, unknown>>();

/** Looked up once: they are facts about the engine. */
let abilities: { readonly vectors: boolean; readonly fused: boolean } | undefined;

function engineAbilities() {
  abilities ??= { vectors: hasVectors(), fused: hasFusedMultiplyAdd() };
  return abilities;
}

/** Whether vector code of ours can run in this backend's memory. */
export function canAssemble(backend: BackendWasm): boolean {
  return wasmMemory(backend) !== undefined && engineAbilities().vectors;
}

/**
 * @param kind     names the assembly; with the shape it names the function.
 * @param assemble a module as `moduleBytes` makes it, with or without shared memory and fused multiply-add.
 */
export function compiledFor<Shape, Run>(
  backend: BackendWasm,
  kind: string,
  shape: Shape,
  assemble: (shape: Shape, shared: boolean, fused: boolean) => Uint8Array<ArrayBuffer>,
): Run {
  const memory = wasmMemory(backend);
  if (!memory) throw new Error('The wasm backend hides its memory.');
  const functions = compiled.get(memory) ?? new Map<string, unknown>();
  compiled.set(memory, functions);
  const key = `${kind} ${JSON.stringify(shape)}`;
  const known = functions.get(key);
  if (known) return known as Run;
  const module = new WebAssembly.Module(assemble(shape, isShared(memory), engineAbilities().fused));
  const { run } = new WebAssembly.Instance(module, { env: { memory } }).exports;
  functions.set(key, run);
  return run as Run;
}
