/**
 * A plugin of the build: the page asks for the catalogue of the reader's language with the scripts, before any of them has
 * run. Left to the scripts, a reader of Spanish waits for one thing after another.
 */

/**
 * Runs in the page's head; it is handed over as text and refers to nothing outside of itself. It decides as
 * `ui/text/language.ts` does: what the link says, what was chosen before, what the browser prefers. Where it errs, and
 * where a browser is too old for it, the page only waits.
 *
 * @param {Readonly<Record<string, string>>} files by language
 * @param {string} otherwise the language of a reader who wants none of them
 */
export function askForCatalogue(files, otherwise) {
  let chosen = null;
  try {
    chosen = localStorage.getItem('distillation-lab-language');
  } catch {
    // Private windows may refuse storage.
  }
  const linked = /[?&]lang=(\w+)/.exec(location.search)?.[1];
  for (const wanted of [linked, chosen, ...navigator.languages, otherwise]) {
    const tag = wanted?.toLowerCase().split('-')[0] ?? '';
    if (!Object.hasOwn(files, tag)) continue;
    const link = document.createElement('link');
    link.rel = 'modulepreload';
    link.crossOrigin = '';
    link.href = files[tag] ?? '';
    document.head.append(link);
    return;
  }
}

/** @returns {import('vite').Plugin} */
export function earlyLanguage() {
  let base = '';
  return {
    name: 'early-language',
    apply: 'build',
    configResolved(config) {
      base = config.base;
    },
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle, filename }) {
        if (!/[\\/]index\.html$/.test(filename)) return html;
        /** @type {Record<string, string>} */
        const files = {};
        for (const chunk of Object.values(bundle ?? {})) {
          if (chunk.type !== 'chunk') continue;
          const language = chunk.facadeModuleId?.match(/\/ui\/text\/(\w+)\/catalogue\.ts$/)?.[1];
          if (language) files[language] = base + chunk.fileName;
        }
        if (Object.keys(files).length === 0)
          throw new Error('No catalogue of a language has a chunk of its own.');
        // The names stand beside the script: its text, whose hash a host may have to allow, is that of every build.
        const call = "(JSON.parse(document.currentScript.dataset.files), 'en');";
        const script = `<script data-files='${JSON.stringify(files)}'>(${askForCatalogue})${call}</script>`;
        // Before the style sheets: a script waits for those that stand before it.
        const changed = html.replace(/<meta charset=[^>]*>/, (meta) => `${meta}\n    ${script}`);
        if (changed === html)
          throw new Error('index.html does not say its charset, before which nothing may stand.');
        return changed;
      },
    },
  };
}
