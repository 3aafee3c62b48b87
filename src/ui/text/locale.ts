/**
 * The BCP 47 tag by which numbers and dates are written now. It stands apart from the languages, whose catalogues write numbers.
 */
let current = 'en';

export const locale = (): string => current;

/** Set together with the language; see `language.ts`. */
export function setLocale(tag: string) {
  current = tag;
}
