import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Container } from './offlineCopy.ts';

class FakeWorker extends EventTarget {
  state: ServiceWorkerState = 'installing';
  readonly heard: unknown[] = [];
  becomes(state: ServiceWorkerState) {
    this.state = state;
    this.dispatchEvent(new Event('statechange'));
  }
  postMessage(message: unknown) {
    this.heard.push(message);
  }
}

class FakeRegistration extends EventTarget {
  active: FakeWorker | null = null;
  waiting: FakeWorker | null = null;
  installing: FakeWorker | null = null;
}

class FakeContainer extends EventTarget {
  controller: FakeWorker | null = null;
  readonly registration = new FakeRegistration();
  register = async () => this.registration;
}

/** The module keeps what waits, so each test has its own. */
async function start(container: FakeContainer) {
  const { keepCopy, offlineCopy, takeNewer } = await import('./offlineCopy.ts');
  const page = container as unknown as Container;
  await keepCopy(page, 'serviceWorker.js');
  return { state: () => offlineCopy.getState().state, take: (reload: () => void) => takeNewer(page, reload) };
}

describe('keepCopy', () => {
  beforeEach(() => vi.resetModules());

  it('has no copy until the first service worker is active', async () => {
    const container = new FakeContainer();
    const first = new FakeWorker();
    container.registration.installing = first;
    const { state } = await start(container);
    expect(state()).toBe('none');
    first.becomes('installed');
    expect(state()).toBe('none');
    first.becomes('activated');
    expect(state()).toBe('kept');
  });

  it('says that a newer page waits, and reloads only once it has taken over', async () => {
    const container = new FakeContainer();
    container.registration.active = new FakeWorker();
    container.controller = container.registration.active;
    const { state, take } = await start(container);
    expect(state()).toBe('kept');
    const newer = new FakeWorker();
    container.registration.installing = newer;
    container.registration.dispatchEvent(new Event('updatefound'));
    newer.becomes('installed');
    expect(state()).toBe('newer');
    const reload = vi.fn();
    take(reload);
    expect(newer.heard).toEqual(['take-over']);
    expect(reload).not.toHaveBeenCalled();
    container.dispatchEvent(new Event('controllerchange'));
    expect(reload).toHaveBeenCalledOnce();
  });

  it('reloads at once where another tab has let the newer page take over', async () => {
    const container = new FakeContainer();
    container.controller = new FakeWorker();
    container.registration.active = container.controller;
    const newer = new FakeWorker();
    newer.state = 'installed';
    container.registration.waiting = newer;
    const { take } = await start(container);
    newer.becomes('activated');
    const reload = vi.fn();
    take(reload);
    expect(newer.heard).toEqual([]);
    expect(reload).toHaveBeenCalledOnce();
  });

  it('finds one that has waited since an earlier visit', async () => {
    const container = new FakeContainer();
    container.controller = new FakeWorker();
    container.registration.active = container.controller;
    container.registration.waiting = new FakeWorker();
    expect((await start(container)).state()).toBe('newer');
  });

  it('goes on without a copy where the browser forbids one', async () => {
    const container = new FakeContainer();
    container.register = () => Promise.reject(new DOMException('no', 'SecurityError'));
    expect((await start(container)).state()).toBe('none');
  });
});
