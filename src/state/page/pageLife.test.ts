import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { Lab, Phase } from '../lab/labState.ts';
import { askBeforeLeaving, markReady } from './pageLife.ts';

function page(phase: Phase) {
  const target = new EventTarget();
  const lab = createStore(() => ({ phase }) as Lab);
  const uninstall = askBeforeLeaving(target as Window, lab);
  const asks = () => !target.dispatchEvent(new Event('beforeunload', { cancelable: true }));
  return { lab, uninstall, asks };
}

describe('askBeforeLeaving', () => {
  it.each<[Phase, boolean]>([
    ['opening', false],
    ['ready', false],
    ['training-teacher', true],
    ['running', true],
    ['paused', true],
    ['stopping', true],
    ['done', false],
    ['blocked', false],
  ])('while %s: %s', (phase, expected) => {
    expect(page(phase).asks()).toBe(expected);
  });

  it('follows the lab, and no longer when taken off', () => {
    const { lab, uninstall, asks } = page('ready');
    lab.setState({ phase: 'running' });
    expect(asks()).toBe(true);
    lab.setState({ phase: 'done' });
    expect(asks()).toBe(false);
    lab.setState({ phase: 'running' });
    uninstall();
    expect(asks()).toBe(false);
  });
});

describe('markReady', () => {
  it('marks once, and not for results of an earlier visit that come before a backend', () => {
    const marked: string[] = [];
    const mark = (name: string) => {
      marked.push(name);
      return {} as PerformanceMark;
    };
    const lab = createStore<Pick<Lab, 'phase' | 'student'>>(() => ({ phase: 'opening', student: undefined }));
    markReady({ mark }, lab);
    lab.setState({ phase: 'done' });
    expect(marked).toEqual([]);
    const student = {} as NonNullable<Lab['student']>;
    lab.setState({ student });
    expect(marked).toEqual(['lab-ready']);
    lab.setState({ phase: 'running' });
    lab.setState({ phase: 'ready' });
    expect(marked).toEqual(['lab-ready']);
  });
});
