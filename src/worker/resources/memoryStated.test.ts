import '@tensorflow/tfjs-backend-cpu';
import { setBackend, sin, type Tensor2D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { catalogue } from '../../engine/families/catalogue.ts';
import type { Model } from '../../engine/families/model.ts';
import { inEnglish } from '../../lang/sentence.ts';
import { isWorthSaying, type TeacherCard } from '../../protocol/records.ts';
import { defaultExperiment, type Experiment } from '../../spec/experiment.ts';
import { readRecipe } from '../../spec/recipe/spelling.ts';
import { memoryStated } from './memoryStated.ts';

const size = 32;
const set = {
  count: 4,
  size,
  labels: new Int32Array(4),
  pixels: new Uint8Array(4 * size * size * 3),
};
const dataset = {
  id: 'insects',
  label: 'insects',
  classes: ['a', 'b'],
  train: set,
  validation: set,
} as never;
const card: TeacherCard = {
  ...{ name: 'cnn', label: 'CNN', width: 1, parameters: 1, bytes: 4, multiplyAdds: 1 },
  ...{ source: 'trained', id: 'cnn' },
};

beforeAll(async () => {
  await setBackend('cpu');
});

describe('what training takes of the memory', () => {
  const teacher: Model = catalogue.cnn.build({ classes: 2, imageSize: size, width: 0.25 });
  const stated = (model: Model) =>
    memoryStated(defaultExperiment, dataset, [{ card, teacher: { model, parameters: {} } }]);

  it('is told in bytes', () => {
    expect(stated(teacher).bytes).toBeGreaterThan(1000);
  });

  it('is that of the stage that takes the most, whose loss may be another than the experiment’s', () => {
    const of = (changes: Partial<Experiment>) =>
      memoryStated({ ...defaultExperiment, student: 'cnn', ...changes }, dataset, [
        { card, teacher: { model: teacher, parameters: {} } },
      ]).bytes ?? 0;
    const recipe = (text: string) => {
      const read = readRecipe(text);
      if ('fault' in read) throw new Error('no recipe');
      return { recipe: read.recipe };
    };
    expect(of({ similarity: 'fitnet' })).toBeGreaterThan(of({}));
    expect(of(recipe('distil; prune keep=0.5; distil similarity=fitnet'))).toBe(of({ similarity: 'fitnet' }));
    expect(of(recipe('distil freeze=head; distil'))).toBe(of({}));
    expect(of(recipe('distil; distil epochs=2'))).toBe(of({}));
    const frozen = of({ student: 'teacher', ...recipe('distil freeze=head') });
    expect(frozen).toBeLessThan(of({ student: 'teacher' }));
  });

  it('is said to be unknown where an operation has no rule, and nothing is thrown', () => {
    const odd = {
      ...teacher,
      forward: (...given: Parameters<Model['forward']>) => sin(teacher.forward(...given)) as Tensor2D,
    };
    const unknown = stated(odd);
    expect(unknown.bytes).toBeUndefined();
    expect(unknown.isMuch).toBe(false);
    expect(isWorthSaying(unknown)).toBe(true);
    expect(inEnglish(unknown.advice)).toMatch(/cannot be told beforehand: .* Sin /);
  });
});
