/**
 * Makes sure that `node_modules` holds what package-lock.json names. Node built-ins only: it runs before anything is
 * installed.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../../..');

/**
 * @typedef {{ version?: string, optional?: boolean, devOptional?: boolean, link?: boolean }} LockedPackage
 * @param {string} path
 * @returns {Record<string, LockedPackage>} by folder, empty where there is no such file
 */
function lockedPackages(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages ?? {};
  } catch {
    return {};
  }
}

/** Whether npm's record of what it installed names every package of the lock file, in its version. */
function isInstalled() {
  const wanted = lockedPackages(join(root, 'package-lock.json'));
  const present = lockedPackages(join(root, 'node_modules/.package-lock.json'));
  return Object.entries(wanted).every(
    ([folder, { version, optional }]) =>
      // Optional packages are of other platforms, or of this one and then npm saw to them.
      folder === '' || optional || present[folder]?.version === version,
  );
}

/**
 * Runs npm with its output on stderr.
 * @param {string[]} args
 * @returns {boolean} whether it succeeded
 */
function npm(args) {
  const script = process.env.npm_execpath;
  const options = { cwd: root, stdio: /** @type {const} */ (['ignore', 2, 2]) };
  // On Windows npm is a batch file, which only a shell can start.
  const { status } = script?.endsWith('.js')
    ? spawnSync(process.execPath, [script, ...args], { ...options, stdio: ['ignore', 2, 2] })
    : spawnSync('npm', args, { ...options, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  return status === 0;
}

/** Installs the packages of package-lock.json unless they are there; ends the process with 1 if that fails. */
export function ensureInstalled() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    process.stderr.write(
      `Distillation Lab needs Node 20.19 or newer; this is Node ${process.versions.node}.\n`,
    );
    process.exit(1);
  }
  if (isInstalled()) return;
  process.stderr.write('Installing packages …\n');
  if (npm(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'])) return;
  process.stderr.write('The packages could not be installed; npm says above why.\n');
  process.exit(1);
}
