/**
 * `npm start`: installs what is missing, builds what has changed, serves, and says where.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled, root } from './ensureInstalled.mjs';

function readFlags() {
  try {
    const { values } = parseArgs({
      options: { port: { type: 'string' }, host: { type: 'string' }, help: { type: 'boolean' } },
    });
    const port = values.port === undefined ? undefined : Number(values.port);
    if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port <= 65_535)) {
      throw new Error(`--port is ${values.port}; it takes a whole number from 0 to 65535.`);
    }
    return { port, host: values.host, help: values.help };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exit(2);
  }
}

const { port, host, help } = readFlags();
if (help) {
  process.stdout.write('npm start -- [--port 4173] [--host 127.0.0.1]\n');
  process.exit(0);
}
ensureInstalled();
try {
  ensureBuilt('page');
  // It needs a package, which may have been missing until now.
  const { startServer } = await import('./server.mjs');
  const { port: taken } = await startServer({
    folder: join(root, 'dist'),
    host: host ?? '127.0.0.1',
    port: port ?? 4173,
    // A port that someone asked for is meant; the usual one may move.
    attempts: port === undefined ? 50 : 1,
  });
  process.stdout.write(`Distillation Lab is at http://localhost:${taken}/\n`);
  if (host !== undefined && !/^(localhost|127\.|::1)/.test(host)) {
    process.stdout.write('From another machine, browsers allow WebGPU and threads over https only.\n');
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
}
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => process.exit(0));
