/**
 * The command line, run as `npm run distill` runs it.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..');

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** @param watch sees stderr as it grows */
export function distill(
  args: readonly string[],
  watch?: (stderr: string, child: ChildProcess) => void,
): Promise<Ended> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, ['src/cli/distill.mjs', ...args], { cwd: root });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
      watch?.(stderr, child);
    });
    child.on('error', failed);
    child.on('close', (code) => done({ code, stdout, stderr }));
  });
}
