/**
 * The reader's language: what the link says, else what was chosen here before, else what the browser prefers. Its
 * catalogue is loaded before the page is drawn in it.
 */
import { useSyncExternalStore } from 'react';
import { type LanguageName, languageFor, languageNames, languages } from '../../lang/languages.ts';
import type { Catalogue } from './catalogue.ts';
import { labelled } from './labelled.ts';
import { setLocale } from './locale.ts';

const storageName = 'distillation-lab-language';
const listeners = new Set<() => void>();

/** Each language's catalogue, a file of its own, so that a reader loads one. */
export const loaders: Readonly<Record<LanguageName, () => Promise<Catalogue>>> = {
  en: async () => (await import('./en/catalogue.ts')).catalogue,
  es: async () => (await import('./es/catalogue.ts')).catalogue,
  zh: async () => (await import('./zh/catalogue.ts')).catalogue,
};

type Sentences = Catalogue['sentences'];

/** Sentences of stages, files and kept networks: none is seen before the page was painted, so that they come after it. Until then they are in English. */
export const laterSentences: Readonly<Record<LanguageName, () => Promise<Sentences>>> = {
  en: async () => ({}),
  es: async () => (await import('./es/later/sentences.ts')).sentences,
  zh: async () => (await import('./zh/later/sentences.ts')).sentences,
};

/** All that the page says in a language before its first paint. */
export async function catalogueOf(language: LanguageName): Promise<Catalogue> {
  return labelled(await loaders[language]());
}

interface Speaking {
  readonly language: LanguageName;
  readonly catalogue: Catalogue;
  /** The catalogue's, and those that came later. */
  readonly sentences: Sentences;
}

/** Nothing until `openLanguage` has loaded it, before which nothing is drawn. */
let speaking: Speaking | undefined;

function spoken(): Speaking {
  if (!speaking) throw new Error('A language has to be opened before anything is said in it.');
  return speaking;
}

function set(next: Speaking) {
  speaking = next;
  for (const listener of listeners) listener();
}

/** For functions that name what they draw; components use the hooks. */
export const spokenCatalogue = (): Catalogue => spoken().catalogue;

/** Keeps the choice in this browser. */
export async function chooseLanguage(language: LanguageName) {
  try {
    localStorage.setItem(storageName, language);
  } catch {
    // Private windows may refuse storage: the choice then lasts as long as the page.
  }
  await speak(language);
}

/** @param linked the language that the link asks for. */
export async function openLanguage(linked: LanguageName | undefined) {
  await speak(linked ?? chosenBefore() ?? languageFor(navigator.languages));
}

async function speak(language: LanguageName) {
  let catalogue: Catalogue;
  try {
    catalogue = await catalogueOf(language);
  } catch (error) {
    // Offline before it was ever loaded: the page goes on in the language that it has, or begins in English.
    if (speaking) return;
    if (language === 'en') throw error;
    return speak('en');
  }
  const { locale, direction } = languages[language];
  setLocale(ownRegion(language) ?? locale);
  document.documentElement.lang = locale;
  document.documentElement.dir = direction;
  document.title = catalogue.page.shell.name;
  document
    .querySelector('meta[name="description"]')
    ?.setAttribute('content', catalogue.page.document.description);
  set({ language, catalogue, sentences: catalogue.sentences });
  laterSentences[language]().then(
    (more) => {
      if (speaking?.catalogue === catalogue)
        set({ ...speaking, sentences: { ...catalogue.sentences, ...more } });
    },
    // Offline before they were ever loaded: they stay in English.
    () => undefined,
  );
}

/** The browser's own tag of this language, as es-MX, whose numbers differ from those of es. */
function ownRegion(language: LanguageName): string | undefined {
  return navigator.languages.find((tag) => languageFor([tag]) === language && tag.startsWith(language));
}

function chosenBefore(): LanguageName | undefined {
  try {
    const stored = localStorage.getItem(storageName);
    return languageNames.find((name) => name === stored);
  } catch {
    return undefined;
  }
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useLanguage = (): LanguageName => useSyncExternalStore(subscribe, () => spoken().language);

export const useCatalogue = (): Catalogue => useSyncExternalStore(subscribe, () => spoken().catalogue);

/** Of sentences that come with data, what they are in the reader's language. */
export const useSentences = (): Sentences => useSyncExternalStore(subscribe, () => spoken().sentences);
