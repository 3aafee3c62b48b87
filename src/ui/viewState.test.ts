import { describe, expect, it, vi } from 'vitest';
import { viewState } from './viewState.ts';

describe('viewState', () => {
  it('has the last choice when nobody listens any more', () => {
    const tab = viewState('probabilities');
    const listener = vi.fn();
    const end = tab.subscribe(listener);
    tab.set('limit');
    expect(listener).toHaveBeenCalledOnce();
    end();
    tab.set('alike');
    expect(listener).toHaveBeenCalledOnce();
    expect(tab.get()).toBe('alike');
  });

  it('keeps one choice apart from another', () => {
    const [first, second] = [viewState(1), viewState(1)];
    first.set(2);
    expect(second.get()).toBe(1);
  });
});
