import { describe, expect, it } from 'vitest';
import { type Lesson, readLesson } from '../../spec/lessons/lesson.ts';
import { lessonSlugs, loadLesson } from './lessonFiles.ts';
import { createLessons, isCovered, type LessonFile, progressOf, skipped, stepOf } from './lessons.ts';

const words = { en: 'One', es: 'Uno', zh: '一' };
const side = (alpha: number) => ({ experiment: 'all', alpha, name: words });
const choices = ['more', 'less'].map((holds) => ({ id: holds, text: words, holds }));
const compare = { kind: 'compare', quantity: 'accuracy', a: side(0), b: side(1), margin: 0 };
const { lesson } = readLesson({
  ...{ order: 1, title: words, promise: words, minutes: 1, needs: words, experiments: { all: '' } },
  steps: [
    { kind: 'read', title: words, text: words },
    { kind: 'predict', id: 'first', title: words, text: words, choices },
    { kind: 'run', experiment: 'all', title: words, text: words },
    { kind: 'reveal', prediction: 'first', measure: compare, title: words, text: words },
    { kind: 'predict', id: 'second', title: words, text: words, choices },
    { kind: 'reveal', prediction: 'second', measure: compare, title: words, text: words },
  ],
});

function open(kept: string | null = null) {
  const storage = { text: kept };
  const asked: string[] = [];
  const lessons = createLessons({
    load: async (slug): Promise<LessonFile> => {
      asked.push(slug);
      if (slug === 'offline' && asked.length === 1) throw new Error('no network');
      return slug === 'none' ? { status: 'unknown' } : { status: 'ready', lesson: lesson as Lesson };
    },
    storage: {
      read: () => storage.text,
      write(text) {
        storage.text = text;
      },
    },
  });
  return { lessons, asked, storage, actions: lessons.getState().actions, state: lessons.getState };
}

describe('lesson files', () => {
  it('are found by their names alone, and load', async () => {
    expect(lessonSlugs).toContain('alpha');
    expect(await loadLesson('alpha')).toMatchObject({ status: 'ready', lesson: { order: 3 } });
    expect(await loadLesson('no-such')).toEqual({ status: 'unknown' });
  });

  it('are fetched once, and again only where that failed', async () => {
    const { actions, asked, state } = open();
    await actions.open('one');
    await actions.open('one');
    expect(asked).toEqual(['one']);
    const offline = open();
    await offline.actions.open('offline');
    expect(offline.state().files.offline).toEqual({ status: 'absent' });
    await offline.actions.open('offline');
    expect(offline.state().files.offline?.status).toBe('ready');
    await actions.open('none');
    expect(state().files.none).toEqual({ status: 'unknown' });
  });
});

describe('progress', () => {
  it('lasts as long as the tab', () => {
    const first = open();
    first.actions.goTo('one', 3);
    first.actions.predict('one', 'first', 'more');
    first.actions.finish('one');
    const again = open(first.storage.text);
    expect(progressOf(again.state(), 'one')).toEqual({
      ...{ step: 3, predictions: { first: 'more' }, revealed: [], finished: true },
    });
    again.actions.restart('one');
    expect(progressOf(again.state(), 'one')).toMatchObject({ step: 0, predictions: {}, finished: true });
  });

  it.each(['{', '[]', '{"one":{"step":-1}}', '{"one":5}'])('of %s is none', (text) => {
    expect(open(text).state().progress).toEqual({});
  });

  it('ends where the lesson ends, and names nothing that only objects have', () => {
    const { actions, state } = open();
    actions.goTo('one', 40);
    expect(stepOf(lesson as Lesson, progressOf(state(), 'one'))).toBe(5);
    expect(progressOf(state(), 'constructor').step).toBe(0);
  });

  it('goes on without storage', () => {
    const lessons = createLessons({
      load: async () => ({ status: 'unknown' }),
      storage: {
        read: () => {
          throw new Error('denied');
        },
        write: () => {
          throw new Error('denied');
        },
      },
    });
    lessons.getState().actions.goTo('one', 2);
    expect(progressOf(lessons.getState(), 'one').step).toBe(2);
  });
});

describe('a prediction', () => {
  it('can be changed until its answer was shown', () => {
    const { actions, state } = open();
    actions.predict('one', 'first', 'more');
    actions.predict('one', 'first', 'less');
    actions.reveal('one', 'first');
    actions.predict('one', 'first', 'more');
    expect(progressOf(state(), 'one').predictions).toEqual({ first: 'less' });
  });
});

describe('the curtain', () => {
  it('hides results until the first question is answered or skipped, and at every later one', async () => {
    const { actions, state } = open();
    const covered = (view: 'bench' | 'networks' | 'runs' | 'temperature' | 'data') =>
      isCovered(state(), 'one', view);
    expect(covered('bench')).toBe(true);
    await actions.open('one');
    expect([covered('bench'), covered('networks'), covered('runs')]).toEqual([true, true, true]);
    expect([covered('data'), covered('temperature')]).toEqual([false, false]);
    actions.predict('one', 'first', skipped);
    actions.goTo('one', 3);
    expect(covered('bench')).toBe(false);
    actions.goTo('one', 4);
    expect(covered('bench')).toBe(true);
    actions.predict('one', 'second', 'more');
    expect(covered('bench')).toBe(false);
  });

  it('hides nothing without a lesson, or with one that is not there', async () => {
    const { actions, state } = open();
    expect(isCovered(state(), undefined, 'bench')).toBe(false);
    await actions.open('none');
    expect(isCovered(state(), 'none', 'bench')).toBe(false);
  });

  it('hides what the teacher says while it is asked about', async () => {
    const lessons = createLessons({
      load: loadLesson,
      storage: { read: () => null, write: () => undefined },
    });
    const { actions } = lessons.getState();
    await actions.open('temperature');
    expect(isCovered(lessons.getState(), 'temperature', 'temperature')).toBe(false);
    actions.goTo('temperature', 1);
    expect(isCovered(lessons.getState(), 'temperature', 'temperature')).toBe(true);
    actions.predict('temperature', 'entropy', 'four');
    expect(isCovered(lessons.getState(), 'temperature', 'temperature')).toBe(false);
  });
});
