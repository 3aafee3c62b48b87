/**
 * How smooth the page is while it trains, beside the same page idle, and idle on a machine whose cores are kept as busy:
 * what training takes from the processor is no fault of the page's.
 */
import type { Browser, CDPSession, Page } from 'playwright';
import {
  clickSeconds,
  type FrameFigures,
  frameFigures,
  layoutShift,
  responseTimes,
  whatMoved,
} from './arithmetic.ts';
import { openCold, readTimeline } from './opening.ts';
import { type LongFrame, type Watch, watchName } from './timeline.ts';

export interface Stretch {
  readonly seconds: number;
  readonly frames: FrameFigures;
  /** Tasks of the page's thread over 50 ms: how many, and the longest in ms. */
  readonly longTasks: number;
  readonly longestTask: number;
  /** Frames that took over 50 ms, and who worked in them. */
  readonly longFrames: readonly LongFrame[];
  readonly layoutShift: number;
  readonly moved: readonly string[];
  /** Each click on a switch of the charts, ms: from the press to the first listener, and to the frame that shows it. */
  readonly delays: readonly number[];
  readonly answers: readonly number[];
  /** Of the page's thread, as shares of the time. */
  readonly busy: {
    readonly all: number;
    readonly script: number;
    readonly style: number;
    readonly layout: number;
  };
  /** That the page, with its workers, kept busy. */
  readonly cores: number;
}

export interface Smoothness {
  /** What the page says that it trains with. */
  readonly backend: string;
  readonly idle: Stretch;
  readonly training: Stretch;
  /** Idle, beside loops that take as many cores as training did. */
  readonly occupied: Stretch;
  /** How many loops. */
  readonly loops: number;
}

interface Meters {
  readonly page: Page;
  readonly ofPage: CDPSession;
  readonly ofBrowser: CDPSession;
}

interface Meter {
  readonly at: number;
  readonly all: number;
  readonly script: number;
  readonly style: number;
  readonly layout: number;
  readonly processors: number;
}

/** All in seconds since whenever. */
async function readMeters({ ofPage, ofBrowser }: Meters): Promise<Meter> {
  const { metrics } = await ofPage.send('Performance.getMetrics');
  const { processInfo } = await ofBrowser.send('SystemInfo.getProcessInfo');
  const value = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  return {
    at: value('Timestamp'),
    all: value('TaskDuration'),
    script: value('ScriptDuration'),
    style: value('RecalcStyleDuration'),
    layout: value('LayoutDuration'),
    processors: processInfo
      .filter(({ type }) => type === 'renderer')
      .reduce((sum, { cpuTime }) => sum + cpuTime, 0),
  };
}

/** The middles of the two halves of the charts' switch between training and validation images. */
async function switchOf(page: Page): Promise<readonly { readonly x: number; readonly y: number }[]> {
  const halves = page.getByRole('group', { name: 'Images', exact: true }).locator('label');
  await halves.first().waitFor();
  const boxes = await Promise.all((await halves.all()).map((half) => half.boundingBox()));
  return boxes.flatMap((box) => (box ? [{ x: box.x + box.width / 2, y: box.y + box.height / 2 }] : []));
}

/**
 * Leaves the page alone, then clicks a switch of the charts once a second.
 *
 * @param ended asked about once a second; the stretch is over then.
 */
async function measureStretch(
  meters: Meters,
  seconds: number,
  ended: () => Promise<boolean> = async () => false,
): Promise<Stretch> {
  const { page } = meters;
  const places = await switchOf(page);
  const from = await readMeters(meters);
  const begun = (await readTimeline(page)).now;
  await page.evaluate((name) => (Reflect.get(window, name) as Watch).startFrames(), watchName);
  const clicked = clickSeconds(seconds);
  for (let second = 1; second <= Math.ceil(seconds) && !(await ended()); second++) {
    await page.waitForTimeout(1000);
    const place = places[second % places.length];
    if (place && clicked.includes(second)) await page.mouse.click(place.x, place.y);
  }
  await page.waitForTimeout(200);
  const begins = await page.evaluate((name) => (Reflect.get(window, name) as Watch).stopFrames(), watchName);
  const to = await readMeters(meters);
  const timeline = await readTimeline(page);
  const within = ({ at }: { readonly at: number }) => at >= begun;
  const tasks = timeline.longTasks.filter(within);
  const shifts = timeline.shifts.filter(within);
  const clicks = timeline.clicks.filter(within);
  const elapsed = to.at - from.at;
  const share = (name: 'all' | 'script' | 'style' | 'layout') => (to[name] - from[name]) / elapsed;
  return {
    seconds: elapsed,
    frames: frameFigures(begins),
    longTasks: tasks.length,
    longestTask: Math.max(0, ...tasks.map(({ milliseconds }) => milliseconds)),
    longFrames: timeline.longFrames.filter(within),
    layoutShift: layoutShift(shifts),
    moved: whatMoved(shifts),
    delays: clicks.map(({ delay }) => delay),
    answers: responseTimes(
      clicks.map(({ at }) => at),
      timeline.interactions,
    ),
    busy: { all: share('all'), script: share('script'), style: share('style'), layout: share('layout') },
    cores: (to.processors - from.processors) / elapsed,
  };
}

/** Workers that do nothing as fast as they can, until the page goes. */
function occupy(loops: number) {
  const source = URL.createObjectURL(new Blob(['for (;;);'], { type: 'text/javascript' }));
  for (let i = 0; i < loops; i++) new Worker(source);
}

/** The language whose names of buttons stand here. */
const spoken = 'en-US';

/**
 * @param address of the lab; its experiment is trained.
 * @param seconds of training; half of it for each of the others.
 */
export async function measureSmoothness(
  browser: Browser,
  address: string,
  seconds: number,
  say: (line: string) => void,
): Promise<Smoothness> {
  const { context, page } = await openCold(browser, address, 1, spoken);
  try {
    const meters = {
      page,
      ofPage: await context.newCDPSession(page),
      ofBrowser: await browser.newBrowserCDPSession(),
    };
    await meters.ofPage.send('Performance.enable');
    await page.waitForTimeout(3000);
    const badge = page.getByRole('button', { name: /^Backend: / });
    const backend = (await badge.getAttribute('aria-label'))?.replace(/^Backend: /, '') ?? 'unknown';
    say('idle …');
    const idle = await measureStretch(meters, seconds / 2);
    say('training …');
    await page.getByRole('button', { name: /^Run \d+ students?$/ }).click();
    const stop = page.getByRole('button', { name: 'Stop', exact: true });
    await stop.waitFor();
    const training = await measureStretch(meters, seconds, async () => !(await stop.isVisible()));
    if (await stop.isVisible()) await stop.click();
    await stop.waitFor({ state: 'detached' });
    const loops = Math.max(1, Math.round(training.cores - training.busy.all));
    say(`idle, beside ${loops} busy ${loops === 1 ? 'loop' : 'loops'} …`);
    await page.evaluate(occupy, loops);
    await page.waitForTimeout(2000);
    const occupied = await measureStretch(meters, seconds / 2);
    return { backend, idle, training, occupied, loops };
  } finally {
    await context.close();
  }
}
