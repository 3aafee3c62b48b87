/**
 * Builds the page, the command line and the bench, each only when something that it is made of has changed.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './ensureInstalled.mjs';

const stamps = join(root, 'node_modules/.cache/distillation-lab');
const isTest = /\.test\.tsx?$/;

/**
 * @param {string} path file or folder, relative to the root
 * @returns {string[]} every file in it, sorted, less the tests
 */
function filesOf(path) {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  try {
    return readdirSync(full, { withFileTypes: true })
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap((entry) => filesOf(`${path}/${entry.name}`));
  } catch {
    return isTest.test(path) ? [] : [path];
  }
}

/** @param {readonly string[]} paths */
function fingerprint(paths) {
  const hash = createHash('sha256');
  for (const file of paths.flatMap(filesOf)) hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

/** Rooms that page, worker and command line have in common. */
const common = ['lang', 'base', 'spec', 'protocol', 'analysis'].map((room) => `src/${room}`);

const targets = {
  page: {
    sources: ['src', 'public', 'index.html', 'bench.html', 'package-lock.json', 'vite.config.ts'],
    product: 'dist/index.html',
    args: ['build', '--logLevel', 'warn'],
    label: 'the page',
  },
  cli: {
    sources: ['src/cli', ...common, 'package-lock.json', 'vite.config.ts'],
    product: 'dist-cli/main.js',
    args: ['build', '--logLevel', 'warn', '--ssr', 'src/cli/main.ts', '--outDir', 'dist-cli'],
    label: 'the command line',
  },
  bench: {
    sources: [
      'src/bench',
      'src/data',
      'src/engine',
      'src/worker',
      ...common,
      'package-lock.json',
      'vite.config.ts',
    ],
    product: 'dist-bench/main.js',
    args: ['build', '--logLevel', 'warn', '--ssr', 'src/bench/main.ts', '--outDir', 'dist-bench'],
    label: 'the bench',
  },
};

/**
 * @param {keyof typeof targets} target
 * @returns {boolean} whether anything had to be built
 * @throws when the build fails
 */
export function ensureBuilt(target) {
  const { sources, product, args, label } = targets[target];
  const stamp = join(stamps, `${target}.sha256`);
  const wanted = fingerprint(sources);
  if (existsSync(join(root, product)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) {
    return false;
  }
  process.stderr.write(`Building ${label} …\n`);
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), ...args], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) throw new Error('The build failed; the reason stands above.');
  mkdirSync(stamps, { recursive: true });
  writeFileSync(stamp, wanted);
  return true;
}
