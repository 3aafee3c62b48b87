/**
 * What the browser tells a page about its own speed, gathered from the first moment on. `watchTimeline` runs in the page,
 * before any of its scripts; it is handed over as text and refers to nothing outside of itself.
 *
 * All times are ms since the navigation began.
 */

export interface Shift {
  readonly at: number;
  /** Share of the window that moved, times how far: https://web.dev/articles/cls. */
  readonly value: number;
  /** Within half a second of a click or key: expected, and not counted. */
  readonly expected: boolean;
  /** Elements, as selectors. */
  readonly moved: readonly string[];
}

export interface LongTask {
  readonly at: number;
  readonly milliseconds: number;
}

/** A frame that took over 50 ms, with who worked in it: the Long Animation Frames API. */
export interface LongFrame {
  readonly at: number;
  readonly milliseconds: number;
  /** What ran, the longest first, as "invoker, function, ms". */
  readonly scripts: readonly string[];
}

export interface Click {
  readonly at: number;
  /** From the press to the first listener. */
  readonly delay: number;
}

/** From an input to the frame that shows its effect; the browser tells those of 16 ms and more. */
export interface Interaction {
  readonly at: number;
  readonly milliseconds: number;
}

export interface Resource {
  readonly name: string;
  readonly type: string;
  readonly until: number;
  readonly transferred: number;
  /** Unpacked. */
  readonly bytes: number;
}

export interface Timeline {
  readonly paints: Readonly<Record<string, number>>;
  readonly marks: Readonly<Record<string, number>>;
  /** The last one: the browser stops looking at the first input. */
  readonly largestPaint: number | undefined;
  readonly shifts: readonly Shift[];
  readonly longTasks: readonly LongTask[];
  readonly longFrames: readonly LongFrame[];
  readonly clicks: readonly Click[];
  readonly interactions: readonly Interaction[];
  readonly resources: readonly Resource[];
  readonly now: number;
}

/** What `watchTimeline` puts on `window`. */
export interface Watch {
  read(): Timeline;
  /** Notes when every frame began until `stopFrames`, which hands the times over. */
  startFrames(): void;
  stopFrames(): readonly number[];
}

export const watchName = 'distillationLabSpeed';

/** @param name where on `window` to put a `Watch`. */
export function watchTimeline(name: string) {
  interface ShiftEntry extends PerformanceEntry {
    readonly value: number;
    readonly hadRecentInput: boolean;
    readonly sources: readonly { readonly node: Node | null }[];
  }
  interface FrameEntry extends PerformanceEntry {
    readonly scripts: readonly {
      readonly invoker: string;
      readonly sourceFunctionName: string;
      readonly duration: number;
    }[];
  }
  const [shifts, longTasks, longFrames]: [Shift[], LongTask[], LongFrame[]] = [[], [], []];
  const [clicks, interactions]: [Click[], Interaction[]] = [[], []];
  let largestPaint: number | undefined;

  const selector = (node: Node | null) => {
    const element = node instanceof Element ? node : node?.parentElement;
    if (!element) return 'something that is gone';
    return [element.parentElement, element]
      .filter((one) => one !== null && one !== undefined)
      .map((one) => one.tagName.toLowerCase() + [...one.classList].map((part) => `.${part}`).join(''))
      .join(' > ');
  };
  const observe = <Entry extends PerformanceEntry>(type: string, take: (entry: Entry) => void) => {
    if (!PerformanceObserver.supportedEntryTypes.includes(type)) return;
    const options = { type, buffered: true, durationThreshold: 16 };
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) take(entry as Entry);
    }).observe(options);
  };
  observe('largest-contentful-paint', (entry) => {
    largestPaint = entry.startTime;
  });
  observe<ShiftEntry>('layout-shift', (entry) => {
    shifts.push({
      at: entry.startTime,
      value: entry.value,
      expected: entry.hadRecentInput,
      moved: entry.sources.map(({ node }) => selector(node)),
    });
  });
  observe('longtask', ({ startTime, duration }) => longTasks.push({ at: startTime, milliseconds: duration }));
  observe<FrameEntry>('long-animation-frame', (entry) => {
    longFrames.push({
      at: entry.startTime,
      milliseconds: entry.duration,
      scripts: [...entry.scripts]
        .sort((a, b) => b.duration - a.duration)
        .slice(0, 3)
        .map((one) => `${one.invoker} ${one.sourceFunctionName} ${Math.round(one.duration)} ms`),
    });
  });
  observe<PerformanceEventTiming>('event', (entry) => {
    if (entry.interactionId === 0) return;
    interactions.push({ at: entry.startTime, milliseconds: entry.duration });
  });
  addEventListener(
    'pointerdown',
    ({ timeStamp }) => clicks.push({ at: timeStamp, delay: performance.now() - timeStamp }),
    { capture: true },
  );

  let frames: number[] | undefined;
  const frame = (time: number) => {
    if (!frames) return;
    frames.push(time);
    requestAnimationFrame(frame);
  };
  const startsOf = (type: string) =>
    Object.fromEntries(performance.getEntriesByType(type).map((entry) => [entry.name, entry.startTime]));
  const watch: Watch = {
    read: () => ({
      paints: startsOf('paint'),
      marks: startsOf('mark'),
      ...{ largestPaint, shifts, longTasks, longFrames, clicks, interactions },
      resources: [
        ...(performance.getEntriesByType('navigation') as PerformanceResourceTiming[]),
        ...(performance.getEntriesByType('resource') as PerformanceResourceTiming[]),
      ].map((one) => ({
        name: new URL(one.name).pathname,
        type: one.initiatorType,
        until: one.responseEnd,
        transferred: one.transferSize,
        bytes: one.decodedBodySize,
      })),
      now: performance.now(),
    }),
    startFrames() {
      frames = [];
      requestAnimationFrame(frame);
    },
    stopFrames() {
      const noted = frames ?? [];
      frames = undefined;
      return noted;
    },
  };
  Reflect.set(window, name, watch);
}
