/**
 * The headers that the lab is served with. The README lists them for other hosts, and a journey holds it to what is sent.
 */
import { createHash } from 'node:crypto';

/** Cross-origin isolation: the browser then allows fine clocks, and shared memory, which threads of WebAssembly need. */
export const isolationHeaders = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** What goes with every file, whoever serves it: of a file that is no script, no browser shall guess that it is one. */
export const commonHeaders = { ...isolationHeaders, 'X-Content-Type-Options': 'nosniff' };

/** Scripts whose text stands in the page: those without `src` that are not data. */
const inlineScript = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g;

/**
 * What the page may load and run: https://www.w3.org/TR/CSP3/
 *
 * - `wasm-unsafe-eval`: WebAssembly is compiled; text never is.
 * - blob: workers: the bench keeps a core busy with one while it measures.
 * - inline styles: Radix puts style elements into the page.
 * - blob: images: a chart is drawn as one before it is saved as PNG, and a dropped picture is shown.
 * - connections to anywhere: a visitor may type the address of a TensorFlow.js model.
 *
 * @param {string} [html] a page, whose own inline scripts are allowed by their hashes
 * @returns {string}
 */
export function contentSecurityPolicy(html = '') {
  const hashes = [...html.matchAll(inlineScript)].map(
    ([, text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
  );
  return [
    "default-src 'self'",
    ["script-src 'self' 'wasm-unsafe-eval'", ...hashes].join(' '),
    "worker-src 'self' blob:",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob:",
    "connect-src 'self' http: https:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'self'",
  ].join('; ');
}
