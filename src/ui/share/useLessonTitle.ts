import { useLessons } from '../../state/page/useLessons.ts';
import { useLanguage } from '../text/language.ts';

/** What the reader knows the lesson by; its name in the link until its file has come, undefined without a lesson. */
export function useLessonTitle(slug: string | undefined): string | undefined {
  const file = useLessons((lessons) => (slug === undefined ? undefined : lessons.files[slug]));
  const language = useLanguage();
  return file?.status === 'ready' ? file.lesson.title[language] : slug;
}
