import type { Rolldown } from 'vite';
import { describe, expect, it } from 'vitest';
import { firstChunk, reachedFrom } from './firstChunk.mjs';

/** Two pages that share `experiment`; the lab has a ring in it. */
const imports: Readonly<Record<string, readonly string[]>> = {
  'index.html': ['main'],
  main: ['app', 'experiment'],
  app: ['react', 'form'],
  form: ['app', 'experiment', '\0vite/preload-helper'],
  experiment: ['valibot'],
  'bench.html': ['bench'],
  bench: ['experiment', 'tensors'],
};

it('everything that is reached at once is found, rings or not', () => {
  const reached = reachedFrom('index.html', (id) => imports[id] ?? []);
  expect([...reached].sort()).toEqual(
    ['\0vite/preload-helper', 'app', 'experiment', 'form', 'index.html', 'main', 'react', 'valibot'].sort(),
  );
});

describe('a module goes to', () => {
  const { name } = firstChunk({ lab: 'index.html', bench: 'bench.html' }) as {
    name: Exclude<Rolldown.CodeSplittingGroup['name'], string>;
  };
  const context = { getModuleInfo: (id: string) => ({ importedIds: imports[id] ?? [] }) };
  it.each([
    ['app', 'lab'],
    ['react', 'lab'],
    ['valibot', 'common'],
    ['\0vite/preload-helper', 'common'],
    // The pages' own beginnings stay theirs: the bench must never start the lab.
    ['main', null],
    ['index.html', null],
    ['tensors', null],
  ])('%s: %s', (id, file) => {
    expect(name(id, context as unknown as Parameters<typeof name>[1])).toBe(file);
  });
});
