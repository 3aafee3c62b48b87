/**
 * The script in index.html runs in browsers that run nothing else of the lab; here, in a window made of little.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { languageNames, languages } from '../../lang/languages.ts';

const html = readFileSync(join(import.meta.dirname, '../../../index.html'), 'utf8');
const script = html.match(/<script>([\s\S]*?)<\/script>/)?.[1] ?? '';

interface Given {
  readonly search: string;
  readonly supports: (...asked: readonly string[]) => boolean;
}

/** What the script writes, line by line, and the language that it says it is in. */
function written({ search, supports }: Given) {
  const lines: string[] = [];
  const node = () => ({
    noModule: true,
    setAttribute: () => undefined,
    appendChild: (child: unknown) => typeof child === 'string' && lines.push(child),
  });
  const documentElement = { ...node(), lang: 'en' };
  const document = {
    documentElement,
    createElement: node,
    createTextNode: (text: string) => text,
    getElementById: node,
  };
  const CSS = { supports };
  const given = { CSS, document, location: { search }, navigator: { languages: ['xx'] } };
  const window = { CSS };
  const newer = { structuredClone, WebAssembly: {}, Worker: class {} };
  runInNewContext(script, { ...given, ...newer, window });
  return { lines, lang: documentElement.lang };
}

describe('a browser that cannot run the lab', () => {
  it.each(languageNames)('is told so in %s', (name) => {
    const { lines, lang } = written({ search: `?lang=${name}`, supports: () => false });
    expect(lang).toBe(languages[name].locale);
    expect(lines).toHaveLength(4);
    expect(lines[2]).toMatch(/Chrome.*123.*Firefox 121.*Safari 17\.5/);
    const english = written({ search: '?lang=en', supports: () => false }).lines;
    if (name !== 'en') expect(lines.filter((line) => english.includes(line))).toEqual([]);
  });

  it('may lack :has() alone, as Firefox 120 does', () => {
    const { lines } = written({ search: '', supports: (...asked) => asked.length === 2 });
    expect(lines[1]).toMatch(/Missing: CSS :has\(\)\.$/);
  });

  it('is none that has everything', () => {
    expect(written({ search: '', supports: () => true }).lines).toEqual([]);
  });
});
