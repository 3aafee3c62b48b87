import { expect, it } from 'vitest';
import { build, catalogue } from '../../../families/catalogue.ts';
import { negativeName, positiveName } from './ttq.ts';

it('lets ternary scales learn as slowly as what many weights share', () => {
  const dense = catalogue.mlp.architecture({ classes: 3, imageSize: 8, width: 1 });
  const layers = build(dense).parameters.filter(({ kind }) => kind === 'linear');
  const named = layers.map(({ name }) => name.slice(0, -'.weight'.length));
  const form = {
    kind: 'quantised',
    weights: { method: 'ttq', bits: 2, per: 'tensor' },
  } as const;
  const { parameters } = build({
    ...dense,
    forms: Object.fromEntries(named.map((name) => [name, form])),
  });
  const rateOf = (wanted: string) => parameters.find(({ name }) => name === wanted)?.rate;
  expect(layers.length).toBeGreaterThan(1);
  layers.forEach(({ name, shape: [rows = 0, columns = 0] }, i) => {
    const expected = 1 / Math.sqrt((rows * columns) / 2);
    expect(rateOf(positiveName(named[i] ?? ''))).toBeCloseTo(expected, 12);
    expect(rateOf(negativeName(named[i] ?? ''))).toBeCloseTo(expected, 12);
    expect(rateOf(name)).toBeUndefined();
  });
});
