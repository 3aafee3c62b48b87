/**
 * Cross-origin isolation from within the browser: plain static hosts cannot send the headers that shared memory (of
 * ONNX Runtime's threads) and fine clocks ask for; a service worker can add them to what it serves. The same as
 * `cli/setup/headers.mjs` sends.
 *
 * Source: https://html.spec.whatwg.org/multipage/browsers.html#cross-origin-isolation
 */
export const isolationHeaders = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
} as const;

/**
 * What the host sent, with the headers that it left out; those that it sent stand.
 *
 * A complete response is handed on as it is, because a browser keeps compiled code only with a response that nobody made
 * anew. One that came by a redirect is made anew: no navigation may be answered with it.
 */
export function isolated(response: Response): Response {
  const missing = Object.entries(isolationHeaders).filter(([name]) => !response.headers.has(name));
  if (missing.length === 0 && !response.redirected) return response;
  const headers = new Headers(response.headers);
  for (const [name, value] of missing) headers.set(name, value);
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers });
}
