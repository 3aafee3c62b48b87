import { describe, expect, it } from 'vitest';
import { defaultExperiment } from '../../shared/experiment.ts';
import { plainView } from '../../shared/pageView.ts';
import { classLink } from './classLink.ts';

const base = 'https://lab.example/';

describe('classLink', () => {
  it('is the plain address where nothing differs', () => {
    expect(
      classLink(base, defaultExperiment, { ...plainView, view: 'runs', present: true, lang: 'es' }),
    ).toBe(base);
  });

  it('keeps what is asked, hidden and opened, and leaves the presentation out', () => {
    const page = {
      ...plainView,
      present: true,
      guess: true,
      hide: ['form', 'share'] as const,
      lesson: 'dark-knowledge',
    };
    expect(classLink(base, { ...defaultExperiment, runs: 6 }, page)).toBe(
      'https://lab.example/?runs=6&guess=1&hide=form,share&lesson=dark-knowledge',
    );
  });
});
