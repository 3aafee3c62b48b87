/**
 * `npm test`: installs what is missing, then runs every check, stage by stage, and stops at the first that fails. Journeys
 * tagged `@nightly` are left to `npm run nightly`, which is said at the end.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureChromium } from './chromium.mjs';
import { ensureInstalled, root } from './ensureInstalled.mjs';

ensureInstalled();
try {
  process.env.CHROMIUM_PATH = ensureChromium();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
}

const reports = mkdtempSync(join(tmpdir(), 'distillation-lab-tests-'));
const counts = { passed: 0, failed: 0, skipped: 0 };
/** @type {string[]} */
const secondTries = [];
const vitest = (/** @type {string} */ project) => [
  'node_modules/vitest/vitest.mjs',
  'run',
  `--project=${project}`,
  '--reporter=default',
  '--reporter=./src/cli/setup/skipReporter.mjs',
  '--reporter=json',
  `--outputFile.json=${join(reports, `${project}.json`)}`,
];
const stages = [
  { name: 'types', args: ['node_modules/typescript/bin/tsc'] },
  {
    name: 'format and lint',
    args: ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings'],
  },
  { name: 'unit tests and import boundaries', args: vitest('unit'), report: 'unit.json' },
  { name: 'browser tests', args: vitest('browser'), report: 'browser.json' },
  {
    name: 'journeys',
    args: ['node_modules/@playwright/test/cli.js', 'test', '--grep-invert=@nightly'],
    report: 'journeys.json',
  },
  { name: 'weight of the first paint', args: ['src/cli/setup/budget.mjs'] },
  { name: 'unused files and exports', args: ['node_modules/knip/bin/knip.js', '--no-progress'] },
];

/**
 * Adds up what the runners counted: vitest's JSON report, or Playwright's.
 * @param {string} file
 */
function count(file) {
  try {
    const report = JSON.parse(readFileSync(join(reports, file), 'utf8'));
    counts.passed += report.numPassedTests ?? report.stats.expected;
    counts.passed += report.stats?.flaky ?? 0;
    counts.failed += report.numFailedTests ?? report.stats.unexpected;
    secondTries.push(...flakyIn(report.suites ?? []));
    counts.skipped += report.stats?.skipped ?? report.numPendingTests + report.numTodoTests;
  } catch {
    // A runner that broke off wrote no report; its exit status has failed the stage.
  }
}

/**
 * Titles of the journeys that failed first and then passed, in Playwright's tree of suites.
 * @param {any[]} suites
 * @returns {string[]}
 */
function flakyIn(suites) {
  return suites.flatMap(({ suites: inner = [], specs = [] }) => [
    ...flakyIn(inner),
    ...specs
      .filter((/** @type {any} */ { tests }) =>
        tests.some((/** @type {any} */ one) => one.status === 'flaky'),
      )
      .map((/** @type {any} */ { file, title }) => `${file} › ${title}`),
  ]);
}

/** @type {string | undefined} */
let broken;
const started = performance.now();
for (const { name, args, report } of stages) {
  process.stdout.write(`\n── ${name}\n`);
  const begun = performance.now();
  const { status } = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: join(reports, 'journeys.json') },
  });
  if (report) count(report);
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  process.stdout.write(`── ${name}: ${status === 0 ? 'passed' : 'FAILED'} in ${seconds} s\n`);
  if (status !== 0) {
    broken = name;
    break;
  }
}
rmSync(reports, { recursive: true, force: true });
const total = ((performance.now() - started) / 1000).toFixed(0);
const rest = stages.slice(stages.findIndex(({ name }) => name === broken) + 1).map(({ name }) => name);
if (broken && rest.length > 0) process.stdout.write(`\nNot run after the failure: ${rest.join(', ')}.\n`);
if (!broken)
  process.stdout.write('\nLeft to `npm run nightly`: the journeys tagged @nightly, and visits in Firefox.\n');
for (const journey of secondTries) process.stdout.write(`\nPassed at its second try only: ${journey}\n`);
process.stdout.write(
  `\n${broken ? `FAILED at ${broken}` : 'All stages passed'} after ${total} s: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`,
);
process.exitCode = broken ? 1 : 0;
