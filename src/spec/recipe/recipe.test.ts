import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { inEnglish } from '../../lang/sentence.ts';
import { defaultExperiment, fieldOf, isFieldName } from '../experiment.ts';
import { experimentOf, linkOf } from '../link.ts';
import { migratedRecipe } from '../migrations/recipeTexts.ts';
import { readExperiment } from '../readExperiment.ts';
import { recipeField, stagesIn } from './recipeField.ts';
import { recipes } from './recipesForTests.ts';
import { readRecipe, recipeLink, recipeText } from './spelling.ts';
import { type StageSpec, settingsOf, stageKinds, stageOf } from './stages.ts';

const pruneHalf = {
  kind: 'prune',
  keep: 0.5,
  target: 'channels',
  by: 'magnitude',
  scope: 'isomorphic',
  reduce: 'mean',
  depthwise: 'skip',
  norms: 'auto',
  round: 1,
  cap: 1,
  steps: 1,
  seed: 0,
  heads: 1,
  headDims: 0,
  dims: 'own',
  recalibrate: 512,
  images: 256,
} as const;
const quantised = {
  kind: 'quantise',
  bits: 8,
  activations: 8,
  images: 256,
  ends: '8',
  observer: 'minmax',
  range: 'minmax',
  percentile: 99.99,
  per: 'channel',
  inputs: 'affine',
  rounding: 'nearest',
  steps: 500,
  correct: 'none',
  equalise: 'none',
  budget: 1,
} as const;
const whole: readonly StageSpec[] = [
  { kind: 'distil', arm: 'distilled', epochs: 10 },
  { ...pruneHalf, keep: 0.25, by: 'taylor' },
  { kind: 'distil', arm: 'distilled', epochs: 5, alpha: 0.5 },
  { ...quantised, bits: 4 },
];

function faultOf(text: string): string {
  const read = readRecipe(text);
  return 'fault' in read ? inEnglish(read.fault) : '';
}

describe('a recipe as text', () => {
  it.each([
    'distil epochs=10; prune keep=0.25 by=taylor; distil epochs=5 alpha=0.5; quantise bits=4',
    'distil epochs=10; prune keep=.25, by=taylor\ndistil alpha = 0.5, epochs = 5\n quantise bits=4;',
    'distil~epochs:10,prune~keep:0.25~by:taylor,distil~epochs:5~alpha:0.5,quantise~bits:4',
    'distil epochs:10, prune keep=0.25 by=taylor, distil epochs=5 alpha=0.5, quantise bits=4',
  ])('is read from %j', (text) => {
    expect(readRecipe(text)).toEqual({ recipe: whole });
  });

  it('is written as a person types it and as a link says it, without what is at its default', () => {
    expect(recipeText(whole)).toBe(
      'distil epochs=10; prune keep=0.25 by=taylor scope=isomorphic; distil epochs=5 alpha=0.5; quantise bits=4',
    );
    expect(recipeLink(whole)).toBe(
      'distil~epochs:10,prune~keep:0.25~by:taylor~scope:isomorphic,distil~epochs:5~alpha:0.5,quantise~bits:4',
    );
    expect(recipeText([quantised])).toBe('quantise');
    // A default that was another once is said in texts, and in links where it is not what it was.
    const within = { ...pruneHalf, scope: 'uniform' } as const;
    expect(recipeText([pruneHalf, within])).toBe('prune scope=isomorphic; prune scope=uniform');
    expect(recipeLink([pruneHalf, within])).toBe('prune~scope:isomorphic,prune');
    // An override that is the experiment's default may not be the experiment's value.
    expect(recipeText([{ kind: 'distil', arm: 'distilled', epochs: 30 }])).toBe('distil epochs=30');
  });

  it('comes back from both spellings of every recipe', () => {
    fc.assert(
      fc.property(recipes, (recipe) => {
        const stages = stagesIn(recipe);
        expect(readRecipe(recipeText(stages))).toEqual({ recipe: stages });
        expect(readRecipe(migratedRecipe(recipeText(stages)))).toEqual({ recipe: stages });
        expect(readRecipe(migratedRecipe(recipeLink(stages)))).toEqual({ recipe: stages });
        expect(v.parse(recipeField.schema, JSON.parse(JSON.stringify(recipe)))).toEqual(recipe);
        const { experiment, notices } = readExperiment([['recipe', recipe]]);
        expect(experimentOf(linkOf(experiment))).toEqual({ experiment, notices: [] });
        expect(notices).toEqual([]);
      }),
    );
  });

  it('is never thrown at, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const read = readRecipe(text);
        expect('fault' in read || read.recipe.length > 0).toBe(true);
      }),
    );
  });
});

describe('a recipe that cannot be', () => {
  it.each([
    ['destil', `there is no stage destil, the nearest is distil; the stages are ${stageKinds.join(', ')}`],
    ['anneal', `there is no stage anneal; the stages are ${stageKinds.join(', ')}`],
    [
      'prune kepe=0.5',
      'prune has no setting kepe, the nearest is keep; its settings are keep, target, by, scope',
    ],
    ['prune __proto__=1', 'prune has no setting __proto__; its settings are'],
    ['prune keep=2', 'prune’s keep is 2; it takes a number from 0.01 to 1'],
    ['quantise bits=1', 'quantise’s bits is 1; it takes a whole number from 2 to 8'],
    ['prune by=size', 'prune’s by is size; it takes one of magnitude, l1, taylor'],
    ['prune keep', 'prune’s keep needs a value'],
    ['keep=0.5; prune', `keep=0.5 stands before any stage; the stages are ${stageKinds.join(', ')}`],
    [' ; ', `a recipe has at least one stage: ${stageKinds.join(', ')}`],
    ['prune;'.repeat(17), 'a recipe has at most 16 stages'],
    ['constructor', 'there is no stage constructor'],
  ])('%j: says what is wrong and what is allowed', (text, said) => {
    expect(faultOf(text)).toContain(said);
    const { experiment, notices } = experimentOf(`?recipe=${encodeURIComponent(text)}`);
    expect(experiment).toEqual(defaultExperiment);
    expect(notices).toMatchObject([{ name: 'recipe', used: 'distil' }]);
    expect(inEnglish(notices[0]?.allowed ?? '')).toContain(said);
  });

  it.each([
    [[{ kind: 'prune', keep: 0.5, mask: true }]],
    [[{ kind: 'anneal' }]],
    [['prune']],
    [{ kind: 'prune' }],
    [[{ kind: 'prune', keep: '0.5' }]],
    [null],
  ])('as data, %j is refused', (candidate) => {
    const { experiment, notices } = readExperiment([['recipe', candidate]]);
    expect(experiment).toEqual(defaultExperiment);
    expect(notices).toHaveLength(1);
  });
});

describe('the recipe of an experiment', () => {
  it('is one plain distil unless given, and stands in no link then', () => {
    expect(stagesIn(defaultExperiment.recipe)).toEqual([{ kind: 'distil', arm: 'distilled' }]);
    for (const text of ['distil', 'distil;', ' distil ']) {
      const { experiment, notices } = experimentOf(`?recipe=${encodeURIComponent(text)}`);
      expect({ experiment, notices }).toEqual({ experiment: defaultExperiment, notices: [] });
    }
    expect(linkOf(defaultExperiment)).toBe('');
  });

  it('stands in a link as it can be read', () => {
    const { experiment } = readExperiment([['recipe', whole]]);
    expect(linkOf(experiment)).toBe(`?recipe=${recipeLink(whole)}`);
  });

  it('takes what data leaves out for the defaults', () => {
    const { experiment } = readExperiment([['recipe', [{ kind: 'prune' }, { kind: 'distil' }]]]);
    expect(experiment.recipe).toEqual([pruneHalf, { kind: 'distil', arm: 'distilled' }]);
  });
});

describe.each(stageKinds)('the declaration of %s', (kind) => {
  it('is under its own kind and has words for a person', () => {
    const { kind: own, label, help, source } = stageOf(kind);
    expect(own).toBe(kind);
    expect(label).toMatch(/^[A-Z]/);
    expect(help).toMatch(/\.$/);
    expect(source?.length).toBeGreaterThan(3);
    for (const { label, help } of settingsOf(kind).values()) {
      expect(label).toMatch(/^[A-Z]/);
      expect(help).toMatch(/\.$/);
    }
  });

  it('overrides fields of the experiment within their ranges', () => {
    for (const { of, field } of Object.values(stageOf(kind).overrides)) {
      if (!isFieldName(of)) throw new Error(`there is no field ${of}`);
      const whole = fieldOf(of);
      if (whole.kind === 'choice')
        expect(field).toMatchObject({ choices: whole.choices, default: whole.default });
      else {
        if (whole.kind !== 'number' && whole.kind !== 'numbers') throw new Error(`${of} is no number`);
        expect(field).toMatchObject({ minimum: whole.minimum, maximum: whole.maximum });
        if (whole.kind === 'number')
          expect(field).toMatchObject({ integer: whole.integer, default: whole.default });
      }
    }
  });
});
