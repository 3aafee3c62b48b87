/**
 * A plugin of the build that says, beside the page, of which packages each of its chunks is made: for the page's budget.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { root } from './ensureInstalled.mjs';
import { chunksFile } from './weigh.mjs';

/**
 * The package that a module belongs to; our own, by their folder.
 *
 * @param {string} id
 */
function packageOf(id) {
  const name = id.match(/.*node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1];
  return name ?? relative(root, dirname(id));
}

/** @returns {import('vite').Plugin} */
export function chunkContents() {
  return {
    name: 'chunk-contents',
    apply: (_config, { command, isSsrBuild }) => command === 'build' && !isSsrBuild,
    writeBundle({ dir }, bundle) {
      if (!dir) return;
      /** @type {Record<string, Record<string, number>>} */
      const chunks = {};
      for (const [file, chunk] of Object.entries(bundle)) {
        if (chunk.type !== 'chunk') continue;
        /** @type {Record<string, number>} */
        const packages = {};
        for (const [id, { renderedLength }] of Object.entries(chunk.modules)) {
          const name = packageOf(id);
          packages[name] = (packages[name] ?? 0) + renderedLength;
        }
        chunks[file] = packages;
      }
      const path = join(dir, chunksFile);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, JSON.stringify(chunks));
    },
  };
}
