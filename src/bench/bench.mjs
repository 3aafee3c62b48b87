/**
 * `npm run bench`: installs what is missing, builds what has changed, and hands over to the bench.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from '../cli/setup/build.mjs';
import { findChromium, hardwareFlags, quietFlags, softwareFlags } from '../cli/setup/chromium.mjs';
import { ensureInstalled, root } from '../cli/setup/ensureInstalled.mjs';

ensureInstalled();
try {
  ensureBuilt('bench');
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
}
// It needs a package, which may have been missing until now.
const { startServer } = await import('../cli/setup/server.mjs');
/** @type {typeof import('./main.ts')} */
const { main } = await import(pathToFileURL(join(root, 'dist-bench/main.js')).href);
process.exitCode = await main(process.argv.slice(2), {
  peerScript: join(import.meta.dirname, 'peer.mjs'),
  files: join(root, 'public'),
  chromium: findChromium(),
  chromiumFlags: { quiet: quietFlags, hardware: hardwareFlags, software: softwareFlags },
  async serve() {
    ensureBuilt('page');
    const { server, port } = await startServer({ folder: join(root, 'dist'), host: '127.0.0.1', port: 0 });
    return { origin: `http://127.0.0.1:${port}`, close: () => void server.close() };
  },
});
