import { describe, expect, it } from 'vitest';
import { addressOf } from './address.ts';
import { createPageView } from './pageView.ts';

/** An address bar that keeps what is written into it. */
function bar(start: string) {
  let url = new URL(start, 'https://lab.example/lab/');
  const location = {
    get search() {
      return url.search;
    },
    get hash() {
      return url.hash;
    },
    get pathname() {
      return url.pathname;
    },
  };
  const history = {
    state: null,
    replaceState: (_state: unknown, _unused: string, next: string) => {
      url = new URL(next, url);
    },
  };
  const address = addressOf({ location, history } as unknown as Window);
  return { address, shown: () => `${url.search}${url.hash}` };
}

describe('the address', () => {
  it('keeps the page’s part when the experiment writes, and the other way round', () => {
    const { address, shown } = bar('?runs=2&present=1&tempreature=4');
    address.replace('?runs=3');
    expect(shown()).toBe('?runs=3&present=1');
    createPageView(address).getState().show({ view: 'temperature', present: false });
    expect(shown()).toBe('?runs=3&view=temperature');
    address.replace('');
    expect(shown()).toBe('?view=temperature');
  });

  it('keeps results beside the same settings, however they are spelt', () => {
    const { address, shown } = bar('?runs=2&seed=0#results=1.abc');
    address.replace('?runs=2');
    expect(shown()).toBe('?runs=2#results=1.abc');
    address.replace('?runs=3');
    expect(shown()).toBe('?runs=3');
  });

  it('lets results go alone when they are put away', () => {
    const { address, shown } = bar('?runs=2&present=1#results=1.abc');
    address.dropResults();
    expect(shown()).toBe('?runs=2&present=1');
    const other = bar('?runs=2#results');
    other.address.dropResults();
    expect(other.shown()).toBe('?runs=2#results');
  });
});
