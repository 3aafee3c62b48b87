import { describe, expect, it } from 'vitest';
import { asProblem, problem } from './problem.ts';
import { inEnglish } from './sentence.ts';

describe('asProblem', () => {
  it.each([
    ['V8, an array', 'Array buffer allocation failed'],
    ['V8, WebAssembly', 'WebAssembly.Memory(): could not allocate memory'],
    [
      'V8, an instance',
      'WebAssembly.instantiate(): Out of memory: Cannot allocate Wasm memory for new instance',
    ],
    ['SpiderMonkey', 'allocation size overflow'],
    ['SpiderMonkey, anything', 'out of memory'],
    ['JavaScriptCore', 'Out of memory'],
    ['emscripten', 'Aborted(OOM). Build with -sASSERTIONS for more info.'],
    [
      'Dawn',
      'createBuffer failed, size (8589934592) is too large for the implementation when mappedAtCreation == true',
    ],
  ])('knows that memory is short from the words of %s', (_, message) => {
    const found = asProblem(new RangeError(message));
    expect(found.code).toBe('memory-short');
    expect(inEnglish(found.what)).toContain(message);
    expect(inEnglish(found.fix)).toMatch(/fewer images.*smaller image size.*smaller batch/);
  });

  it.each(['x is not a function', 'memory access out of bounds', 'The room is too small'])(
    'takes “%s” for a defect',
    (message) => expect(asProblem(new Error(message)).code).toBe('unexpected'),
  );

  it('hands on a problem as it is', () => {
    const thrown = problem('file-unreadable', 'It is out of memory sticks.', 'Buy some.');
    expect(asProblem(thrown)).toBe(thrown.problem);
  });
});
