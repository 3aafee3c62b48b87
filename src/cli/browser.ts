/**
 * A browser without a window that runs the page for the command line.
 */
import { type Browser, chromium, type Page } from 'playwright';
import type { BackendChoice } from '../shared/choices.ts';
import { type Job, jobFunction, type Message, reportFunction, stopFunction } from './headlessMessages.ts';

/** Switches of Chromium; `setup/chromium.mjs` says what each is for. */
export interface BrowserFlags {
  readonly quiet: readonly string[];
  readonly hardware: readonly string[];
  readonly software: readonly string[];
}

export interface HeadlessPage {
  /** Asks the sweep to stop; what was measured comes back as if it had ended. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

function launch(executablePath: string, args: readonly string[]): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [...args, '--headless=new'],
    // Interruptions are ours to handle: what was measured is written before the browser goes.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}

/** What WebGPU reaches from a page of a secure origin. */
function adapterKind(page: Page): Promise<'none' | 'software' | 'hardware'> {
  return page.evaluate(async () => {
    const adapter = await navigator.gpu?.requestAdapter().catch(() => null);
    if (!adapter) return 'none';
    const { isFallbackAdapter, architecture } = adapter.info;
    return isFallbackAdapter || architecture === 'swiftshader' ? 'software' : 'hardware';
  });
}

/**
 * Opens the page on a job.
 *
 * @param origin  of our own server, which serves the page
 * @param report  gets every message in order
 * @param failed  is called once when page or browser break
 * @param say     gets sentences for a person
 */
export async function openHeadless(options: {
  readonly executablePath: string;
  readonly flags: BrowserFlags;
  readonly backend: BackendChoice;
  readonly origin: string;
  readonly job: Job;
  readonly report: (message: Message) => void;
  readonly failed: (reason: string) => void;
  readonly say: (sentence: string) => void;
}): Promise<HeadlessPage> {
  const { executablePath, flags, backend, origin, job, report, failed, say } = options;
  let browser = await launch(executablePath, [...flags.quiet, ...flags.hardware]);
  let page = await browser.newPage();
  if (backend === 'webgpu') {
    // A page of our server is needed: WebGPU is only for secure origins.
    await page.goto(`${origin}/favicon.svg`);
    const reached = await adapterKind(page);
    if (reached !== 'hardware') {
      say(
        'WebGPU reaches no GPU here; a software adapter stands in for it, slowly. --backend auto is faster.',
      );
    }
    if (reached === 'none') {
      await browser.close();
      browser = await launch(executablePath, [...flags.quiet, ...flags.software]);
      page = await browser.newPage();
    }
  }
  let closing = false;
  browser.on('disconnected', () => {
    if (!closing) failed('The browser ended early.');
  });
  page.on('crash', () => failed('The page crashed; it may have run out of memory.'));
  page.on('pageerror', (error) => say(`The page says: ${error.message}`));
  await page.exposeFunction(jobFunction, () => job);
  await page.exposeFunction(reportFunction, report);
  const response = await page.goto(`${origin}/#headless`);
  if (!response?.ok()) failed('The page did not load.');
  return {
    async stop() {
      await page.evaluate((name) => {
        const stop: unknown = Reflect.get(window, name);
        if (typeof stop === 'function') stop();
      }, stopFunction);
    },
    async close() {
      closing = true;
      await browser.close();
    },
  };
}
