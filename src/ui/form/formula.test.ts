import { describe, expect, it } from 'vitest';
import { formula, formulaAt, formulaParts } from './formula.ts';

describe('the formula', () => {
  it('is Hinton’s with KL and the seed’s with MSE', () => {
    expect(formula('kl', 'loss')).toBe('loss = α·CE + (1 − α)·T²·KL(p_t ‖ p_s)');
    expect(formula('mse', 'loss')).toBe('loss = α·CE + (1 − α)·MSE(z_s, z_t)');
  });

  it('shows the weights that an alpha and a temperature give', () => {
    const kl = { similarity: 'kl', temperature: 4 } as const;
    expect(formulaAt(0.5, kl)).toBe('0.5·CE + 8·KL(p_t ‖ p_s)');
    expect(formulaAt(0, kl)).toBe('16·KL(p_t ‖ p_s)');
    expect(formulaAt(1, kl)).toBe('CE');
    expect(formulaAt(0.9, { ...kl, temperature: 1 })).toBe('0.9·CE + 0.1·KL(p_t ‖ p_s)');
    expect(formulaAt(0, { similarity: 'mse', temperature: 4 })).toBe('MSE(z_s, z_t)');
  });

  it('adds up the terms of a loss that has several, each with the setting that weighs it', () => {
    expect(formula('fitnet', 'loss')).toBe('loss = α·CE + (1 − α)·(T²·KL(p_t ‖ p_s) + β·MSE(r(F_s), F_t))');
    const hinted = { similarity: 'fitnet', temperature: 4, hintWeight: 30 } as const;
    expect(formulaAt(0.5, hinted)).toBe('0.5·CE + 8·KL(p_t ‖ p_s) + 15·MSE(r(F_s), F_t)');
    expect(formulaAt(1, hinted)).toBe('CE');
    expect(formulaAt(0, { ...hinted, hintWeight: 0 })).toBe('16·KL(p_t ‖ p_s)');
  });

  it('multiplies β as published by the setting, and leaves out the KL where features stand alone', () => {
    const mimicked = { similarity: 'at', temperature: 4, featureWeight: 0.5 } as const;
    expect(formulaAt(0.5, mimicked)).toBe('0.5·CE + 8·KL(p_t ‖ p_s) + 250·AT(F_s, F_t)');
    expect(formulaAt(0.5, { ...mimicked, featureBeside: 'alone' })).toBe('0.5·CE + 250·AT(F_s, F_t)');
    expect(formulaAt(0, { ...mimicked, featureWeighting: 'as-long-as-labels' })).toBe(
      '16·KL(p_t ‖ p_s) + 0.5·β·AT(F_s, F_t)',
    );
    expect(formula('at', 'loss', 'alone')).toBe('loss = α·CE + (1 − α)·β·AT(F_s, F_t)');
    expect(formula('kl', 'loss', 'alone')).toBe(formula('kl', 'loss'));
  });

  it('sets the subscripts apart', () => {
    expect(formulaParts('KL(p_t ‖ p_s)')).toEqual([
      { text: 'KL(p', subscript: false },
      { text: 't', subscript: true },
      { text: ' ‖ p', subscript: false },
      { text: 's', subscript: true },
      { text: ')', subscript: false },
    ]);
  });
});
