/**
 * A static file server with the headers that make a page cross-origin isolated, on top of sirv. No request ends it: what
 * cannot be answered is answered with an error, and the server goes on.
 */
import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, relative, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import sirv from 'sirv';
import { commonHeaders, contentSecurityPolicy } from './headers.mjs';
import { createPacker, encodingFor } from './packed.mjs';

/** @typedef {import('node:http').IncomingMessage} Request */
/** @typedef {import('node:http').ServerResponse} Response */

/** @type {Record<string, string>} */
const contentTypes = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/** What packing makes smaller by half or more; pictures and fonts come packed, weights have nothing to pack. */
const packable = new Set([
  ...['.css', '.html', '.js', '.json', '.map', '.mjs', '.svg', '.txt', '.wasm', '.webmanifest'],
]);

/** Bytes: below, the headers weigh as much as what is saved. */
const worthPacking = 1000;

const typeOf = (/** @type {string} */ file) =>
  contentTypes[extname(file).toLowerCase()] ?? 'application/octet-stream';

/**
 * The file that stands at a path, itself and not a link to it.
 *
 * @param {string} path
 * @returns {string | undefined} undefined where there is none, or none that may be read: a name may be too long, lie below
 *   a file, or lead round in a circle of links
 */
function realFile(path) {
  try {
    const file = realpathSync(path);
    if (!statSync(file).isFile()) return undefined;
    accessSync(file, constants.R_OK);
    return file;
  } catch {
    return undefined;
  }
}

/**
 * The file of `folder` that a request path names. Links within the folder are followed, those that lead outside of it are not.
 *
 * @param {string} folder
 * @param {string} path as requested: percent-encoded, from the slash on, without the query
 * @returns {string | undefined} undefined where it names nothing, or something outside of the folder
 */
function fileOf(folder, path) {
  let decoded;
  let inside;
  try {
    decoded = decodeURIComponent(path);
    inside = realpathSync(folder) + sep;
  } catch {
    return undefined;
  }
  if (decoded.includes('\0') || decoded.includes('\\')) return undefined;
  // A page's address may leave out its ending, as on the usual hosts.
  const names = decoded.endsWith('/') ? [`${decoded}index.html`] : [decoded, `${decoded}.html`];
  for (const name of names) {
    const named = resolve(join(inside, name));
    const file = named.startsWith(inside) ? realFile(named) : undefined;
    if (file) return file.startsWith(inside) ? file : undefined;
  }
  return undefined;
}

/** @type {(response: Response, status: number, sentence: string) => void} */
function refuse(response, status, sentence) {
  response.statusCode = status;
  response.setHeader('Content-Type', 'text/plain');
  response.end(`${sentence}\n`);
}

/**
 * Sends a file from anywhere on this machine, of any size, as it is.
 *
 * @type {(request: Request, response: Response, path: string) => Promise<void>}
 */
async function sendGiven(request, response, path) {
  // Opened before anything is answered: a file that has gone since it was listed, or may not be read, is a 404.
  const file = await open(path).catch(() => undefined);
  try {
    const stats = await file?.stat();
    if (!file || !stats?.isFile()) return refuse(response, 404, 'It cannot be read.');
    const headers = {
      'Content-Type': typeOf(path),
      'Content-Length': stats.size,
      'Cache-Control': 'no-cache',
    };
    response.writeHead(200, headers);
    if (request.method === 'HEAD' || stats.size === 0) response.end();
    // To the length that was said: what is written behind it meanwhile would stand before the next answer.
    else await pipeline(file.createReadStream({ autoClose: false, end: stats.size - 1 }), response);
  } finally {
    await file?.close();
  }
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
  // It looks at the folder anew for each request, so that a page which is built meanwhile is served.
  const serve = sirv(folder, { dev: true, dotfiles: true, etag: true, extensions: [] });

  /** @type {(request: Request, response: Response) => Promise<void>} */
  async function answer(request, response) {
    for (const [name, value] of Object.entries(commonHeaders)) response.setHeader(name, value);
    response.setHeader('Content-Security-Policy', contentSecurityPolicy());
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405, 'Only GET.');
    const path = (request.url ?? '/').replace(/[?#].*$/, '');
    const given = files?.(path);
    if (given !== undefined) return sendGiven(request, response, given);
    const file = fileOf(folder, path);
    if (!file) return refuse(response, 404, 'There is no such file.');
    const type = extname(file).toLowerCase();
    response.setHeader('Content-Type', typeOf(file));
    if (type === '.html') {
      response.setHeader('Content-Security-Policy', contentSecurityPolicy(await readFile(file, 'utf8')));
    }
    const name = relative(realpathSync(folder), file).replaceAll(sep, '/');
    // The bundler puts a hash of the content into the names of assets.
    const cached = name.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
    response.setHeader('Cache-Control', cached);
    if (packable.has(type)) {
      response.setHeader('Vary', 'Accept-Encoding');
      const encoding = encodingFor(request.headers['accept-encoding']);
      const stats = statSync(file);
      if (encoding && stats.size >= worthPacking) {
        const content = await packed(file, encoding, stats);
        response.writeHead(200, { 'Content-Length': content.length, 'Content-Encoding': encoding });
        // To HEAD, node sends the headers alone.
        response.end(content);
        return;
      }
    }
    // What sirv opens, it neither closes for a visitor who has left nor watches for errors; and of parts of files it
    // understands some alone.
    response.on('pipe', (stream) => {
      stream.on('error', () => response.destroy());
      response.on('close', () => stream.destroy());
    });
    delete request.headers.range;
    request.url = encodeURI(`/${name}`);
    serve(request, response, () => refuse(response, 404, 'There is no such file.'));
  }

  const server = createServer((request, response) => {
    response.on('error', () => response.destroy());
    answer(request, response).catch((error) => {
      // A visitor who leaves in the middle is no fault of the server's.
      if (response.destroyed) return;
      process.emitWarning(error instanceof Error ? error : new Error(String(error)));
      if (response.headersSent) response.destroy();
      else refuse(response, 500, 'The server failed at this request.');
    });
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
  // A connection that could not be accepted, for want of file descriptors say, is not the end of the others.
  server.on('error', (error) => process.emitWarning(error));
  const address = server.address();
  return { server, port: typeof address === 'object' && address ? address.port : port };
}
