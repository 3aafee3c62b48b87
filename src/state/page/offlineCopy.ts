/**
 * Has the service worker keep a copy of the page in this browser, and knows when a newer page waits to be used.
 *
 * Nothing is fetched for it before the lab is ready, and nothing at all where a person asked the browser to save data.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Lab } from '../lab/labState.ts';

export interface OfflineCopy {
  /** `none` until the whole page is kept; `newer`: one of another version waits to take over. */
  readonly state: 'none' | 'kept' | 'newer';
}

/** What a page's own service worker is asked through. */
export type Container = Pick<
  ServiceWorkerContainer,
  'register' | 'controller' | 'addEventListener' | 'removeEventListener'
>;

export const offlineCopy: StoreApi<OfflineCopy> = createStore<OfflineCopy>(() => ({ state: 'none' }));

let waiting: ServiceWorker | undefined;

/** Not every browser has what is read here of it. */
type Machine = Partial<Pick<Navigator, 'serviceWorker'>> & {
  readonly connection?: { readonly saveData?: boolean };
};

/** Whether the browser was asked to fetch no more than it must. */
export const savesData = (machine: Machine): boolean => machine.connection?.saveData === true;

/** Waits for the lab to be ready and the page to be idle. */
export function keepCopyWhenReady(page: Window, lab: Pick<StoreApi<Pick<Lab, 'phase'>>, 'subscribe'>) {
  const machine: Machine = page.navigator;
  const { serviceWorker } = machine;
  if (!serviceWorker || savesData(machine)) return;
  const begin = () => void keepCopy(serviceWorker, new URL('serviceWorker.js', page.document.baseURI).href);
  const unsubscribe = lab.subscribe(({ phase }) => {
    if (phase === 'opening') return;
    unsubscribe();
    // Safari has no idle callbacks.
    if (page.requestIdleCallback) page.requestIdleCallback(begin, { timeout: 10_000 });
    else page.setTimeout(begin, 2000);
  });
}

/** @param script address of the service worker, in the folder of the page */
export async function keepCopy(container: Container, script: string): Promise<void> {
  let registration: ServiceWorkerRegistration | undefined;
  try {
    registration = await container.register(script, { updateViaCache: 'none' });
  } catch {
    // Forbidden (a private window, a setting) or offline at the first visit: the page works on without a copy.
    return;
  }
  // What blocks service workers, as an extension may, can also answer with nothing.
  if (!registration) return;
  const kept = registration;
  const hasWaiting = (worker: ServiceWorker) => {
    waiting = worker;
    offlineCopy.setState({ state: 'newer' });
  };
  if (registration.active) offlineCopy.setState({ state: 'kept' });
  if (registration.waiting && container.controller) hasWaiting(registration.waiting);
  const follow = () => {
    const { installing } = kept;
    installing?.addEventListener('statechange', () => {
      if (installing.state === 'installed' && container.controller) hasWaiting(installing);
      if (installing.state === 'activated' && !waiting) offlineCopy.setState({ state: 'kept' });
    });
  };
  registration.addEventListener('updatefound', follow);
  follow();
}

/** Lets the newer page take over, then `reload`s into it; where another tab has let it, nothing takes over any more. */
export function takeNewer(container: Container, reload: () => void): void {
  if (waiting?.state === 'installed') {
    container.addEventListener('controllerchange', reload, { once: true });
    waiting.postMessage('take-over');
  } else reload();
}
