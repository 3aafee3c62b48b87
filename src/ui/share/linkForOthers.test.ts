import { describe, expect, it } from 'vitest';
import { defaultExperiment } from '../../spec/experiment.ts';
import { type PageView, plainView } from '../../spec/pageView.ts';
import { linkForOthers } from './linkForOthers.ts';

const base = 'https://lab.example/';

describe('linkForOthers', () => {
  it('is the plain address where nothing differs', () => {
    const page: PageView = { ...plainView, view: 'runs', present: true, lang: 'es' };
    expect(linkForOthers(base, defaultExperiment, page)).toBe(base);
  });

  it('keeps what is asked, hidden and opened, and leaves the presentation out', () => {
    const page = {
      ...plainView,
      present: true,
      guess: true,
      hide: ['form', 'share'] as const,
      lesson: 'dark-knowledge',
    };
    expect(linkForOthers(base, { ...defaultExperiment, runs: 6 }, page)).toBe(
      'https://lab.example/?runs=6&guess=1&hide=form,share&lesson=dark-knowledge',
    );
  });

  it('opens Networks where some are selected there', () => {
    const page: PageView = { ...plainView, view: 'networks', networks: ['01c2df56c9f6'], picture: 'scatter' };
    expect(linkForOthers(base, defaultExperiment, page)).toBe(
      'https://lab.example/?view=networks&networks=01c2df56c9f6&picture=scatter',
    );
    expect(linkForOthers(base, defaultExperiment, { ...page, networks: [] })).toBe(base);
  });

  it('is the same in whichever order parts were hidden', () => {
    const link = (hide: PageView['hide']) => linkForOthers(base, defaultExperiment, { ...plainView, hide });
    expect(link(['seed', 'table', 'form'])).toBe('https://lab.example/?hide=form,table,seed');
    expect(link(['backend'])).toBe('https://lab.example/?hide=backend');
    expect(link(['form', 'seed', 'table'])).toBe(link(['seed', 'table', 'form']));
  });
});
