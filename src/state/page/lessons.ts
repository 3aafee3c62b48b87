/**
 * Where a visitor stands in each lesson, and what they predicted: for as long as the tab lives, and never sent anywhere.
 */
import * as v from 'valibot';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Complaint, Lesson } from '../../spec/lessons/lesson.ts';
import { experimentsOf, revealOf } from '../../spec/lessons/lessonParts.ts';
import type { TabName } from '../../spec/pageView.ts';

/** `absent`: the file could not be fetched. */
export type LessonFile =
  | { readonly status: 'loading' }
  | { readonly status: 'unknown' }
  | { readonly status: 'absent' }
  | { readonly status: 'broken'; readonly complaints: readonly Complaint[] }
  | { readonly status: 'ready'; readonly lesson: Lesson };

/** In place of a choice: the visitor wants to see without guessing. */
export const skipped = '';

const progressSchema = v.object({
  /** From 0. */
  step: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** Chosen id, or `skipped`, by the prediction's id. */
  predictions: v.record(v.string(), v.string()),
  /** Predictions whose answer was shown: they stand. */
  revealed: v.array(v.string()),
  finished: v.boolean(),
});
type Writable = v.InferOutput<typeof progressSchema>;
export type LessonProgress = { readonly [Name in keyof Writable]: Readonly<Writable[Name]> };

const allProgress = v.record(v.string(), progressSchema);

const untouched: LessonProgress = { step: 0, predictions: {}, revealed: [], finished: false };

export interface LessonsState {
  readonly files: Readonly<Record<string, LessonFile>>;
  readonly progress: Readonly<Record<string, LessonProgress>>;
  readonly actions: LessonsActions;
}

export interface LessonsActions {
  /** Loads a lesson's file, once; again if it could not be fetched. */
  open(slug: string): Promise<void>;
  goTo(slug: string, step: number): void;
  /** Ignored once the answer was shown. */
  predict(slug: string, prediction: string, choice: string): void;
  reveal(slug: string, prediction: string): void;
  finish(slug: string): void;
  /** Forgets what was predicted, and starts anew. */
  restart(slug: string): void;
}

export interface LessonsParts {
  readonly load: (slug: string) => Promise<LessonFile>;
  /** What lasts as long as the tab. */
  readonly storage: { read(): string | null; write(text: string): void };
}

export function createLessons({ load, storage }: LessonsParts): StoreApi<LessonsState> {
  const store = createStore<LessonsState>((set, get) => {
    const put = (slug: string, file: LessonFile) => set({ files: { ...get().files, [slug]: file } });
    const change = (slug: string, part: Partial<LessonProgress>) => {
      const progress = { ...get().progress, [slug]: { ...progressOf(get(), slug), ...part } };
      set({ progress });
      try {
        storage.write(JSON.stringify(progress));
      } catch {
        // Without storage it lasts as long as the page.
        return;
      }
    };
    return {
      files: {},
      progress: kept(storage),
      actions: {
        async open(slug) {
          const before = get().files[slug];
          if (before && before.status !== 'absent') return;
          put(slug, { status: 'loading' });
          try {
            put(slug, await load(slug));
          } catch {
            put(slug, { status: 'absent' });
          }
        },
        goTo: (slug, step) => change(slug, { step: Math.max(0, step) }),
        predict(slug, prediction, choice) {
          const { predictions, revealed } = progressOf(get(), slug);
          if (revealed.includes(prediction)) return;
          change(slug, { predictions: { ...predictions, [prediction]: choice } });
        },
        reveal(slug, prediction) {
          const { revealed } = progressOf(get(), slug);
          if (!revealed.includes(prediction)) change(slug, { revealed: [...revealed, prediction] });
        },
        finish: (slug) => change(slug, { finished: true }),
        restart: (slug) => change(slug, { ...untouched, finished: progressOf(get(), slug).finished }),
      },
    };
  });
  return store;
}

/** The same object for as long as nothing changes. */
export function progressOf({ progress }: Pick<LessonsState, 'progress'>, slug: string): LessonProgress {
  return Object.hasOwn(progress, slug) ? (progress[slug] ?? untouched) : untouched;
}

/** The lesson's step where the visitor stands, from 0; a shorter file than last time ends earlier. */
export function stepOf(lesson: Lesson, { step }: LessonProgress): number {
  return Math.min(step, lesson.steps.length - 1);
}

/** Views that show what students learned. */
const resultViews: readonly TabName[] = ['bench', 'networks', 'runs'];

/**
 * Whether a view waits behind the curtain. Results: while the lesson is being loaded, until its first prediction about
 * training was made (or skipped), and at or beyond any other that was not. What the teacher says: while it is asked about.
 *
 * @param slug the lesson that is open.
 */
export function isCovered(state: LessonsState, slug: string | undefined, view: TabName): boolean {
  const shows = resultViews.includes(view) ? 'results' : view === 'temperature' ? 'teacher' : undefined;
  if (slug === undefined || !shows) return false;
  const file = state.files[slug];
  if (!file || file.status === 'loading') return shows === 'results';
  if (file.status !== 'ready') return false;
  const { lesson } = file;
  const progress = progressOf(state, slug);
  const at = stepOf(lesson, progress);
  const asked = lesson.steps.flatMap((step, i) => {
    if (step.kind !== 'predict') return [];
    const measure = revealOf(lesson, step.id)?.measure;
    const about = measure && experimentsOf(measure).length > 0 ? 'results' : 'teacher';
    return about === shows ? [{ i, open: !Object.hasOwn(progress.predictions, step.id) }] : [];
  });
  if (shows === 'teacher') return asked.some(({ i, open }) => open && i === at);
  return asked.some(({ i, open }, nth) => open && (nth === 0 || i <= at));
}

function kept(storage: LessonsParts['storage']): Readonly<Record<string, LessonProgress>> {
  try {
    const read = v.safeParse(allProgress, JSON.parse(storage.read() ?? '{}'));
    return read.success ? read.output : {};
  } catch {
    return {};
  }
}
