import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { request, type Server } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOfferedFiles, listFolder } from '../inputs.ts';
import { encodingFor } from './packed.mjs';
import { startServer } from './server.mjs';

const long = 'export const a = 1;\n'.repeat(500);
let folder = '';
let served: { server: Server; port: number };
const offered = createOfferedFiles();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'distillation-lab-'));
  mkdirSync(join(folder, 'site/assets'), { recursive: true });
  mkdirSync(join(folder, 'photos/ants'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(folder, 'site-secret.txt'), 'secret');
  writeFileSync(join(folder, 'site/index.html'), '<h1>lab</h1>');
  writeFileSync(join(folder, 'site/other.html'), '<h1>other</h1>');
  writeFileSync(join(folder, 'site/assets/a.js'), 'export {};');
  writeFileSync(join(folder, 'site/assets/long.js'), long);
  writeFileSync(join(folder, 'site/assets/weights.safetensors'), long);
  writeFileSync(join(folder, 'photos/long.json'), long);
  writeFileSync(join(folder, 'site/serviceWorker.js'), '');
  writeFileSync(join(folder, 'site/manifest.webmanifest'), '{}');
  writeFileSync(join(folder, 'photos/ants/1 ü.jpg'), 'ant');
  symlinkSync('loop', join(folder, 'site/loop'));
  symlinkSync('.', join(folder, 'site/again'));
  symlinkSync('../secret.txt', join(folder, 'site/leads-outside.txt'));
  symlinkSync('..', join(folder, 'site/above'));
  symlinkSync('other.html', join(folder, 'site/within.html'));
  served = await startServer({
    folder: join(folder, 'site'),
    host: '127.0.0.1',
    port: 0,
    files: offered.find,
  });
});
afterAll(() => {
  served.server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A request whose path is sent as it is: `fetch` would tidy it up. */
function get(path: string, method = 'GET', sent: Record<string, string> = {}) {
  interface Answer {
    readonly status: number;
    readonly body: string;
    readonly bytes: Buffer;
    readonly headers: Record<string, unknown>;
  }
  return new Promise<Answer>((done, failed) => {
    request({ port: served.port, host: '127.0.0.1', path, method, headers: sent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => {
        const bytes = Buffer.concat(chunks);
        const { statusCode: status = 0, headers } = response;
        done({ status, body: bytes.toString(), bytes, headers });
      });
    })
      .on('error', failed)
      .end();
  });
}

describe('the server', () => {
  it('serves the page, cross-origin isolated', async () => {
    const { status, body, headers } = await get('/?alphas=0');
    expect(status).toBe(200);
    expect(body).toBe('<h1>lab</h1>');
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect((await get('/other')).body).toBe('<h1>other</h1>');
    expect((await get('/assets/a.js')).headers['content-type']).toBe('text/javascript; charset=utf-8');
  });

  it('has what makes the page work offline asked for anew at every visit', async () => {
    const { headers } = await get('/serviceWorker.js');
    expect(headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'no-cache',
    });
    const manifest = await get('/manifest.webmanifest');
    expect(manifest.headers['content-type']).toBe('application/manifest+json');
  });

  it.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/..%5csecret.txt',
    '/../site-secret.txt',
    '//etc/passwd',
    '/assets',
    '/%00',
    '/%E0%A4%A',
    '/missing.js',
  ])('finds nothing at %s', async (path) => {
    const { status, body } = await get(path);
    expect(status).toBe(404);
    expect(body).not.toContain('secret');
  });

  it.each([
    '/index.html/x',
    '/index.html/',
    '/other.html/',
    '/loop',
    '/loop/x',
    '/leads-outside.txt',
    '/above/secret.txt',
    ...[252, 256, 5000].map((length) => `/${'a'.repeat(length)}`),
    `/${'a/'.repeat(3000)}`,
    '/%',
    '/a%00.html',
    '/%FF',
    '/other.html%2f',
    '/..',
  ])('has no file at %.40s, and goes on', async (path) => {
    const { status, body } = await get(path);
    expect(status).toBe(404);
    expect(body).not.toContain('secret');
    expect((await get('/')).body).toBe('<h1>lab</h1>');
  });

  it('follows a link that stays inside', async () => {
    expect((await get('/within')).body).toBe('<h1>other</h1>');
    // More often than the system itself follows one.
    expect((await get(`/${'again/'.repeat(60)}other.html`)).body).toBe('<h1>other</h1>');
  });

  it('answers a request that it fails at with an error, and goes on', async () => {
    const failing = await startServer({
      ...{ folder: join(folder, 'site'), host: '127.0.0.1', port: 0 },
      files: (path) => {
        if (path === '/throws') throw new Error('on purpose');
        if (path === '/folder') return folder;
        if (path === '/long') return `/${'a'.repeat(300)}`;
        return path === '/none' ? '\0' : undefined;
      },
    });
    const warned: string[] = [];
    const hear = ({ message }: Error) => warned.push(message);
    process.on('warning', hear);
    const statusOf = async (path: string) => {
      const response = await fetch(`http://127.0.0.1:${failing.port}${path}`);
      await response.text();
      return response.status;
    };
    expect(await statusOf('/throws')).toBe(500);
    for (const path of ['/folder', '/long', '/none']) expect(await statusOf(path)).toBe(404);
    expect(await statusOf('/')).toBe(200);
    expect(warned).toEqual(['on purpose']);
    process.off('warning', hear);
    failing.server.close();
  });

  it('goes on after what is no request at all, and after a visitor who leaves in the middle', async () => {
    const big = join(folder, 'site/assets/big.bin');
    writeFileSync(big, new Uint8Array(20_000_000));
    const sent = (text: string, leaving = false) =>
      new Promise<string>((done) => {
        let heard = '';
        const socket = connect(served.port, '127.0.0.1', () => socket.write(text));
        socket.on('data', (data) => {
          heard += data.toString('latin1', 0, 40);
          if (leaving) socket.destroy();
        });
        socket.on('error', () => undefined).on('close', () => done(heard));
      });
    expect(await sent('garbage\r\n\r\n')).toContain('400');
    expect(await sent(`GET /${'a'.repeat(60_000)} HTTP/1.1\r\n\r\n`)).toContain('431');
    expect(await sent('GET /assets/big.bin HTTP/1.1\r\nHost: a\r\n\r\n', true)).toContain('200');
    expect((await get('/')).status).toBe(200);
    rmSync(big);
  });

  it('sends files whole, whatever part is asked for, and not again what a browser has', async () => {
    for (const range of ['bytes=0-9', 'bytes=9-2', 'bytes=-5', 'bytes=x', 'bytes=99999999-']) {
      const { status, body } = await get('/assets/weights.safetensors', 'GET', { range });
      expect(status, range).toBe(200);
      expect(body, range).toBe(long);
    }
    const { headers } = await get('/assets/weights.safetensors');
    expect(headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    const again = await get('/assets/weights.safetensors', 'GET', { 'if-none-match': String(headers.etag) });
    expect(again).toMatchObject({ status: 304, body: '' });
  });

  it('says with every answer what may frame and run it, and that types are not to be guessed', async () => {
    writeFileSync(
      join(folder, 'site/scripts.html'),
      '<script>a()</script><script type="module" src="b.js"></script><script data-x="1">c()</script>',
    );
    const policyOf = async (path: string) => {
      const { headers } = await get(path);
      expect(headers['x-content-type-options'], path).toBe('nosniff');
      return String(headers['content-security-policy']);
    };
    for (const path of ['/', '/assets/a.js', '/missing', '/assets/weights.safetensors']) {
      const policy = await policyOf(path);
      expect(policy, path).toContain("frame-ancestors 'self'");
      expect(policy, path).toMatch(/script-src [^;]*'wasm-unsafe-eval'/);
      expect(policy, path).not.toMatch(/script-src [^;]*'unsafe-(inline|eval)'/);
      expect(policy, path).not.toContain('sha256');
    }
    const sha = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    const policy = await policyOf('/scripts');
    expect(policy.match(/'sha256-[^']*'/g)).toEqual([sha('a()'), sha('c()')]);
  });

  it('only reads', async () => {
    expect((await get('/', 'POST')).status).toBe(405);
    expect(await get('/', 'HEAD')).toMatchObject({ status: 200, body: '' });
  });

  it('serves offered files under their own names alone', async () => {
    const [ant] = listFolder(join(folder, 'photos')).files;
    expect(ant?.path).toBe('ants/1 ü.jpg');
    const { url } = offered.offer(ant?.file ?? '', ant?.path ?? '');
    expect((await get(url)).body).toBe('ant');
    for (const wrong of [`${url}1`, `${url}/../1`, url.replace(/0$/, '../secret.txt'), '/files-/0']) {
      expect((await get(wrong)).status).toBe(404);
    }
  });

  it('says so when an offered file has gone, and serves on', async () => {
    const { url } = offered.offer(join(folder, 'photos/gone.jpg'), 'gone.jpg');
    expect((await get(url)).status).toBe(404);
    expect((await get('/')).status).toBe(200);
  });

  it('sends of an offered file that grows meanwhile what it said it would, so that the next answer can be read', async () => {
    const growing = join(folder, 'photos/growing.bin');
    writeFileSync(growing, Buffer.alloc(3e6));
    const { url } = offered.offer(growing, 'growing.bin');
    const socket = connect(served.port, '127.0.0.1');
    let answers = '';
    socket.once('data', () => {
      socket.pause();
      appendFileSync(growing, Buffer.alloc(3e6, 1));
      setTimeout(() => socket.resume(), 50);
    });
    socket.on('data', (some) => {
      answers += some.toString('latin1');
    });
    const ask = (path: string, more = '') => `GET ${path} HTTP/1.1\r\nHost: a\r\n${more}\r\n`;
    socket.write(ask(url) + ask('/other.html', 'Connection: close\r\n'));
    await once(socket, 'close');
    const first = answers.indexOf('\r\n\r\n') + 4;
    expect(answers.slice(first + 3e6)).toMatch(/^HTTP\/1.1 200/);
  });

  it('takes the next port where the first is taken, if it may', async () => {
    const options = { folder: join(folder, 'site'), host: '127.0.0.1', port: served.port };
    await expect(startServer(options)).rejects.toThrow(/EADDRINUSE/);
    const other = await startServer({ ...options, attempts: 20 });
    expect(other.port).toBeGreaterThan(served.port);
    other.server.close();
  });

  it.each([
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    // As browsers ask where there is no https.
    ['gzip, deflate', 'gzip', gunzipSync],
  ] as const)('packs text for a browser that takes %s', async (accepted, encoding, unpack) => {
    for (let time = 0; time < 2; time++) {
      const { status, bytes, headers } = await get('/assets/long.js', 'GET', { 'accept-encoding': accepted });
      expect(status).toBe(200);
      expect(headers).toMatchObject({
        'content-encoding': encoding,
        'content-length': String(bytes.length),
        'content-type': 'text/javascript; charset=utf-8',
        'cross-origin-embedder-policy': 'require-corp',
        vary: 'Accept-Encoding',
      });
      expect(bytes.length).toBeLessThan(long.length / 10);
      expect(unpack(bytes).toString()).toBe(long);
      const head = await get('/assets/long.js', 'HEAD', { 'accept-encoding': accepted });
      expect(head.body).toBe('');
      expect(head.headers).toMatchObject({
        'content-encoding': encoding,
        'content-length': headers['content-length'],
      });
    }
  });

  it('leaves as it is what nobody wants packed, what is short, and what packing does not make smaller', async () => {
    const packing = { 'accept-encoding': 'gzip, br' };
    const plain = await get('/assets/long.js');
    expect(plain.body).toBe(long);
    expect(plain.headers).toMatchObject({ 'content-length': String(long.length), vary: 'Accept-Encoding' });
    expect(plain.headers).not.toHaveProperty('content-encoding');
    const { url } = offered.offer(join(folder, 'photos/long.json'), 'long.json');
    for (const path of ['/assets/a.js', '/assets/weights.safetensors', url]) {
      expect((await get(path, 'GET', packing)).headers, path).not.toHaveProperty('content-encoding');
    }
  });

  it('packs a file anew when it has changed', async () => {
    const file = join(folder, 'site/assets/changing.js');
    const packing = { 'accept-encoding': 'gzip' };
    for (const [text, second] of [
      ['// before\n', 1000],
      ['// after!\n', 2000],
    ] as const) {
      writeFileSync(file, text.repeat(200));
      utimesSync(file, second, second);
      const { bytes } = await get('/assets/changing.js', 'GET', packing);
      expect(gunzipSync(bytes).toString()).toBe(text.repeat(200));
    }
    rmSync(file);
    expect((await get('/assets/changing.js', 'GET', packing)).status).toBe(404);
  });
});

it.each([
  [undefined, undefined],
  ['', undefined],
  ['identity', undefined],
  ['gzip', 'gzip'],
  ['br;q=0, gzip;q=0.5', 'gzip'],
  ['GZIP;q=0.8, BR;q=0.2', 'br'],
  ['*', 'br'],
  ['*;q=0', undefined],
  ['br;q=0, *', 'gzip'],
])('of what a client takes, %j, the server chooses %j', (accepted, encoding) => {
  expect(encodingFor(accepted)).toBe(encoding);
});
