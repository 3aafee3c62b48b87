/**
 * Builds the service worker, with the list of the files that it keeps: all that the lab's page leads to and nothing of
 * the bench's.
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { VitePWA } from 'vite-plugin-pwa';

const hasNames = /\.(css|html|js)$/;

/**
 * The files that `page` leads to. A file's name, which has the hash of its content, stands in whatever loads it: in
 * markup, in a style sheet, in an import, where a worker is started.
 *
 * @param {string} page
 * @param {readonly string[]} files paths from the build's folder, `page` among them
 * @param {(file: string) => string} textOf
 * @returns {ReadonlySet<string>}
 */
export function filesBehind(page, files, textOf) {
  const found = new Set([page]);
  for (const file of found) {
    if (!hasNames.test(file)) continue;
    const text = textOf(file);
    for (const other of files) {
      const name = other.slice(other.lastIndexOf('/') + 1);
      if (!found.has(other) && text.includes(name)) found.add(other);
    }
  }
  return found;
}

/**
 * A bundle is closed after a failed build as well. What then looks for the page finds none, and what it throws would
 * stand where the reason of the failure belongs.
 *
 * @param {import('vite').Plugin} plugin
 * @param {() => boolean} isWritten
 * @returns {import('vite').Plugin} the same, which closes nothing but a bundle that was written
 */
function closingWhen(plugin, isWritten) {
  const { closeBundle } = plugin;
  if (!closeBundle) return plugin;
  const close = typeof closeBundle === 'function' ? closeBundle : closeBundle.handler;
  return {
    ...plugin,
    closeBundle: {
      ...(typeof closeBundle === 'function' ? {} : closeBundle),
      handler(error) {
        return isWritten() ? close.call(this, error) : undefined;
      },
    },
  };
}

/** @returns {import('vite').PluginOption} */
export function keptOffline() {
  let [folder, written] = ['', false];
  return [
    {
      name: 'kept-offline',
      apply: 'build',
      configResolved({ root, build }) {
        folder = resolve(root, build.outDir);
      },
      buildStart() {
        written = false;
      },
      writeBundle() {
        written = true;
      },
    },
    ...VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/offline',
      filename: 'serviceWorker.ts',
      // The page registers it when it is ready, and has a manifest of its own in public/.
      injectRegister: false,
      manifest: false,
      injectManifest: {
        rollupFormat: 'iife',
        minify: true,
        globPatterns: ['**/*.{css,html,js,json,png,safetensors,svg,wasm,webmanifest,woff2}'],
        // The bench, the README's pictures, ONNX Runtime (14 MB that are loaded when a file needs them), and the weights of
        // example networks, which are fetched when something is asked of one; their list is kept.
        globIgnores: [
          ...['bench.html', 'pictures/**', 'serviceWorker.js', 'assets/ort*'],
          'networks/**/*.safetensors',
        ],
        // Those have the hash of their content in their names.
        dontCacheBustURLsMatching: /^assets\//,
        maximumFileSizeToCacheInBytes: 16 * 2 ** 20,
        manifestTransforms: [
          (entries) => {
            const files = entries.map(({ url }) => url);
            const behind = filesBehind('index.html', files, (file) =>
              readFileSync(join(folder, file), 'utf8'),
            );
            return { manifest: entries.filter(({ url }) => !url.startsWith('assets/') || behind.has(url)) };
          },
        ],
      },
    }).map((plugin) => closingWhen(plugin, () => written)),
  ];
}
