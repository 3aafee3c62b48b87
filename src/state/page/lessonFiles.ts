/**
 * The lessons that the page has: every JSON file in `src/lessons/`, by its name, each loaded when it is wanted.
 */
import { readLesson } from '../../spec/lessons/lesson.ts';
import type { LessonFile } from './lessons.ts';

const files = import.meta.glob<unknown>('../../lessons/*.json', { import: 'default' });

const slugOf = (path: string) => path.replace(/^.*\/(.*)\.json$/, '$1');

export const lessonSlugs: readonly string[] = Object.keys(files).map(slugOf);

/** @throws what the browser throws where the file cannot be fetched. */
export async function loadLesson(slug: string): Promise<LessonFile> {
  const load = Object.entries(files).find(([path]) => slugOf(path) === slug)?.[1];
  if (!load) return { status: 'unknown' };
  const { lesson, complaints } = readLesson(await load());
  return lesson ? { status: 'ready', lesson } : { status: 'broken', complaints };
}
