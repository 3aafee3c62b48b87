/**
 * `npm run networks:insects`: makes the example networks in `public/networks/insects/` anew. With numbers of steps after it, only
 * those: the others stay as they are.
 */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './ensureInstalled.mjs';

const folder = join(root, 'public/networks/insects');
const common = ['--teacher', 'shipped', '--out-networks', folder];
/** @param {number} keep */
const pruned = (keep) => [
  ...['--student', 'teacher', '--alpha', '0.5', '--runs', '2'],
  ...['--recipe', 'prune keep=0.5 scope=uniform; distil epochs=8 rate=0.02', '--vary', `prune.keep=${keep}`],
];

/** The curve of channels kept, whose 100 % is the teacher itself, and students of the default experiment. */
const steps = [...[0.8, 0.6, 0.4, 0.2].map(pruned), ['--alpha', '0.5,1', '--runs', '3']];

const wanted = process.argv.slice(2).map(Number);
if (wanted.length === 0) rmSync(folder, { recursive: true, force: true });
for (const [i, step] of steps.entries()) {
  if (wanted.length > 0 && !wanted.includes(i + 1)) continue;
  const { status } = spawnSync(process.execPath, [join(root, 'src/cli/distill.mjs'), ...step, ...common], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}
