/**
 * The reader's language: what the link says, else what was chosen here before, else what the browser prefers. Its
 * catalogue is loaded before the page is drawn in it.
 */
import { useSyncExternalStore } from 'react';
import { type LanguageName, languageFor, languageNames, languages } from '../../lang/languages.ts';
import type { Catalogue } from './catalogue.ts';
import { catalogue as en } from './en/catalogue.ts';
import { labelled } from './labelled.ts';
import { setLocale } from './locale.ts';
import { overEnglish, type Partly } from './partly.ts';

const storageName = 'distillation-lab-language';
const listeners = new Set<() => void>();

const english = labelled(en);

/** What every language has of the catalogue; all but English are files of their own. */
export const loaders: Readonly<Record<LanguageName, () => Promise<Partly<Catalogue>>>> = {
  en: async () => en,
  es: async () => (await import('./es/catalogue.ts')).catalogue,
  zh: async () => (await import('./zh/catalogue.ts')).catalogue,
};

/** All that the page says in a language. */
export async function catalogueOf(language: LanguageName): Promise<Catalogue> {
  return labelled(overEnglish(en, await loaders[language]()));
}

interface Speaking {
  readonly language: LanguageName;
  readonly catalogue: Catalogue;
}

let speaking: Speaking = { language: 'en', catalogue: english };
const spoken = (): Speaking => speaking;

/** For functions that name what they draw; components use the hooks. */
export const spokenCatalogue = (): Catalogue => speaking.catalogue;

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
  } catch {
    // Offline before it was ever loaded: the page goes on in the language that it has.
    return;
  }
  const { locale, direction } = languages[language];
  speaking = { language, catalogue };
  setLocale(ownRegion(language) ?? locale);
  document.documentElement.lang = locale;
  document.documentElement.dir = direction;
  document.title = catalogue.page.shell.name;
  document
    .querySelector('meta[name="description"]')
    ?.setAttribute('content', catalogue.page.document.description);
  for (const listener of listeners) listener();
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

const useSpeaking = () => useSyncExternalStore(subscribe, spoken, spoken);

export function useLanguage(): LanguageName {
  return useSpeaking().language;
}

export function useCatalogue(): Catalogue {
  return useSpeaking().catalogue;
}
