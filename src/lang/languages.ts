/**
 * The languages that the page speaks, by their BCP 47 tags. A language is added here, as a folder of `ui/text/` with its
 * loader in `ui/text/language.ts`, in every file of `lessons/`, and among the texts for old browsers in `index.html`; tests
 * iterate `languageNames` and say what is missing.
 */
export const languageNames = ['en', 'es', 'zh'] as const;
export type LanguageName = (typeof languageNames)[number];

export interface Language {
  /** In the language itself. */
  readonly label: string;
  /** Where there is little room. */
  readonly short: string;
  /** Whose way of writing numbers is taken unless the browser names a region of the same language. */
  readonly locale: string;
  readonly direction: 'ltr' | 'rtl';
}

export const languages: Readonly<Record<LanguageName, Language>> = {
  en: { label: 'English', short: 'EN', locale: 'en', direction: 'ltr' },
  es: { label: 'Español', short: 'ES', locale: 'es', direction: 'ltr' },
  zh: { label: '简体中文', short: '中文', locale: 'zh-CN', direction: 'ltr' },
};

/** The first of `wanted` (BCP 47 tags, most wanted first) that the page speaks; English where it speaks none. */
export function languageFor(wanted: readonly string[]): LanguageName {
  for (const tag of wanted) {
    const found = languageNames.find((name) => tag.toLowerCase().split('-')[0] === name);
    if (found) return found;
  }
  return 'en';
}
