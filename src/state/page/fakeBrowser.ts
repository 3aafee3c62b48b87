/**
 * An address bar with its history in memory, for tests.
 */
interface Held {
  readonly url: URL;
  readonly state: unknown;
}

export interface FakeBrowser {
  /** What `addressOf` takes. */
  readonly page: Pick<Window, 'location' | 'history' | 'addEventListener'>;
  /** The query and the fragment. */
  shown(): string;
  entries(): number;
  go(by: number): void;
  /** Follows a link to a place on the page. */
  follow(hash: string): void;
  /** The same history, and nobody who listens. */
  reload(): void;
}

export function fakeBrowser(start: string): FakeBrowser {
  let held: readonly Held[] = [{ url: new URL(start, 'https://lab.example/lab/'), state: null }];
  let at = 0;
  let listeners = new EventTarget();
  const here = () => {
    const found = held[at];
    if (!found) throw new Error('The history has no such entry.');
    return found;
  };
  /** As the structured clone that a browser keeps. */
  const made = (state: unknown, url: string): Held => ({
    url: new URL(url, here().url),
    state: structuredClone(state),
  });
  const arrive = () => listeners.dispatchEvent(Object.assign(new Event('popstate'), { state: here().state }));
  const push = (entry: Held) => {
    held = [...held.slice(0, at + 1), entry];
    at++;
  };
  const page = {
    location: {
      get search() {
        return here().url.search;
      },
      get hash() {
        return here().url.hash;
      },
      get pathname() {
        return here().url.pathname;
      },
    },
    history: {
      get state() {
        return here().state;
      },
      replaceState(state: unknown, _unused: string, url: string) {
        held = held.with(at, made(state, url));
      },
      pushState(state: unknown, _unused: string, url: string) {
        push(made(state, url));
      },
    },
    addEventListener: (type: string, listener: (event: Event) => void) =>
      listeners.addEventListener(type, listener),
  };
  return {
    page: page as unknown as FakeBrowser['page'],
    shown: () => `${here().url.search}${here().url.hash}`,
    entries: () => held.length,
    go(by) {
      at = Math.min(held.length - 1, Math.max(0, at + by));
      arrive();
    },
    follow(hash) {
      push({ url: new URL(hash, here().url), state: null });
      arrive();
    },
    reload() {
      listeners = new EventTarget();
    },
  };
}
