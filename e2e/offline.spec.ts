import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { expect, type Page, test } from '@playwright/test';
import {
  control,
  endlessSweep,
  keepPicture,
  openLab,
  readyLine,
  runBar,
  runButton,
  tab,
  tell,
  tinySweep,
} from './lab.ts';

test.use({ serviceWorkers: 'allow' });

const ownHeaders = /^(cross-origin-|content-(encoding|length)|transfer-encoding|connection|keep-alive)/;

/** The lab as a plain static host serves it: without the headers that shared memory asks for. */
async function plainHost(lab: string, change: (path: string, body: Buffer) => Buffer = (_, body) => body) {
  const server = createServer(async (request, response) => {
    const path = request.url ?? '/';
    const answer = await fetch(new URL(path, lab));
    const headers: IncomingHttpHeaders = {};
    for (const [name, value] of answer.headers) if (!ownHeaders.test(name)) headers[name] = value;
    response.writeHead(answer.status, headers);
    response.end(change(path, Buffer.from(await answer.arrayBuffer())));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { url: `http://127.0.0.1:${port}/`, close: () => close(server) };
}

function close(server: Server) {
  server.closeAllConnections();
  server.close();
}

/** Waits until this browser has the whole page. */
async function copied(page: Page) {
  await page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    if (active?.state !== 'activated') {
      await new Promise((done) => active?.addEventListener('statechange', done, { once: true }));
    }
  });
}

const isIsolated = (page: Page) => page.evaluate(() => crossOriginIsolated);

const reach = (page: Page) => page.getByRole('region', { name: 'What works here' });

test.beforeEach(async ({ request }) => {
  const type = (await request.get('./serviceWorker.js')).headers()['content-type'];
  test.skip(!type?.includes('javascript'), 'only a built page has a service worker');
});

test('opens, trains and changes its language without a network after the first visit', async ({
  page,
  context,
}) => {
  await openLab(page, tinySweep);
  await copied(page);
  const kept = await page.evaluate(async () => {
    let bytes = 0;
    const files: string[] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        files.push(new URL(request.url).pathname);
        bytes += (await (await cache.match(request))?.blob())?.size ?? 0;
      }
    }
    return { bytes, files };
  });
  tell(`${kept.files.length} files, ${(kept.bytes / 1e6).toFixed(2)} MB are kept for use without a network`);
  expect(kept.files).toContain('/teachers/insects-resnet20.safetensors');
  // The list of example networks; their weights come when something is asked of one.
  expect(kept.files.filter((file) => file.startsWith('/networks/'))).toEqual([
    '/networks/insects/index.json',
  ]);
  expect(kept.files.filter((file) => /bench|jaxJs|webgl|README/.test(file))).toEqual([]);
  expect(kept.bytes).toBeLessThan(8e6);

  await context.setOffline(true);
  await page.reload();
  await expect(readyLine(page)).toBeVisible();
  expect(await isIsolated(page)).toBe(true);
  // Chromium 150 does not tell the process that the reload begins, until it changes.
  await context.setOffline(false);
  await context.setOffline(true);
  await expect(reach(page)).toBeVisible();
  await reach(page).getByRole('button', { name: 'Details' }).click();
  await expect(reach(page)).toContainText('There is no network; the lab runs from the copy in this browser.');
  await keepPicture(page, 'offline');
  await runButton(page).click();
  await expect(runBar(page).getByText(/^4 students trained in /)).toBeVisible();
  // Parts that the first visit never opened.
  await tab(page, 'Temperature').click();
  await expect(page.getByRole('img', { name: /^The chosen image/ })).toBeVisible();
  // The shipped teacher, from a link that was never followed here.
  await page.goto('./?trainImages=64&validationImages=40&student=mlp&epochs=1&runs=1&lang=es');
  await expect(page.locator('html')).toHaveAttribute('lang', 'es');
  await expect(page.getByRole('region', { name: 'Qué funciona aquí' })).toBeVisible();
  await expect(page.getByRole('alert').first()).toBeEmpty();
  await keepPicture(page, 'offline, Spanish');
  // What is not of the page is not kept.
  expect(await page.evaluate(() => fetch('./bench.html').then(String, () => 'no network'))).toBe(
    'no network',
  );
});

test('is cross-origin isolated from the second visit on, on a host that sends no headers', {
  tag: '@nightly',
}, async ({ page, baseURL }) => {
  const host = await plainHost(baseURL ?? '');
  await page.goto(`${host.url}${tinySweep}`);
  await expect(readyLine(page)).toBeVisible();
  expect(await isIsolated(page)).toBe(false);
  await copied(page);
  await page.reload();
  await expect(readyLine(page)).toBeVisible();
  expect(await isIsolated(page)).toBe(true);
  await runButton(page).click();
  await expect(runBar(page).getByText(/^4 students trained in /)).toBeVisible();
  host.close();
});

test('a newer version waits, offers itself, and never while something is trained', async ({
  page,
  baseURL,
}) => {
  let version = '1';
  const host = await plainHost(baseURL ?? '', (path, body) =>
    path === '/serviceWorker.js' ? Buffer.from(`${body}\n// ${version}`) : body,
  );
  await page.goto(`${host.url}${endlessSweep}`);
  await expect(readyLine(page)).toBeVisible();
  await copied(page);
  const offer = page.getByText('A new version of the lab is ready.');
  version = '2';
  await page.reload();
  await expect(readyLine(page)).toBeVisible();
  await expect(offer).toBeVisible();
  await keepPicture(page, 'new version');
  await runButton(page).click();
  await expect(control(page, 'Pause')).toBeVisible();
  await expect(offer).toHaveCount(0);
  await control(page, 'Stop').click();
  await expect(offer).toBeVisible();
  const loaded = page.waitForEvent('load');
  await page.getByRole('button', { name: 'Reload' }).click();
  await loaded;
  await expect(readyLine(page)).toBeVisible();
  await expect(offer).toHaveCount(0);
  host.close();
});

test('can be installed', async ({ page, request }) => {
  await openLab(page, tinySweep);
  const href = await page.locator('link[rel=manifest]').getAttribute('href');
  const manifest = await (await request.get(href ?? '')).json();
  expect(manifest).toMatchObject({ display: 'standalone', start_url: './', scope: './' });
  for (const { src, sizes } of manifest.icons) {
    const size = await page.evaluate(async (source) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      return `${image.naturalWidth}x${image.naturalHeight}`;
    }, src);
    if (sizes !== 'any') expect(size, src).toBe(sizes);
  }
  // What Chromium itself says of it.
  const session = await page.context().newCDPSession(page);
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual(
    [],
  );
});
