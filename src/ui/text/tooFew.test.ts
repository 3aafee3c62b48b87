/** What the page says where pairs are too few for a claim: it must never read as "no difference". */
import { afterEach, describe, expect, it } from 'vitest';
import { type LanguageName, languageNames } from '../../lang/languages.ts';
import { plainRun } from '../../protocol/record.ts';
import type { RunRecord } from '../../protocol/records.ts';
import { headlineOf } from '../results/headline/headline.ts';
import { contrastRows } from '../runs/contrastRows.ts';
import { outcomeOf } from '../runs/outcome.ts';
import { resultsEn } from './en/results.ts';
import { runsEn } from './en/runs.ts';
import { resultsEs } from './es/results.ts';
import { runsEs } from './es/runs.ts';
import { setLocale } from './locale.ts';
import { resultsZh } from './zh/results.ts';
import { runsZh } from './zh/runs.ts';

const run = (alpha: number, number: number, accuracy: number): RunRecord => {
  const measures = { loss: 1, terms: { hard: 1, soft: 1 }, accuracy, difference: 1 };
  const record = { epoch: 1, learningRate: 0.1, train: measures, validation: measures, seconds: 1 };
  return plainRun({ alpha, run: number, seed: number, status: 'finished', history: [record] });
};
const pairs = (gains: readonly number[]) =>
  gains.flatMap((gain, i) => [run(1, i + 1, 0.8), run(0.5, i + 1, 0.8 + gain)]);

const words = {
  en: { results: resultsEn, runs: runsEn },
  es: { results: resultsEs, runs: runsEs },
  zh: { results: resultsZh, runs: runsZh },
};

interface Case {
  readonly gains: readonly number[];
  readonly running?: boolean;
  readonly images?: number | undefined;
}

function headline(language: LanguageName, { gains, running = false, ...rest }: Case): string {
  setLocale(language);
  const images = 'images' in rest ? rest.images : 600;
  return words[language].results.headline(
    headlineOf({ alphas: [0.5, 1], runs: 4, vary: [] }, pairs(gains), running, images),
  );
}

afterEach(() => setLocale('en'));

describe('the headline of pairs that are too few', () => {
  // Gains of 4.5 and 5.7 points: mean 5.1, standard error 0.6, t of 8.5 with one degree of freedom, where 12.7 are needed.
  const two = [0.045, 0.057];

  it('says that they are too few, and what was seen so far', () => {
    expect(headline('en', { gains: two })).toBe(
      '2 pairs are too few to tell. So far distilled students are right 5.1 ± 0.6 points more often.',
    );
    expect(headline('es', { gains: two })).toBe(
      '2 pares son muy pocos para saberlo. Por ahora los estudiantes destilados aciertan 5,1 ± 0,6 puntos más.',
    );
    expect(headline('zh', { gains: two })).toBe(
      '2 对太少，还无法判断。目前蒸馏的学生答对率高 5.1 ± 0.6 个百分点。',
    );
  });

  it('is the same sentence while more are trained, without a colon', () => {
    for (const language of languageNames) {
      expect(headline(language, { gains: two, running: true })).toBe(headline(language, { gains: two }));
      expect(headline(language, { gains: two, running: true })).not.toMatch(/[:：]/);
    }
  });

  it('says the other side, and a tie', () => {
    expect(headline('en', { gains: [-0.045, -0.057] })).toMatch(
      /^2 pairs .* So far distilled students are right 5\.1 ± 0\.6 points less often\.$/,
    );
    expect(headline('es', { gains: [-0.045, -0.057] })).toMatch(/ aciertan 5,1 ± 0,6 puntos menos\.$/);
    expect(headline('zh', { gains: [-0.045, -0.057] })).toMatch(/答对率低 5\.1 ± 0\.6 个百分点。$/);
    const tie = [0.01, -0.01];
    expect(headline('en', { gains: tie })).toMatch(/ So far distilled students are right equally often\.$/);
    expect(headline('es', { gains: tie })).toMatch(
      / los estudiantes destilados aciertan con la misma frecuencia\.$/,
    );
    expect(headline('zh', { gains: tie })).toMatch(/目前蒸馏的学生答对率相同。$/);
  });

  it('counts one pair as one', () => {
    expect(headline('en', { gains: [0.05] })).toBe(
      '1 pair is too few to tell. So far distilled students are right 5.0 points more often.',
    );
    expect(headline('es', { gains: [0.05] })).toMatch(/^1 par es muy poco para saberlo\. /);
    expect(headline('zh', { gains: [0.05] })).toMatch(/^1 对太少，还无法判断。/);
  });

  it('blames the images where more pairs would not help', () => {
    const images = 600;
    // 2 or 3 of 600 images in four pairs: beyond other seeds, but 1.96 √(.0042 · .9958 / 600) is .0052.
    const gains = [2 / 600, 3 / 600, 2 / 600, 3 / 600];
    expect(headline('en', { gains, images })).toBe(
      '600 validation images are too few to tell. So far distilled students are right 0.4 ± 0.0 points more often.',
    );
    expect(headline('en', { gains, images: undefined })).toMatch(
      /^Nothing can be told without the number of validation images\. So far /,
    );
  });

  it('never reads as no difference, in any language', () => {
    for (const language of languageNames) {
      for (const gains of [two, [0.05], [0.01, -0.01], [0, 0]]) {
        for (const running of [false, true]) {
          expect(headline(language, { gains, running })).not.toMatch(
            /no difference|ninguna diferencia|没有差别|看不出差别/i,
          );
        }
      }
    }
  });

  it('claims what enough pairs show', () => {
    expect(headline('en', { gains: [0.03, 0.05, 0.04, 0.06] })).toBe(
      'Distilled students (α 0.5) are right 4.5 points more often than the same student alone (4 pairs, ± 0.6).',
    );
  });

  it('keeps the rule and the test for who asks how it is decided', () => {
    setLocale('en');
    const found = headlineOf({ alphas: [0, 0.5, 1], runs: 4, vary: [] }, pairs(two), false, 600);
    const note = resultsEn.headlineNote(found);
    expect(note).toContain('α 0.5');
    expect(note).toContain('nearest 0.5');
    expect(note).toContain('Student’s t');
    expect(note).toContain('+5.1 ± 0.6 points');
    expect(note).toContain('2 of 4 pairs');
    expect(resultsEn.headlineHow).toBe('How is this decided?');
  });
});

describe('the outcome of two sweeps that are too short', () => {
  const outcome = (language: LanguageName, b: readonly number[], paired: boolean, a = [0.01, 0.02, 0]) => {
    setLocale(language);
    const rows = contrastRows(pairs(a), pairs(b), paired);
    return words[language].runs.compare.outcome(outcomeOf(rows, { a: 600, b: 600, same: true }));
  };

  it('says that they are too few, and what was seen so far', () => {
    expect(outcome('en', [0, 0.02, -0.02], true)).toBe(
      '3 pairs are too few to tell. So far students of B (α 0.5) are right 1.0 ± 0.6 points less often than those of A.',
    );
    expect(outcome('en', [0, 0.02, -0.02], false)).toMatch(
      /^3 runs of A and 3 of B are too few to tell\. So far students of B \(α 0\.5\) are right 1\.0 ± /,
    );
    expect(outcome('en', [0.05], true, [0.01])).toBe(
      '1 pair is too few to tell. So far students of B (α 0.5) are right 4.0 points more often than those of A.',
    );
    expect(outcome('en', [0.05], false, [0.01])).toMatch(/^1 run of A and 1 of B are too few to tell\. /);
    expect(outcome('en', [0.02, 0, 0.01], true)).toMatch(
      / So far students of B \(α 0\.5\) and those of A are right equally often\.$/,
    );
  });

  it('never reads as no difference, in any language', () => {
    for (const language of languageNames) {
      for (const paired of [true, false]) {
        for (const b of [[0, 0.02, -0.02], [0.02, 0, 0.01], [0.05]]) {
          expect(outcome(language, b, paired)).not.toMatch(
            /no difference|ninguna diferencia|没有差别|看不出差别/i,
          );
        }
      }
    }
  });
});
