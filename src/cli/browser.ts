/**
 * A browser without a window that runs the page for the command line.
 */
import { type Browser, chromium, type Page } from 'playwright';
import type { BackendChoice } from '../spec/choices.ts';
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

/** A browser on the adapter that `backend` needs, and its one page. */
async function openPage({
  executablePath,
  flags,
  backend,
  origin,
  say,
}: Pick<HeadlessOptions, 'executablePath' | 'flags' | 'backend' | 'origin' | 'say'>) {
  const browser = await launch(executablePath, [...flags.quiet, ...flags.hardware]);
  return closingOnError(browser, async () => {
    const page = await browser.newPage();
    if (backend !== 'webgpu') return { browser, page };
    // A page of our server is needed: WebGPU is only for secure origins.
    await page.goto(`${origin}/favicon.svg`);
    const reached = await adapterKind(page);
    if (reached !== 'hardware') {
      say(
        'WebGPU reaches no GPU here; a software adapter stands in for it, slowly. --backend auto is faster.',
      );
    }
    if (reached !== 'none') return { browser, page };
    await browser.close();
    const second = await launch(executablePath, [...flags.quiet, ...flags.software]);
    return closingOnError(second, async () => ({ browser: second, page: await second.newPage() }));
  });
}

/** A browser that nobody holds would keep the command line from ending. */
async function closingOnError<Value>(browser: Browser, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    await browser.close().catch(() => undefined);
    throw error;
  }
}

/** The first line of what playwright says; a log of its calls follows it. */
function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return (text.split('\n')[0] ?? '').replace(/\.$/, '');
}

export interface HeadlessOptions {
  readonly executablePath: string;
  readonly flags: BrowserFlags;
  readonly backend: BackendChoice;
  /** Of our own server, which serves the page. */
  readonly origin: string;
  readonly job: Job;
  /** Gets every message in order. */
  readonly report: (message: Message) => void;
  /** Is called once when page or browser break. */
  readonly failed: (reason: string) => void;
  /** Gets sentences for a person. */
  readonly say: (sentence: string) => void;
}

/**
 * Opens the page on a job.
 *
 * @throws Error in one line where browser or page do not open; the browser is closed by then
 */
export async function openHeadless(options: HeadlessOptions): Promise<HeadlessPage> {
  const { origin, job, report, failed, say } = options;
  let closing = false;
  try {
    const { browser, page } = await openPage(options);
    browser.on('disconnected', () => {
      if (!closing) failed('The browser ended early.');
    });
    page.on('crash', () => failed('The page crashed; it may have run out of memory.'));
    page.on('pageerror', (error) => say(`The page says: ${error.message}`));
    await closingOnError(browser, async () => {
      await page.exposeFunction(jobFunction, () => job);
      await page.exposeFunction(reportFunction, report);
      const response = await page.goto(`${origin}/#headless`);
      if (!response?.ok()) failed('The page did not load.');
    });
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
  } catch (error) {
    throw new Error(`The browser could not open the page: ${firstLine(error)}.`, { cause: error });
  }
}
