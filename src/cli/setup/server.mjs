/**
 * A static file server with the headers that make a page cross-origin isolated. Node built-ins only.
 */
import { createReadStream, fstatSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { createPacker, encodingFor } from './packed.mjs';

/** Cross-origin isolation: the browser then allows shared memory, which threaded WebAssembly needs. */
export const isolationHeaders = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** @type {Record<string, string>} */
const contentTypes = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/** What packing makes smaller by half or more; pictures and fonts come packed, weights have nothing to pack. */
const packable = new Set(['.css', '.html', '.js', '.json', '.map', '.svg', '.txt', '.wasm', '.webmanifest']);

/** Bytes: below, the headers weigh as much as what is saved. */
const worthPacking = 1000;

/**
 * The file of `folder` that a request path names.
 *
 * @param {string} folder
 * @param {string} path as requested: percent-encoded, from the slash on, without the query
 * @returns {string | undefined} undefined where it names nothing, or something outside of the folder
 */
function fileOf(folder, path) {
  let decoded;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return undefined;
  }
  if (decoded.includes('\0') || decoded.includes('\\')) return undefined;
  const inside = resolve(folder);
  const file = resolve(join(inside, decoded.endsWith('/') ? `${decoded}index.html` : decoded));
  if (!file.startsWith(inside + sep)) return undefined;
  // A page's address may leave out its ending, as on the usual hosts.
  return [file, `${file}.html`].find((path) => statSync(path, { throwIfNoEntry: false })?.isFile());
}

/**
 * Serves `folder`, and before it whatever `files` knows.
 *
 * @param {object} options
 * @param {string} options.folder
 * @param {string} options.host
 * @param {number} options.port 0 takes any free one
 * @param {number} [options.attempts] how many ports to try, counting up; 1 where absent
 * @param {(path: string) => string | undefined} [options.files] maps a request path to a file outside of `folder`
 * @returns {Promise<{ server: import('node:http').Server, port: number }>}
 */
export async function startServer({ folder, host, port, attempts = 1, files }) {
  const packed = createPacker();
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').replace(/[?#].*$/, '');
    const given = files?.(path);
    const file = given ?? fileOf(folder, path);
    /** @type {(status: number, sentence: string) => void} */
    const refuse = (status, sentence) => {
      response.writeHead(status, { ...isolationHeaders, 'Content-Type': 'text/plain' });
      response.end(`${sentence}\n`);
    };
    if (!file) return refuse(404, 'There is no such file.');
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405, 'Only GET.');
    const type = extname(file).toLowerCase();
    // Files from elsewhere are of any size, and go to this machine alone.
    const packs = given === undefined && packable.has(type);
    const headersOf = (/** @type {number} */ length) => ({
      ...isolationHeaders,
      'Content-Type': contentTypes[type] ?? 'application/octet-stream',
      'Content-Length': length,
      // The bundler puts a hash of the content into the names of assets.
      'Cache-Control': path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      ...(packs ? { Vary: 'Accept-Encoding' } : {}),
    });
    const unreadable = () => (response.headersSent ? response.destroy() : refuse(404, 'It cannot be read.'));
    const encoding = packs ? encodingFor(request.headers['accept-encoding']) : undefined;
    const stats = statSync(file, { throwIfNoEntry: false });
    if (encoding && stats && stats.size >= worthPacking) {
      packed(file, encoding, stats).then((content) => {
        response.writeHead(200, { ...headersOf(content.length), 'Content-Encoding': encoding });
        // To HEAD, node sends the headers alone.
        response.end(content);
      }, unreadable);
      return;
    }
    // Opened before anything is answered: a file that has gone since it was listed, or may not be read, is a 404 too.
    const stream = createReadStream(file)
      .on('open', (descriptor) => {
        response.writeHead(200, headersOf(fstatSync(descriptor).size));
        if (request.method === 'GET') stream.pipe(response);
        else {
          stream.destroy();
          response.end();
        }
      })
      .on('error', unreadable);
    response.on('close', () => stream.destroy());
  });
  for (let tried = 0; ; tried++) {
    try {
      await new Promise((done, failed) => {
        server.once('error', failed);
        server.listen(port + tried, host, () => {
          server.off('error', failed);
          done(undefined);
        });
      });
      break;
    } catch (error) {
      const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
      if (!taken || tried + 1 >= attempts) throw error;
    }
  }
  const address = server.address();
  return { server, port: typeof address === 'object' && address ? address.port : port };
}
