/**
 * The names of choices that declare themselves (`spec/`) among those that the page has words for.
 */

import { say } from '../../lang/sentence.ts';
import { fieldNames, fieldOf } from '../../spec/experiment.ts';
import type { Catalogue } from './catalogue.ts';
import { plain } from './numbers.ts';

const declared = fieldNames.flatMap((name) => Object.entries(fieldOf(name).declared ?? {}));

/** A catalogue whose `choices` name declared ones too, in its language. */
export function labelled(catalogue: Catalogue): Catalogue {
  const { page, sentences } = catalogue;
  const names = declared.map(([name, { label }]) => [
    name,
    say(label, (template) => sentences[template] ?? template, plain),
  ]);
  return { ...catalogue, page: { ...page, choices: { ...page.choices, ...Object.fromEntries(names) } } };
}
