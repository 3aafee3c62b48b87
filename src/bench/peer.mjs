/**
 * A process that runs one peer, started by the bench.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../cli/setup/ensureInstalled.mjs';

/** @type {typeof import('./main.ts')} */
const { peerProcess } = await import(pathToFileURL(join(root, 'dist-bench/main.js')).href);
await peerProcess.serve(process.argv.slice(2));
