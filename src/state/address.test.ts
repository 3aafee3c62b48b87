import { describe, expect, it } from 'vitest';
import { addressOf } from './address.ts';
import { fakeBrowser } from './page/fakeBrowser.ts';
import { createPageView } from './page/pageView.ts';

/** An address bar that keeps what is written into it. */
function bar(start: string) {
  const browser = fakeBrowser(start);
  return { ...browser, address: addressOf(browser.page) };
}

describe('the address', () => {
  it('keeps the page’s part when the experiment writes, and the other way round', () => {
    const { address, shown } = bar('?runs=2&present=1&tempreature=4');
    address.replace('?runs=3');
    expect(shown()).toBe('?runs=3&present=1');
    createPageView(address, () => undefined)
      .getState()
      .show({ view: 'temperature', present: false });
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

  it('says in the old entry what was set last, before a new one begins', () => {
    const { address, shown, go } = bar('?runs=2');
    address.replace('?runs=2');
    address.intend('?runs=3');
    address.push({ page: 'view=data', aside: undefined });
    expect(shown()).toBe('?runs=3&view=data');
    go(-1);
    expect(shown()).toBe('?runs=3');
  });

  it('keeps what is aside over a reload, and where a link leads to a place on the page', () => {
    const browser = fakeBrowser('?runs=2#results=1.abc');
    const first = addressOf(browser.page);
    first.onTravel(() => undefined);
    first.push({ page: 'lesson=alpha', aside: first.entry() });
    first.dropResults();
    first.replace('');
    browser.follow('#results');
    browser.reload();
    const second = addressOf(browser.page);
    expect(second.aside()).toEqual({ search: '?runs=2', hash: '#results=1.abc' });
    second.onTravel(() => undefined);
    browser.go(-2);
    expect(second.aside()).toBeUndefined();
    expect(browser.shown()).toBe('?runs=2#results=1.abc');
  });

  it('makes nothing of an entry that another page made', () => {
    const browser = fakeBrowser('?runs=2');
    for (const state of [null, 1, { aside: 'x' }, { aside: { search: 1, hash: '' } }]) {
      browser.page.history.replaceState(state, '', '');
      expect(addressOf(browser.page).aside()).toBeUndefined();
    }
  });
});
