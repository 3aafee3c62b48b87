/**
 * Opens the page as someone does who has never been there: nothing cached, nothing stored.
 */
import type { Browser, BrowserContext, Page } from 'playwright';
import { moments } from '../../base/moments.ts';
import { layoutShift, type Weights, weightsBy, whatMoved } from './arithmetic.ts';
import { type Timeline, type Watch, watchName, watchTimeline } from './timeline.ts';

export interface Opening {
  /** Times are ms since the navigation began. */
  readonly firstPaint: number;
  readonly firstContentfulPaint: number;
  /** The still, the form and Run are drawn. */
  readonly usefulPaint: number;
  readonly largestContentfulPaint: number;
  /** Run would start at once. */
  readonly ready: number;
  readonly longTasks: number;
  /** ms; 0 without one. */
  readonly longestTask: number;
  readonly layoutShift: number;
  readonly moved: readonly string[];
  /** What had come when the page was usefully painted. */
  readonly before: Weights;
  /** When it was ready. The worker's own files are not among them. */
  readonly byReady: Weights;
}

export interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
}

const window1280 = { width: 1280, height: 800 };
/** ms */
const mostWait = 120_000;

export const readTimeline = (page: Page): Promise<Timeline> =>
  page.evaluate((name) => (Reflect.get(window, name) as Watch).read(), watchName);

/**
 * A new context, whose caches and storage are empty; back when the lab is ready.
 *
 * @param slowdown how many times slower the page's processor is made.
 * @param locale the visitor's, a BCP 47 tag.
 */
export async function openCold(
  browser: Browser,
  address: string,
  slowdown: number,
  locale: string,
): Promise<Visit> {
  const context = await browser.newContext({ viewport: window1280, locale });
  const page = await context.newPage();
  await page.addInitScript(watchTimeline, watchName);
  if (slowdown !== 1) {
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  }
  await page.goto(address, { waitUntil: 'commit' });
  await page.evaluate(
    ([mark, limit]) =>
      new Promise<void>((done, failed) => {
        const observer = new PerformanceObserver((list) => {
          if (list.getEntriesByName(mark).length > 0) done();
        });
        observer.observe({ type: 'mark', buffered: true });
        setTimeout(() => failed(new Error('The page did not become ready in time.')), limit);
      }),
    [moments.ready, mostWait] as const,
  );
  return { context, page };
}

export function openingOf(timeline: Timeline): Opening {
  const { paints, marks, shifts } = timeline;
  const at = (times: Readonly<Record<string, number>>, name: string) => times[name] ?? Number.NaN;
  const firstContentfulPaint = at(paints, 'first-contentful-paint');
  // The mark is set when the frame was handed over; the paint is when it was shown.
  const usefulPaint = Math.max(at(marks, moments.drawn), firstContentfulPaint);
  const ready = at(marks, moments.ready);
  const tasks = timeline.longTasks.filter((task) => task.at <= ready);
  return {
    firstPaint: at(paints, 'first-paint'),
    firstContentfulPaint,
    usefulPaint,
    largestContentfulPaint: timeline.largestPaint ?? Number.NaN,
    ready,
    longTasks: tasks.length,
    longestTask: Math.max(0, ...tasks.map(({ milliseconds }) => milliseconds)),
    layoutShift: layoutShift(shifts),
    moved: whatMoved(shifts),
    before: weightsBy(timeline.resources, usefulPaint),
    byReady: weightsBy(timeline.resources, ready),
  };
}

export async function measureOpening(...visit: Parameters<typeof openCold>): Promise<Opening> {
  const { context, page } = await openCold(...visit);
  try {
    // What shifts or paints late is seen, too.
    await page.waitForTimeout(500);
    return openingOf(await readTimeline(page));
  } finally {
    await context.close();
  }
}
