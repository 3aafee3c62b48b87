/**
 * Loops that do the same with each number of arrays of one length, four at a time.
 */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { advance, type Code, floats, get, type LocalType, moduleBytes, repeat } from './assembler.ts';
import { compiledFor } from './compile.ts';
import { setConstants } from './vectorMath.ts';

/** Four neighbours while the loop is at them. */
export interface Four {
  readonly ofArray: (i: number) => Code;
  readonly toArray: (i: number, value: Code) => Code;
  /** The i-th local of its own, a v128. */
  readonly own: (i: number) => number;
  /** The local that holds the i-th constant. */
  readonly constant: (i: number) => number;
}

export interface ElementLoop {
  /** How many arrays it reads or writes; none both. */
  readonly arrays: number;
  readonly own: number;
  readonly constants: readonly number[];
  readonly body: (four: Four, fused: boolean) => Code;
}

/** Pointers are byte offsets; then how many fours, at least one. */
type Run = (...pointersAndFours: number[]) => void;

function elementLoopModule(loop: ElementLoop, shared: boolean, fused: boolean): Uint8Array<ArrayBuffer> {
  const { arrays, own, constants, body } = loop;
  const left = arrays + 1;
  const firstOwn = left + 1;
  const four: Four = {
    ofArray: (i) => floats.v128.load(get(i), 0),
    toArray: (i, value) => floats.v128.store(get(i), value, 0),
    own: (i) => firstOwn + i,
    constant: (i) => firstOwn + own + i,
  };
  return moduleBytes({
    shared,
    parameters: arrays + 1,
    locals: ['i32', ...Array<LocalType>(own + constants.length).fill('v128')],
    body: [
      setConstants(firstOwn + own, constants),
      repeat(left, get(arrays), [
        body(four, fused),
        Array.from({ length: arrays }, (_, i) => advance(i, 16)),
      ]),
    ],
  });
}

/** Fewer numbers than this no loop can take. */
export const leastElements = 4;

/**
 * @param name   of the loop, another for each.
 * @param arrays of the same length, at least `leastElements`: the loop's, in its order.
 */
export function passOverElements(
  backend: BackendWasm,
  name: string,
  loop: ElementLoop,
  arrays: readonly TensorInfo[],
): void {
  const run = compiledFor<string, Run>(backend, 'elements', name, (_, shared, fused) =>
    elementLoopModule(loop, shared, fused),
  );
  const starts = arrays.map(({ dataId }) => backend.getMemoryOffset(dataId));
  const count = arrays[0]?.shape.reduce((product, length) => product * length, 1) ?? 0;
  run(...starts, Math.floor(count / 4));
  // The last four overlap what is done already: it is done again, to the same numbers.
  if (count % 4 > 0) run(...starts.map((start) => start + 4 * (count - 4)), 1);
}
