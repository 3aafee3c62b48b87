/**
 * Part of `npm run nightly`: fresh visits in an installed Firefox, over WebDriver BiDi, each with an empty profile, and one sweep
 * to its end. Starting once hung there in one visit of four. Too slow for every test run.
 *
 * `npm run nightly -- --visits 30`; FIREFOX_PATH names the browser where it lies elsewhere.
 */
import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled, root } from './ensureInstalled.mjs';
import { startServer } from './server.mjs';

const { values } = parseArgs({ options: { visits: { type: 'string', default: '30' } } });
const visits = Number(values.visits);
/** Seconds until a visit that cannot run anything counts as stuck. */
const patience = 60;

const installed = [
  process.env.FIREFOX_PATH,
  '/usr/bin/firefox-esr',
  '/usr/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
].find((path) => {
  try {
    accessSync(path ?? '', constants.X_OK);
    return path;
  } catch {
    return false;
  }
});
if (!installed) {
  process.stdout.write(
    'SKIPPED: no Firefox was found; set FIREFOX_PATH, or install firefox-esr.\n0 passed, 0 failed, 1 skipped\n',
  );
  process.exit(0);
}

const executablePath = installed;
ensureInstalled();
ensureBuilt('page');
const { default: puppeteer } = await import('puppeteer-core');
const { server, port } = await startServer({ folder: join(root, 'dist'), host: '127.0.0.1', port: 0 });

/**
 * @param {string} query
 * @param {(page: import('puppeteer-core').Page) => Promise<string>} look
 */
async function visit(query, look) {
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath, headless: true });
  try {
    const page = await browser.newPage();
    await page.goto(`http://localhost:${port}/${query}`);
    return await look(page);
  } finally {
    await browser.close();
  }
}

/** @param {import('puppeteer-core').Page} page */
async function started(page) {
  await page.waitForFunction(
    () => {
      const badge = document.querySelector('[data-control=backend]')?.textContent ?? '';
      return /^(WebGPU|WebAssembly|Plain)/.test(badge);
    },
    { timeout: patience * 1000, polling: 100 },
  );
  return page.$eval('[data-control=backend]', (badge) => badge.textContent ?? '');
}

let [passed, failed] = [0, 0];
/**
 * @param {string} title
 * @param {() => Promise<string>} work
 */
async function check(title, work) {
  const from = performance.now();
  const said = await work().then(
    (answer) => {
      passed++;
      return answer;
    },
    (error) => {
      failed++;
      return `FAILED: ${error instanceof Error ? error.message : error}`;
    },
  );
  process.stdout.write(`${title}: ${said} (${((performance.now() - from) / 1000).toFixed(1)} s)\n`);
}

for (let n = 1; n <= visits; n++) await check(`visit ${n}`, () => visit('', started));
await check('a sweep', () =>
  visit('?alphas=0.5,1&runs=1&epochs=2&student=mlp&trainImages=64&validationImages=64', async (page) => {
    await started(page);
    await page.locator('button::-p-text(Run 2 students)').click();
    await page.waitForFunction(() => document.body.textContent?.includes('2 students trained in'), {
      timeout: 5 * patience * 1000,
    });
    return 'two students trained to their end';
  }),
);
server.close();
process.stdout.write(`${passed} passed, ${failed} failed, 0 skipped\n`);
process.exitCode = failed > 0 ? 1 : 0;
