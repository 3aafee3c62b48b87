/**
 * Sentences that come with data (problems, notices, reasons, the words of settings), made where no reader's language is
 * known: an English template and the values in it. Who shows one to a person looks the template up in the reader's
 * catalogue; a command line and a log print the English.
 */

/** Fixed text is its own template. */
export type Sentence = string | Said;

export interface Said {
  /** English, with `{0}`, `{1}`, … where values stand. */
  readonly template: string;
  readonly values: readonly SentenceValue[];
}

/** Text stands as it is (names, paths); numbers are written as the reader's language does; a `Said` is translated too. */
export type SentenceValue = string | number | Said;

/** ``words`The folder ${label} is empty.` ``: the template is `The folder {0} is empty.` */
export function words(parts: TemplateStringsArray, ...values: readonly SentenceValue[]): Said {
  return { template: parts.reduce((text, part, i) => `${text}{${i - 1}}${part}`), values };
}

/** A sentence as a value in another: fixed text too is then translated. */
export function said(sentence: Sentence): Said {
  return typeof sentence === 'string' ? { template: sentence, values: [] } : sentence;
}

/** Sentences one after another. */
export function together(sentences: readonly Sentence[]): Sentence {
  const [first = '', ...rest] = sentences;
  return rest.reduce((before, next) => words`${said(before)} ${said(next)}`, first);
}

/** What a list holds, with commas between. */
export function listed(items: readonly SentenceValue[]): SentenceValue {
  const [first = '', ...rest] = items;
  return rest.reduce((before, next) => words`${before}, ${next}`, first);
}

export function inEnglish(sentence: Sentence): string {
  return say(sentence, (template) => template, String);
}

/**
 * @param translate gives the template of the reader's language; `{0}` may stand elsewhere, twice or nowhere in it.
 * @param spell     writes a number as that language does.
 */
export function say(
  sentence: Sentence,
  translate: (template: string) => string,
  spell: (value: number) => string,
): string {
  if (typeof sentence === 'string') return translate(sentence);
  return translate(sentence.template).replaceAll(/\{(\d{1,2})\}/g, (whole, place) => {
    const value = sentence.values[Number(place)];
    if (value === undefined) return whole;
    if (typeof value === 'number') return spell(value);
    return typeof value === 'string' ? value : say(value, translate, spell);
  });
}
