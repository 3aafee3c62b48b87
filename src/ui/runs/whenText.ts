import { locale } from '../text/locale.ts';

/** A day and a time in the reader's language, with the year where it is another: Nov 21, 1:40 PM. */
export function whenText(ms: number): string {
  const when = new Date(ms);
  const thisYear = when.getFullYear() === new Date().getFullYear();
  return when.toLocaleString(locale(), {
    ...(thisYear ? {} : { year: 'numeric' as const }),
    ...({ month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' } as const),
  });
}
