import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

/** Imperatives to somebody who is called usted, of the verbs that tell people what to do. */
const formal =
  /(?<![\p{L}])(abra|aumente|cambie|cargue|cierre|compruebe|conserve|copie|descargue|descomprima|destile|divida|elija|empiece usted|entrene usted|espere|exporte|guarde|haga clic|instale|pida|ponga|pruebe|pulse|quite|recargue|reduzca|seleccione|suelte|vuelva a|usted|ustedes)(?![\p{L}])|(?<![\p{L}])(ábralo|ciérrela|cópielo|déjelo|descomprímalo|elíjalo|guárdelo|inténtelo|póngalo|pruébelo|suéltelo)(?![\p{L}])/giu;

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesIn(path) : [path];
  });

/** What stands in subordinate clauses ("para que se pruebe") is no imperative. */
const clause = /\b(que|se|como|donde|cuando|si|lo|la|le|quien|página|dirección)\s+$/iu;

it('calls people tú throughout the Spanish page and lessons', () => {
  const texts = [
    ...filesIn(import.meta.dirname).filter((path) => path.includes(join('text', 'es'))),
    ...filesIn(join(import.meta.dirname, '../../lessons')),
  ];
  expect(texts.length).toBeGreaterThan(20);
  const found = texts.flatMap((path) => {
    const text = readFileSync(path, 'utf8');
    return [...text.matchAll(formal)]
      .filter(({ index }) => !clause.test(text.slice(Math.max(0, index - 12), index)))
      .map(({ 0: word, index }) => `${path.split('/').at(-1)}: ${text.slice(index - 30, index)}${word}`);
  });
  expect(found).toEqual([]);
});
