/**
 * `npm run bench`: installs what is missing, builds the bench if it has changed, and hands over to it.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from '../cli/setup/build.mjs';
import { ensureInstalled, root } from '../cli/setup/ensureInstalled.mjs';

ensureInstalled();
try {
  ensureBuilt('bench');
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
}
/** @type {typeof import('./main.ts')} */
const { main } = await import(pathToFileURL(join(root, 'dist-bench/main.js')).href);
process.exitCode = await main(process.argv.slice(2), join(import.meta.dirname, 'peer.mjs'));
