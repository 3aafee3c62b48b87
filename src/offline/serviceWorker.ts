/// <reference lib="webworker" />
/**
 * The service worker: keeps the whole built page in this browser, so that the lab opens without a network, and serves it
 * cross-origin isolated whatever the host sends. It keeps nothing else: what is not of the page goes to the network.
 *
 * A new version is fetched beside the old one and waits until a person asks for it. A page of the old version that is
 * still open goes on finding its files: they are cleared away only when no other page is open.
 */
import { PrecacheController } from 'workbox-precaching';
import { isolated } from './isolated.ts';

declare const self: ServiceWorkerGlobalScope & {
  /** Written in by the build: every file of the page, with a hash of its content where its name has none. */
  readonly __WB_MANIFEST: readonly { readonly url: string; readonly revision: string | null }[];
};

const controller = new PrecacheController({
  plugins: [{ cacheWillUpdate: async ({ response }) => (response.ok ? isolated(response) : null) }],
});
controller.addToCacheList([...self.__WB_MANIFEST]);

/** Where a file of the page is kept; undefined for what is not of the page. The query is the experiment's. */
function keyOf(address: string): string | undefined {
  const url = new URL(address);
  if (url.origin !== self.location.origin) return undefined;
  url.search = '';
  url.hash = '';
  if (url.pathname.endsWith('/')) url.pathname += 'index.html';
  const key = controller.getCacheKeyForURL(url.href);
  // Names of assets have the hash of their content: one that this version does not know may be of the one before.
  const assets = new URL('assets/', self.registration.scope).href;
  return key ?? (url.href.startsWith(assets) ? url.href : undefined);
}

async function fileAt(key: string, request: Request): Promise<Response> {
  const cache = await self.caches.open(controller.strategy.cacheName);
  return (await cache.match(key)) ?? isolated(await fetch(request));
}

self.addEventListener('install', (event) => {
  event.waitUntil(controller.install(event));
});

self.addEventListener('activate', (event) => {
  const takeOver = async () => {
    const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
    if (pages.length <= 1) await controller.activate(event);
    await self.clients.claim();
  };
  event.waitUntil(takeOver());
});

self.addEventListener('message', ({ data }) => {
  if (data === 'take-over') void self.skipWaiting();
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const key = request.method === 'GET' ? keyOf(request.url) : undefined;
  if (key) event.respondWith(fileAt(key, request));
});
