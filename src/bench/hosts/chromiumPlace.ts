/**
 * Peers in a Chromium without a window.
 */
import { type Browser, chromium, type Page } from 'playwright';
import type { Question, Reply } from '../messages.ts';
import type { PeerName } from '../peers/catalogue.ts';
import { type Driven, drivenHash, drivenName } from './drivenPage.ts';
import { type PeerHandle, peerHandle } from './peerHandle.ts';
import type { Place } from './place.ts';

/** Switches of Chromium; `cli/setup/chromium.mjs` says what each is for. */
export interface ChromiumFlags {
  readonly quiet: readonly string[];
  readonly hardware: readonly string[];
  readonly software: readonly string[];
}

interface Opened extends Pick<Place, 'adapter' | 'probe'> {
  readonly browser: Browser;
  readonly page: Page;
}

const call = (page: Page, method: keyof Driven, name: PeerName, question?: Question) =>
  page.evaluate(
    ([on, method, name, question]) => Reflect.get(window, on)[method](name, question) as Promise<Reply>,
    [drivenName, method, name, question] as const,
  );

async function startIn(page: Page, name: PeerName): Promise<PeerHandle> {
  await call(page, 'start', name);
  return peerHandle(
    name,
    (question) =>
      call(page, 'ask', name, question).catch((error: Error) => ({
        failure: error.message.split('\n')[0] ?? 'the page is gone',
      })),
    () => void call(page, 'end', name).catch(() => undefined),
  );
}

async function open(executablePath: string, origin: string, args: readonly string[]): Promise<Opened> {
  const browser = await chromium.launch({
    executablePath,
    // Timestamps are rounded to a tenth of a millisecond without the second.
    args: [...args, '--headless=new', '--enable-webgpu-developer-features'],
  });
  try {
    const page = await browser.newPage();
    page.on('pageerror', (error) => process.stderr.write(`The page says: ${error.message}\n`));
    await page.goto(`${origin}/bench.html${drivenHash}`);
    await page.waitForFunction((name) => Reflect.has(window, name), drivenName);
    const looker = await startIn(page, 'stock-webgpu');
    const adapter = await looker.ask({ ask: 'adapter' });
    const probe = await looker.ask({ ask: 'probe' });
    looker.end();
    return { browser, page, adapter, probe };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/**
 * On the machine's GPU, or on the software adapter that comes with Chromium.
 *
 * @param origin serves the built page.
 */
export async function openChromium(
  executablePath: string,
  origin: string,
  flags: ChromiumFlags,
): Promise<Place> {
  let opened = await open(executablePath, origin, [...flags.quiet, ...flags.hardware]);
  if (!opened.adapter) {
    await opened.browser.close();
    opened = await open(executablePath, origin, [...flags.quiet, ...flags.software]);
  }
  const { browser, page, adapter, probe } = opened;
  return {
    runtime: `Chromium ${browser.version()}`,
    adapter,
    probe,
    start: (name) => startIn(page, name),
    close: () => browser.close(),
  };
}
