import { locale } from '../text/locale.ts';

/** A day and a time in the reader's language: Nov 21, 2026, 1:40 PM. */
export function whenText(ms: number): string {
  return new Date(ms).toLocaleString(locale(), { dateStyle: 'medium', timeStyle: 'short' });
}
