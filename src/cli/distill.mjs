/**
 * `npm run distill`: installs what is missing, builds the command line if it has changed, and hands over to it.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './setup/build.mjs';
import { ensureChromium, hardwareFlags, quietFlags, softwareFlags } from './setup/chromium.mjs';
import { ensureInstalled, root } from './setup/ensureInstalled.mjs';

ensureInstalled();
try {
  ensureBuilt('cli');
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
}
// It needs a package, which may have been missing until now.
const { startServer } = await import('./setup/server.mjs');
/** @type {typeof import('./main.ts')} */
const { main } = await import(pathToFileURL(join(root, 'dist-cli/main.js')).href);
process.exitCode = await main(process.argv.slice(2), {
  version: JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version,
  browserFlags: { quiet: quietFlags, hardware: hardwareFlags, software: softwareFlags },
  buildPage: () => void ensureBuilt('page'),
  ensureChromium,
  serve: (files) => startServer({ folder: join(root, 'dist'), host: '127.0.0.1', port: 0, files }),
});
