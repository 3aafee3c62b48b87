import { expect, it } from 'vitest';
import { inEnglish } from '../../lang/sentence.ts';
import { type Reading, readTypedAxes, readTypedRecipe } from './reading.ts';

const faultOf = (reading: Reading<unknown>) => ('fault' in reading ? inEnglish(reading.fault) : undefined);

it('names a stage that is misspelt, with the nearest', () => {
  expect(faultOf(readTypedRecipe('distil; prume keep=0.5'))).toMatch(
    /^there is no stage prume, the nearest is prune;/,
  );
  expect(readTypedRecipe('distil epochs=2')).toEqual({
    value: [{ kind: 'distil', arm: 'distilled', epochs: 2 }],
  });
});

it('takes axes that the recipe has a stage for', () => {
  const { value } = readTypedRecipe('distil; prune') as { value: Parameters<typeof readTypedAxes>[1] };
  expect(readTypedAxes('prune.keep=0.9,0.5', value)).toEqual({
    value: [{ path: 'prune.keep', values: [0.9, 0.5] }],
  });
  expect(readTypedAxes(' ', value)).toEqual({ value: [] });
  expect(faultOf(readTypedAxes('prune.keep=0.5', []))).toMatch(/has no stage prune$/);
  expect(faultOf(readTypedAxes('prune.kep=0.5', value))).toMatch(/the nearest is prune\.keep;/);
  expect(faultOf(readTypedAxes('0.5', value))).toMatch(/^up to 2 settings/);
});
