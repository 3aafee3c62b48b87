import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { languageNames } from '../../lang/languages.ts';
import type { Experiment } from '../experiment.ts';
import { experimentOf } from '../link.ts';
import { axesOf, pointsOf } from '../point.ts';
import { applyPoint, stageAlphas, trainingExperiment } from '../recipe/points.ts';
import { isTraining } from '../recipe/stages.ts';
import { experimentAt, type Lesson, lessonExperiment, readLesson } from './lesson.ts';
import { experimentsOf, revealOf } from './lessonParts.ts';

const folder = join(import.meta.dirname, '../../lessons');
const names = readdirSync(folder);
const given = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));
const lessonOf = (name: string): Lesson => {
  const { lesson, complaints } = readLesson(given(name));
  if (!lesson)
    throw new Error(`${name}: ${complaints.map(({ part, what }) => `${part}: ${what}`).join('\n')}`);
  return lesson;
};

/** Every object of a lesson that says something in a language. */
function* wordsIn(value: unknown): Generator<Record<string, string>> {
  if (typeof value !== 'object' || value === null) return;
  if ('en' in value) yield value as Record<string, string>;
  else for (const part of Object.values(value)) yield* wordsIn(part);
}

/** What a device does for all runs of an experiment: networks trained, and how often an image is learned from or evaluated. */
interface Work {
  readonly trainings: number;
  readonly learned: number;
  readonly evaluated: number;
}

/**
 * What runs of several points begin with counts once. The validation images are evaluated after every epoch, and after a stage
 * that does not train.
 */
function workOf(experiment: Experiment): Work {
  const { runs, trainImages, validationImages } = experiment;
  const made = new Map<string, number>();
  for (const point of pointsOf(axesOf(experiment))) {
    const at: Experiment = applyPoint(experiment, point);
    const alphas = stageAlphas(experiment, point);
    const stages = at.recipe.map((stage) => (isTraining(stage) ? trainingExperiment(at, stage).epochs : 0));
    const epochs = stages.length > 0 ? stages : [at.epochs];
    epochs.forEach((each, i) => {
      made.set(JSON.stringify([at.recipe.slice(0, i + 1), alphas.slice(0, i + 1)]), each);
    });
  }
  const epochs = [...made.values()];
  const evaluations = epochs.reduce((sum, each) => sum + Math.max(1, each), 0);
  return {
    trainings: runs * epochs.filter((each) => each > 0).length,
    learned: runs * trainImages * epochs.reduce((sum, each) => sum + each, 0),
    evaluated: runs * validationImages * evaluations,
  };
}

describe('the lesson files', () => {
  it('are five at least, each with a name for a link and a place of its own', () => {
    expect(names.length).toBeGreaterThanOrEqual(5);
    for (const name of names) expect(name).toMatch(/^[a-z0-9-]{1,40}\.json$/);
    const orders = names.map((name) => lessonOf(name).order).sort((a, b) => a - b);
    expect(orders).toEqual(names.map((_, i) => i + 1));
  });

  it.each(names)('%s passes the gate, and its links say nothing that the lab does not know', (name) => {
    const lesson = lessonOf(name);
    for (const link of Object.values(lesson.experiments)) expect(experimentOf(link).notices).toEqual([]);
  });

  it.each(names)('%s speaks every language, each with words of its own', (name) => {
    const said = [...wordsIn(given(name))];
    expect(said.length).toBeGreaterThan(10);
    for (const words of said) {
      expect(Object.keys(words).sort()).toEqual([...languageNames].sort());
      // Longer texts are sentences: the same in two languages is a translation that was forgotten.
      if ((words.en?.length ?? 0) > 12) expect(new Set(Object.values(words)).size).toBe(languageNames.length);
    }
  });

  it.each(names)('%s asks before it trains, and trains before it answers', (name) => {
    const lesson = lessonOf(name);
    lesson.steps.forEach((step, i) => {
      if (step.kind !== 'reveal') return;
      for (const experiment of experimentsOf(step.measure)) {
        const trained = lesson.steps.findIndex((one) => one.kind === 'run' && one.experiment === experiment);
        const asked = lesson.steps.findIndex((one) => one.kind === 'predict' && one.id === step.prediction);
        expect(trained).toBeGreaterThanOrEqual(0);
        expect(trained).toBeLessThan(i);
        expect(asked).toBeLessThan(i);
      }
    });
  });

  it.each(names)('%s trains for less than three minutes without a GPU, and ends when it says', (name) => {
    const lesson = lessonOf(name);
    const experiments = Object.keys(lesson.experiments).map((one) => lessonExperiment(lesson, one));
    const work = experiments.map((one) => {
      // A slow machine, two cores that six others shared, trained 2,300 images a second with the default student, and 20 with the
      // teacher's own network. Evaluation is taken as a third of training, whose backward pass costs about two forward ones.
      // Left out: recalibration, and what narrower networks save.
      const rate = one.student === 'teacher' ? 20 : 2300;
      const { trainings, learned, evaluated } = workOf(one);
      return { trainings, training: learned / rate, evaluation: evaluated / (3 * rate) };
    });
    const sum = (of: (one: (typeof work)[number]) => number) => work.reduce((all, one) => all + of(one), 0);
    // Networks that are trained; those that are only cut or rounded from them, as 16 of “Eight bits, four, one”, cost an evaluation.
    expect(sum(({ trainings }) => trainings)).toBeLessThanOrEqual(24);
    expect(sum(({ training }) => training)).toBeLessThan(180);
    expect(sum(({ training, evaluation }) => training + evaluation)).toBeLessThan(60 * lesson.minutes);
  });

  it('counts what points have in common once, and every evaluation', () => {
    const { experiment } = experimentOf(
      'alphas=0.5&runs=2&trainImages=100&validationImages=100&epochs=3&recipe=distil,prune,distil&vary=distil.2.arm:distilled,scratch',
    );
    // A training of 3 epochs and a cut, then two of 3: 2 · (1 + 2) networks, 2 · 9 epochs, 2 · (9 + 1) evaluations.
    expect(workOf(experiment)).toEqual({ trainings: 6, learned: 1800, evaluated: 2000 });
  });

  it('“Fewer labels” trains as many steps with few pictures as with many', () => {
    const lesson = lessonOf('fewer-labels.json');
    const [few, all] = ['few', 'all'].map((name) => {
      const { epochs, trainImages, batchSize } = lessonExperiment(lesson, name);
      return epochs * Math.ceil(trainImages / batchSize);
    });
    // 163 · ⌈100 / 16⌉ and 30 · ⌈600 / 16⌉, as the lesson says.
    expect([few, all]).toEqual([1141, 1140]);
  });
});

describe('the gate', () => {
  const good = given('alpha.json') as Record<string, unknown> & { steps: Record<string, unknown>[] };
  const parts = (changed: unknown) => readLesson(changed).complaints.map(({ part }) => part);
  const withStep = (at: number, change: object) => ({
    ...good,
    steps: good.steps.map((step, i) => (i === at ? { ...step, ...change } : step)),
  });

  it.each([
    ['no lesson at all', 'a string', ['']],
    ['a title without Spanish', { ...good, title: { en: 'A', zh: '甲' } }, ['title.es']],
    ['an empty sentence', { ...good, promise: { en: ' ', es: 'a', zh: 'a' } }, ['promise.en']],
    ['a part that nobody knows', { ...good, autor: 'me' }, ['autor']],
    ['more than five minutes', { ...good, minutes: 12 }, ['minutes']],
    ['a step of no kind', withStep(0, { kind: 'dance' }), ['steps[0].kind']],
    ['one choice', withStep(1, { choices: [] }), ['steps[1].choices']],
  ])('names the part that is wrong: %s', (_, changed, expected) => {
    expect(parts(changed)).toEqual(expected);
  });

  it('says what of a link the lab cannot use', () => {
    const { complaints } = readLesson({ ...good, experiments: { three: 'epochs=many&tempreature=4' } });
    expect(complaints.map(({ part }) => part)).toContain('experiments.three');
    expect(complaints.map(({ what }) => what).join(' ')).toMatch(
      /epochs=many: expected a whole number from 1/,
    );
  });

  it('refuses a reveal of what was never asked, never trained or never named', () => {
    expect(parts(withStep(4, { prediction: 'weather' }))).toContain('steps[4].prediction');
    expect(parts({ ...good, experiments: { three: 'alphas=0,1' } })).toContain('steps[4]');
    expect(parts({ ...good, experiments: {} })).toContain('steps[0].experiment');
  });

  it('refuses choices in another measure’s words', () => {
    const measure = { kind: 'entropy', from: 1, to: 4 };
    const { complaints } = readLesson(withStep(4, { measure }));
    expect(complaints.map(({ what }) => what).join(' ')).toContain('in the words of entropy');
  });
});

describe('the gate for choices', () => {
  const choices = (...all: readonly unknown[]) =>
    all.map((holds, i) => ({ id: `c${i}`, text: { en: 'a', es: 'b', zh: 'c' }, holds }));
  const text = { en: 'a', es: 'b', zh: 'c' };
  const whats = (measure: object, holds: readonly unknown[], link = '') => {
    const { complaints } = readLesson({
      ...{ order: 1, title: text, promise: text, minutes: 1, needs: text, experiments: { one: link } },
      steps: [
        { kind: 'predict', id: 'q', experiment: 'one', title: text, text, choices: choices(...holds) },
        { kind: 'reveal', prediction: 'q', measure, title: text, text },
      ],
    });
    return complaints.map(({ what }) => what);
  };
  const alike = { kind: 'alike', class: 'ant', temperature: 4 };
  const entropy = { kind: 'entropy', from: 1, to: 4 };
  const side = (alpha: number) => ({ experiment: 'one', alpha, name: text });
  const compare = (margin: number) => ({
    kind: 'compare',
    quantity: 'accuracy',
    a: side(0),
    b: side(1),
    margin,
  });

  it('passes choices of which one holds, whatever comes out', () => {
    expect(whats(alike, ['termite', 'bee'])).toEqual([]);
    expect(whats(entropy, [{ below: 2 }, { atLeast: 2, below: 4 }, { atLeast: 4 }])).toEqual([]);
    expect(whats(compare(0.02), ['more', 'less', 'same'])).toEqual([]);
  });

  it('refuses a class that the images do not have, where they are known', () => {
    expect(whats(alike, ['termite', 'dragonfly'])).toEqual([
      'choice c1 never holds: no insect is of the class dragonfly',
    ]);
    expect(whats({ ...alike, class: 'spider' }, ['termite', 'bee'])).toEqual([
      'no insect is of the class spider',
    ]);
    expect(whats(alike, ['termite', 'ant'])[0]).toContain('the class that is asked about');
    const folder = 'dataset=folder-0123456789abcdef';
    expect(whats({ ...alike, class: 'cat' }, ['dog', 'horse'], folder)).toEqual([]);
  });

  it('refuses ranges that are empty or overlap', () => {
    expect(whats(entropy, [{ atLeast: 4, below: 4 }, { below: 4 }])).toEqual([
      'choice c0 never holds: its range is empty',
    ]);
    expect(whats(entropy, [{ below: 2 }, { atLeast: 1.5 }])).toEqual(['choices c0 and c1 can hold at once']);
    expect(whats(entropy, [{ below: 0 }, { atLeast: 0 }])).toHaveLength(1);
  });

  it('takes a side’s place on every axis of its experiment', () => {
    const link = 'alphas=0,1&vary=temperature:1,4';
    const of = (atA: object, atB: object, quantity = 'accuracy') =>
      whats(
        { ...compare(0.02), quantity, a: { ...side(0), ...atA }, b: { ...side(0), ...atB } },
        ['more', 'less'],
        link,
      );
    const at = (temperature: number) => ({ at: { temperature } });
    expect(of(at(1), at(4))).toEqual([]);
    expect(of(at(1), at(4), 'gain')).toEqual([]);
    expect(of({}, at(2))).toEqual([
      'experiment one varies temperature, and at says none',
      'experiment one trains no temperature 2',
    ]);
    const stray = { ...compare(0.02), a: { ...side(0), at: { batchSize: 8 } } };
    expect(whats(stray, ['more', 'less'], 'alphas=0,1')).toEqual(['experiment one does not vary batchSize']);
  });

  it('refuses two choices that say the same, and “same” where nothing is', () => {
    expect(whats(compare(0.02), ['more', 'more'])).toEqual(['choices c0 and c1 can hold at once']);
    expect(whats(compare(0), ['more', 'same'])).toEqual(['choice c1 never holds: the margin is 0']);
  });
});

describe('a lesson', () => {
  it('keeps the experiment of the nearest step before', () => {
    const lesson = lessonOf('temperature.json');
    expect(experimentAt(lesson, 0)).toBe('warm');
    expect(experimentAt(lesson, 4)).toBe('warm');
    expect(experimentAt(lesson, 5)).toBe('cold');
    expect(lessonExperiment(lesson, 'cold')).toMatchObject({ temperature: 1, alphas: [0], runs: 5 });
    expect(revealOf(lesson, 'warmer')?.measure.kind).toBe('compare');
  });
});
