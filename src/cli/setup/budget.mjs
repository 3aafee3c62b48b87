/**
 * A stage of `npm test`: builds what has changed, and fails where the page's first paint has become too heavy.
 */
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { root } from './ensureInstalled.mjs';
import { judge, weighPage } from './weigh.mjs';

ensureBuilt('page');
const { lines, complaints } = judge(weighPage(join(root, 'dist')));
process.stdout.write(`${[...lines, ...complaints].join('\n')}\n`);
process.exitCode = complaints.length > 0 ? 1 : 0;
