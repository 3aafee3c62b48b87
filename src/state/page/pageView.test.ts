import { describe, expect, it } from 'vitest';
import { createPageView, outOfSight } from './pageView.ts';

/** An address bar that keeps the page's part only. */
function bar(query: string) {
  const address = {
    query,
    search: () => `?${address.query}`,
    replacePage(next: string) {
      address.query = next;
    },
    ...{ push: () => undefined, onTravel: () => undefined, aside: () => undefined },
    entry: () => ({ search: '', hash: '' }),
  };
  return address;
}

describe('createPageView', () => {
  it('shows what the link hides for a while, and the link goes on hiding it', () => {
    const address = bar('present=1&hide=seed,form');
    const page = createPageView(address, () => undefined);
    expect(outOfSight(page.getState())).toEqual(['seed', 'form']);
    page.getState().reveal(true);
    expect(outOfSight(page.getState())).toEqual([]);
    page.getState().show({ lang: 'es' });
    expect(address.query).toBe('lang=es&present=1&hide=seed,form');
    page.getState().reveal(false);
    expect(outOfSight(page.getState())).toEqual(['seed', 'form']);
  });
});
