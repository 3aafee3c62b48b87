/**
 * `npm run nightly`: what is too slow for every test run. The journeys tagged `@nightly`, then visits in an installed Firefox.
 *
 * What is given after `--` goes to the visits: `npm run nightly -- --visits 30`.
 */
import { spawnSync } from 'node:child_process';
import { ensureChromium } from './chromium.mjs';
import { ensureInstalled, root } from './ensureInstalled.mjs';

ensureInstalled();
process.env.CHROMIUM_PATH = ensureChromium();
const stages = [
  { name: 'journeys', args: ['node_modules/@playwright/test/cli.js', 'test', '--grep=@nightly'] },
  { name: 'visits in Firefox', args: ['src/cli/setup/firefox.mjs', ...process.argv.slice(2)] },
];
for (const { name, args } of stages) {
  process.stdout.write(`\n── ${name}\n`);
  const { status } = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  process.stdout.write(`── ${name}: ${status === 0 ? 'passed' : 'FAILED'}\n`);
  if (status !== 0) process.exitCode = 1;
}
