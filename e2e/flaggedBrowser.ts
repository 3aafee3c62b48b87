/**
 * Journeys that start a browser of their own: what a browser can do is decided by its flags.
 */
import { type Page, test } from '@playwright/test';
import { quietFlags } from '../src/cli/setup/chromium.mjs';

export interface Visitor {
  /** @param init runs in every page before anything else. */
  open(flags: readonly string[], init?: () => void): Promise<Page>;
}

export const journey = test.extend<Visitor>({
  open: async ({ playwright, baseURL }, use) => {
    const closing: (() => Promise<void>)[] = [];
    await use(async (flags, init) => {
      const browser = await playwright.chromium.launch({ args: [...quietFlags, '--headless=new', ...flags] });
      closing.push(() => browser.close());
      const context = await browser.newContext({
        ...(baseURL ? { baseURL } : {}),
        viewport: { width: 1280, height: 800 },
      });
      const page = await context.newPage();
      if (init) await page.addInitScript(init);
      return page;
    });
    for (const close of closing) await close();
  },
});

const elsewhere = 'elsewhere.test';

/** Browsers keep WebGPU and shared memory from pages that came over plain http from another machine; this name passes for one. */
export const asElsewhere = [`--host-resolver-rules=MAP ${elsewhere} 127.0.0.1`];

export function addressElsewhere(baseURL: string | undefined): string {
  const lab = new URL(baseURL ?? '');
  lab.hostname = elsewhere;
  return `${lab}`;
}
