import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { askForCatalogue, earlyLanguage } from './earlyLanguage.mjs';

const files = {
  en: './assets/catalogue-C3.js',
  es: './assets/catalogue-A1.js',
  zh: './assets/catalogue-B2.js',
};

/** The file that a page of this address asks for. */
function asked(search: string, chosen: string | null | Error, preferred: readonly string[]) {
  const links: { readonly rel?: string; readonly href?: string }[] = [];
  runInNewContext(`(${askForCatalogue})(files, 'en')`, {
    files,
    location: { search },
    localStorage: {
      getItem: (name: string) => {
        if (chosen instanceof Error) throw chosen;
        return name === 'distillation-lab-language' ? chosen : null;
      },
    },
    navigator: { languages: preferred },
    document: {
      createElement: () => ({}),
      head: { append: (link: object) => links.push(link) },
    },
  });
  expect(links.length).toBeLessThanOrEqual(1);
  for (const { rel } of links) expect(rel).toBe('modulepreload');
  return links[0]?.href;
}

it.each([
  ['', null, ['en-GB', 'es'], files.en],
  ['', null, ['es-MX', 'en'], files.es],
  ['', null, ['de', 'zh-CN', 'en'], files.zh],
  ['', null, ['de'], files.en],
  ['', 'zh', ['es'], files.zh],
  ['', 'en', ['es'], files.en],
  ['', 'constructor', ['es'], files.es],
  ['?alphas=0&lang=es', 'zh', ['en'], files.es],
  ['?lang=en', 'zh', ['es'], files.en],
  ['?lang=xx', null, ['es'], files.es],
  ['', new Error('SecurityError'), ['es'], files.es],
])(
  'with the link %j, %s chosen before and %j preferred, the page asks for %s',
  (search, chosen, preferred, file) => {
    expect(asked(search, chosen, preferred)).toBe(file);
  },
);

it('stands before the style sheets of the lab’s page, and in no other page', () => {
  const { transformIndexHtml } = earlyLanguage();
  if (typeof transformIndexHtml !== 'object' || !('handler' in transformIndexHtml))
    throw new Error('no hook');
  const chunk = (facadeModuleId: string, fileName: string) => ({ type: 'chunk', facadeModuleId, fileName });
  const bundle = {
    a: chunk('/lab/src/ui/text/es/catalogue.ts', 'assets/catalogue-A1.js'),
    b: chunk('/lab/src/ui/App.tsx', 'assets/App-C3.js'),
  };
  const change = transformIndexHtml.handler as unknown as (html: string, context: object) => string;
  const html = '<head><meta charset="utf-8" /><link rel="stylesheet" href="a.css" /></head>';
  const changed = change(html, { bundle, filename: '/lab/index.html' });
  expect(changed).toContain('{"es":"assets/catalogue-A1.js"}');
  expect(changed.indexOf('<script')).toBeLessThan(changed.indexOf('stylesheet'));
  expect(changed).not.toMatch(/<script[^>]*>[^<]*catalogue-A1/);
  expect(change(html, { bundle, filename: '/lab/bench.html' })).toBe(html);
  expect(() => change(html, { bundle: {}, filename: '/lab/index.html' })).toThrow('No catalogue');
});
