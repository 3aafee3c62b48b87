/**
 * Finds a Chromium to drive, or installs one. Node built-ins only: it runs before anything is installed.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

const root = join(import.meta.dirname, '../../..');

/** Lets Chromium run in a container and keeps it from talking to anyone. */
export const quietFlags = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** Lets WebGPU reach a real adapter where the platform hides it behind flags. */
export const hardwareFlags = [
  '--enable-unsafe-webgpu',
  ...(process.platform === 'linux' ? ['--enable-features=Vulkan'] : []),
];

/** Gives WebGPU a software adapter: slow, and right enough to test kernels on. */
export const softwareFlags = [
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-features=Vulkan',
  '--use-vulkan=swiftshader',
];

const commandNames = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
];

/** @returns {string[]} where browsers of Chromium's family usually lie on this platform */
function usualPlaces() {
  if (process.platform === 'darwin') {
    return ['/Applications', join(homedir(), 'Applications')].flatMap((folder) =>
      ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((name) =>
        join(folder, `${name}.app/Contents/MacOS/${name}`),
      ),
    );
  }
  if (process.platform === 'win32') {
    const bases = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA];
    return bases
      .filter((base) => base !== undefined)
      .flatMap((base) =>
        ['Google\\Chrome', 'Chromium', 'Microsoft\\Edge'].map((name) =>
          join(base, name, 'Application', name.endsWith('Edge') ? 'msedge.exe' : 'chrome.exe'),
        ),
      );
  }
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin'];
  return folders.filter(Boolean).flatMap((folder) => commandNames.map((name) => join(folder, name)));
}

/** @returns {string[]} browsers that Playwright downloaded, newest first */
function playwrightCache() {
  const folder =
    process.env.PLAYWRIGHT_BROWSERS_PATH ??
    {
      darwin: join(homedir(), 'Library/Caches/ms-playwright'),
      win32: join(process.env.LOCALAPPDATA ?? homedir(), 'ms-playwright'),
    }[/** @type {'darwin'} */ (process.platform)] ??
    join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'ms-playwright');
  if (!existsSync(folder)) return [];
  const inside = [
    'chrome-linux/chrome',
    'chrome-linux64/chrome',
    'chrome-win/chrome.exe',
    'chrome-win64/chrome.exe',
    ...['chrome-mac', 'chrome-mac-arm64', 'chrome-mac-x64'].flatMap((name) => [
      `${name}/Chromium.app/Contents/MacOS/Chromium`,
      `${name}/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing`,
    ]),
  ];
  return readdirSync(folder)
    .filter((name) => /^chromium-\d+$/.test(name))
    .sort((a, b) => Number(b.slice(9)) - Number(a.slice(9)))
    .flatMap((name) => inside.map((path) => join(folder, name, path)));
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** @returns {string | undefined} the path of a Chromium, Chrome or Edge of this machine */
export function findChromium() {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen) {
    if (isExecutable(chosen)) return chosen;
    throw new Error(`CHROMIUM_PATH is ${chosen}, which is not a program that can be run.`);
  }
  return [...usualPlaces(), ...playwrightCache()].find(isExecutable);
}

/**
 * @param {string} command
 * @param {string[]} args
 */
function succeeds(command, args) {
  const { status } = spawnSync(command, args, { stdio: ['ignore', 2, 2], cwd: root });
  return status === 0;
}

/** Installs Chromium with the system's packages where that needs no password; true when it worked. */
function installWithApt() {
  if (process.platform !== 'linux' || !existsSync('/etc/debian_version')) return false;
  // Ubuntu's chromium package only points at a snap, which containers cannot run.
  if (/^ID=ubuntu$/m.test(readFileSync('/etc/os-release', 'utf8'))) return false;
  const isRoot = process.getuid?.() === 0;
  if (!isRoot && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status !== 0) return false;
  const apt = (/** @type {string[]} */ ...args) =>
    isRoot
      ? succeeds('env', ['DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args])
      : succeeds('sudo', ['-n', 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args]);
  process.stderr.write('Installing Chromium with apt-get …\n');
  return (
    apt('update', '-qq') &&
    apt('install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-liberation')
  );
}

function installWithPlaywright() {
  process.stderr.write('Installing Chromium with Playwright …\n');
  const cli = join(root, 'node_modules/playwright/cli.js');
  return existsSync(cli) && succeeds(process.execPath, [cli, 'install', '--no-shell', 'chromium']);
}

/**
 * @returns {string} the path of a Chromium, installed now if there was none
 * @throws when there is none and none could be installed
 */
export function ensureChromium() {
  const found = findChromium();
  if (found) return found;
  for (const install of [installWithApt, installWithPlaywright]) {
    if (!install()) continue;
    const installed = findChromium();
    if (installed) return installed;
  }
  throw new Error(
    'No Chromium was found and none could be installed. Install Chromium, Chrome or Edge, or set CHROMIUM_PATH to the program.',
  );
}
