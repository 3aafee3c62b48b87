/**
 * `npm run bench -- page`: how fast the page is drawn and ready, and how smooth it is while it trains.
 */
import { chromium } from 'playwright';
import { measureOpening, type Opening } from './opening.ts';
import type { PageOrder } from './order.ts';
import type { PageReport } from './report.ts';
import { measureSmoothness } from './training.ts';

export interface PageOptions {
  readonly executablePath: string;
  /** Switches of Chromium. */
  readonly flags: readonly string[];
  readonly address: string;
  readonly order: PageOrder;
  readonly say: (line: string) => void;
}

/** @returns the report, less what the machine is. */
export async function measurePage({
  executablePath,
  flags,
  address,
  order,
  say,
}: PageOptions): Promise<
  Pick<PageReport, 'address' | 'locale' | 'openings' | 'smoothness'> & { readonly runtime: string }
> {
  const browser = await chromium.launch({ executablePath, args: [...flags, '--headless=new'] });
  try {
    // The browser's own first page costs it more than any later one.
    await measureOpening(browser, address, 1, order.locale);
    const slowdowns = [...new Set([1, order.slowdown])];
    const visits = new Map<number, Opening[]>(slowdowns.map((slowdown) => [slowdown, []]));
    for (let round = 0; round < order.rounds; round++) {
      say(`first visit ${round + 1} of ${order.rounds} …`);
      for (const slowdown of slowdowns) {
        visits.get(slowdown)?.push(await measureOpening(browser, address, slowdown, order.locale));
      }
    }
    const smoothness = order.openingOnly
      ? undefined
      : await measureSmoothness(browser, address, order.seconds, say);
    return {
      address,
      locale: order.locale,
      openings: [...visits].map(([slowdown, all]) => ({ slowdown, visits: all })),
      ...(smoothness ? { smoothness } : {}),
      runtime: `Chromium ${browser.version()}`,
    };
  } finally {
    await browser.close();
  }
}
