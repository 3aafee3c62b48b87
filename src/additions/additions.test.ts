/**
 * What the README says under “How to add”: an objective, a loss with a regressor, a family, a stage, an optimiser, an operation, a reader and a lesson
 * are a declaration, an implementation and a line for each. In a copy of the sources they are added so, and used.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { addedTest } from './added.ts';
import { additions } from './additions.ts';
import { overlayOf } from './overlay.ts';

const overlay = overlayOf(additions, { 'added.test.ts': addedTest });
afterAll(() => overlay.remove());

function run(...args: readonly string[]) {
  const { stdout, stderr, status } = spawnSync(process.execPath, args, {
    cwd: overlay.folder,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });
  return { told: `${stdout}${stderr}`, status };
}

const inPackages = (path: string) => join(overlay.folder, 'node_modules', path);

describe('what is added', () => {
  it.each(additions.map(({ what, files, lines }) => [what, Object.keys(files).length, lines.length]))(
    '%s is %i files and %i lines',
    (_, files, lines) => {
      expect(files).toBeLessThanOrEqual(2);
      expect(lines).toBeLessThanOrEqual(2);
    },
  );

  it('satisfies the type checker', () => {
    expect(run(inPackages('typescript/bin/tsc'), '-p', '.')).toEqual({ told: '', status: 0 });
  }, 300_000);

  it('works', () => {
    const { told, status } = run(inPackages('vitest/vitest.mjs'), 'run', '--root', '.', 'src/added.test.ts');
    expect(told).toContain('6 passed');
    expect(status, told).toBe(0);
  }, 300_000);
});
