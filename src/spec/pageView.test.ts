import { describe, expect, it } from 'vitest';
import { fieldNames } from './experiment.ts';
import { experimentOf } from './link.ts';
import {
  hideNames,
  isPageViewName,
  type PageView,
  pageQueryOf,
  pageViewOf,
  plainView,
  tabNames,
  viewPart,
} from './pageView.ts';

const everything: PageView = {
  view: 'temperature',
  lang: 'zh',
  present: true,
  guess: true,
  hide: ['seed', 'form'],
  lesson: 'soft-labels',
  networks: [],
  picture: 'tree',
  cost: 'bytes',
};

describe('the page’s part of a link', () => {
  it('shares no name with the experiment', () => {
    expect(fieldNames.filter(isPageViewName)).toEqual([]);
  });

  it('is empty for the plain view and comes back whole otherwise', () => {
    expect(pageQueryOf(plainView)).toBe('');
    expect(pageQueryOf(everything)).toBe(
      'view=temperature&lang=zh&present=1&guess=1&hide=seed,form&lesson=soft-labels',
    );
    expect(pageViewOf(`?${pageQueryOf(everything)}`)).toEqual({ pageView: everything, notices: [] });
  });

  it('says of Networks what is selected and how it is seen, and nothing of it beside another view', () => {
    const selected: PageView = {
      ...plainView,
      ...{ view: 'networks', networks: ['01c2df56c9f6', 'abcdef0123456789'] },
      ...{ picture: 'scatter', cost: 'multiplyAdds' },
    };
    const query = 'view=networks&networks=01c2df56c9f6,abcdef0123456789&picture=scatter&cost=multiplyAdds';
    expect(pageQueryOf(selected)).toBe(query);
    expect(pageViewOf(`?${query}`)).toEqual({ pageView: selected, notices: [] });
    expect(pageQueryOf({ ...selected, view: 'runs' })).toBe('view=runs');
    const { pageView, notices } = pageViewOf('?view=networks&networks=01c2df56c9f6,tiny,01C2DF56C9F6');
    expect(pageView.networks).toEqual(['01c2df56c9f6']);
    expect(notices.map(({ name, given }) => [name, given])).toEqual([['networks', 'tiny,01C2DF56C9F6']]);
  });

  it('is passed over by the experiment, and passes over the experiment', () => {
    expect(experimentOf('?present=1&runs=2').notices).toEqual([]);
    expect(pageViewOf('?runs=2&present=1')).toEqual({
      pageView: { ...plainView, present: true },
      notices: [],
    });
  });

  it('keeps the names of a list that it knows, and tells of the rest', () => {
    const { pageView, notices } = pageViewOf('?hide=seed,password,runsView,,slider,seed,secret');
    expect(new Set(pageView.hide)).toEqual(new Set(['seed', 'runsView', 'slider']));
    expect(pageView.hide).toHaveLength(3);
    expect(notices.map(({ name, given }) => [name, given])).toEqual([['hide', 'password,secret']]);
  });

  it('hides every view by a name that no setting has', () => {
    for (const view of tabNames) expect(hideNames).toContain(viewPart(view));
    expect(new Set(hideNames).size).toBe(hideNames.filter((name) => name !== 'backend').length + 1);
  });

  it.each([
    'view=nowhere',
    'lang=tlh',
    'present=yes',
    'hide=password',
    'lesson=../../etc',
    'guess=',
    'networks=short',
    'picture=oil',
    'cost=euro',
  ])('says what is wrong with %s', (query) => {
    const { pageView, notices } = pageViewOf(`?${query}`);
    expect(pageView).toEqual(plainView);
    expect(notices).toHaveLength(1);
    expect(notices[0]?.name).toBe(query.split('=')[0]);
  });
});
