import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inEnglish } from '../../lang/sentence.ts';
import { defaultExperiment } from '../experiment.ts';
import { experimentOf, linkOf } from '../link.ts';
import { readExperiment, withField } from '../readExperiment.ts';
import { applyPoint, stageAlphas, trainingExperiment } from './points.ts';
import { axes } from './recipesForTests.ts';
import { recipeText } from './spelling.ts';
import { varyText } from './vary.ts';

const recipe = 'distil~epochs:10,prune~keep:0.6,distil~epochs:5';
const keepAxis = { path: 'prune.keep', values: [0.9, 0.7, 0.5] };

describe('axes beside alpha', () => {
  it.each([
    'prune.keep:0.9,0.7,0.5',
    'prune.keep=0.9, 0.7 ,0.5',
    'prune.1.keep:.9,.7,.5',
    'prune.keep=0.9 0.7 0.5;',
  ])('are read from %j', (vary) => {
    const { experiment, notices } = experimentOf(`?recipe=${recipe}&vary=${encodeURIComponent(vary)}`);
    expect(experiment.vary).toEqual([keepAxis]);
    expect(notices).toEqual([]);
    expect(linkOf(experiment)).toBe(`?recipe=${recipe}&vary=prune.keep:0.9,0.7,0.5`);
  });

  it('may be two, wherever they stand in a link', () => {
    const link = `?vary=distil.2.epochs:2,4~temperature:1,4&recipe=${recipe}`;
    const { experiment, notices } = experimentOf(link);
    expect(notices).toEqual([]);
    expect(experiment.vary).toEqual([
      { path: 'distil.2.epochs', values: [2, 4] },
      { path: 'temperature', values: [1, 4] },
    ]);
    expect(varyText(experiment.vary)).toBe('distil.2.epochs=2,4; temperature=1,4');
  });

  it('may be choices of stages, whose names are read as they are', () => {
    const arms = `?recipe=${recipe}&vary=distil.2.arm:fine-tuned,distilled,scratch`;
    const { experiment, notices } = experimentOf(arms);
    expect(notices).toEqual([]);
    expect(experiment.vary).toEqual([
      { path: 'distil.2.arm', values: ['fine-tuned', 'distilled', 'scratch'] },
    ]);
    expect(linkOf(experiment)).toBe(arms);
    expect(varyText(experiment.vary)).toBe('distil.2.arm=fine-tuned,distilled,scratch');
    // A choice may be called by a number.
    const ends = experimentOf('?recipe=distil,quantise&vary=quantise.ends:8,same~prune.keep:1');
    expect(ends.experiment.vary).toEqual([{ path: 'quantise.ends', values: ['8', 'same'] }]);
    expect(experimentOf(linkOf(ends.experiment)).experiment.vary).toEqual(ends.experiment.vary);
  });

  it('come back from every link', () => {
    fc.assert(
      fc.property(axes, (vary) => {
        const { experiment, notices } = readExperiment([['vary', vary]]);
        expect(notices).toEqual([]);
        expect(experiment.vary).toEqual(vary);
        expect(experimentOf(linkOf(experiment))).toEqual({ experiment, notices: [] });
      }),
    );
  });

  it.each([
    [
      'prune.kepe:0.5',
      'prune.kepe cannot be varied, the nearest is prune.keep; what can is distil.arm, distil.epochs',
    ],
    ['temprature:1,2', 'the nearest is temperature'],
    ['seed:1,2', 'seed cannot be varied'],
    ['runs:1,2', 'runs cannot be varied'],
    ['similarity:kl,mse', 'similarity cannot be varied'],
    ['__proto__:1', '__proto__ cannot be varied'],
    [
      'distil.arm:distilled,scrach',
      'distil.arm has the value scrach; it takes one of distilled, fine-tuned, scratch',
    ],
    ['distil.arm:1', 'distil.arm has the value 1; it takes one of distilled'],
    ['prune.keep:0.5,2', 'prune.keep has the value 2; it takes a number from 0.01 to 1'],
    ['prune.keep:0.5,half', 'prune.keep has the value half; it takes a number from 0.01 to 1'],
    ['prune.keep:0.5,.5', 'prune.keep has a value twice'],
    ['prune.keep:', 'prune.keep needs values, such as prune.keep=0.5'],
    ['temperature:1~learningRate:1~momentum:0', 'at most 2 settings are varied at a time'],
    ['temperature:1~temperature:2', 'temperature is varied twice'],
    [`epochs:${Array.from({ length: 22 }, (_, i) => i + 1)}`, 'epochs has more than 21 values'],
    ['0.5,prune.keep', 'up to 2 settings with up to 21 values each'],
    ['quantise.bits:4,8', 'quantise.bits cannot be varied, as the recipe has no stage quantise'],
    ['distil.3.epochs:4,8', 'distil.3.epochs cannot be varied, as the recipe has 2 of the stage distil'],
  ])('%s cannot be, and what can is said', (vary, said) => {
    const { experiment, notices } = experimentOf(`?recipe=${recipe}&vary=${vary}`);
    expect(experiment.vary).toEqual([]);
    expect(notices).toHaveLength(1);
    expect(notices[0]?.name).toBe('vary');
    expect(inEnglish(notices[0]?.allowed ?? '')).toContain(said);
  });

  it('go with the stage that they vary', () => {
    const { experiment } = experimentOf(`?recipe=${recipe}&vary=prune.keep:0.9,0.7`);
    expect(withField(experiment, 'recipe', [{ kind: 'distil', arm: 'distilled', epochs: 3 }]).vary).toEqual(
      [],
    );
    expect(withField(experiment, 'epochs', 3).vary).toEqual([{ path: 'prune.keep', values: [0.9, 0.7] }]);
  });
});

describe('applyPoint', () => {
  const { experiment } = experimentOf(`?recipe=${recipe}&vary=prune.keep:0.9,0.7~temperature:1,4`);

  it('gives the experiment of one point', () => {
    const one = applyPoint(experiment, { alpha: 0.25, 'prune.keep': 0.7, temperature: 1 });
    expect(linkOf(one)).toBe(
      '?temperature=1&alphas=0.25&recipe=distil~epochs:10,prune~keep:0.7,distil~epochs:5',
    );
  });

  it('sets every stage of a kind, or the one that a number names', () => {
    const epochs = (point: Readonly<Record<string, number>>) =>
      applyPoint(experiment, point).recipe.flatMap((stage) =>
        stage.kind === 'distil' ? [stage.epochs] : [],
      );
    expect(epochs({ 'distil.epochs': 7 })).toEqual([7, 7]);
    expect(epochs({ 'distil.2.epochs': 7 })).toEqual([10, 7]);
  });

  it('takes the recipe of one plain distil for what it is', () => {
    expect(applyPoint(defaultExperiment, { 'distil.epochs': 3 }).recipe).toEqual([
      { kind: 'distil', arm: 'distilled', epochs: 3 },
    ]);
    expect(applyPoint(defaultExperiment, {})).toEqual(defaultExperiment);
  });

  it('sets the arm of one stage', () => {
    const one = applyPoint(experiment, { alpha: 0.25, 'distil.2.arm': 'scratch' });
    expect(recipeText(one.recipe)).toBe(
      'distil epochs=10; prune keep=0.6 scope=uniform; distil arm=scratch epochs=5',
    );
    expect(stageAlphas(experiment, { alpha: 0.25, 'distil.2.arm': 'scratch' })).toEqual([0.25, 0.25, 1]);
    expect(stageAlphas(experiment, { alpha: 0.25, 'distil.arm': 'fine-tuned' })).toEqual([1, 0.25, 1]);
    expect(stageAlphas(experiment, { alpha: 0.25, 'distil.arm': 'distilled' })).toEqual([0.25, 0.25, 0.25]);
  });

  it('refuses what the experiment cannot have', () => {
    expect(() => applyPoint(defaultExperiment, { temperature: -1 })).toThrow(RangeError);
  });
});

describe('trainingExperiment', () => {
  it('has what the stage says in place of what the experiment says', () => {
    const { experiment } = experimentOf(`?recipe=${recipe}&epochs=20&temperature=2`);
    const alone = trainingExperiment(experiment, { arm: 'fine-tuned', alpha: 0.5, epochs: 3 });
    expect(linkOf(alone)).toBe('?temperature=2&alphas=1&epochs=3');
    const one = trainingExperiment(experiment, { alpha: 0.5, rate: 0.01, similarity: 'mse' });
    expect(linkOf(one)).toBe('?similarity=mse&temperature=2&alphas=0.5&epochs=20&learningRate=0.01');
  });
});
