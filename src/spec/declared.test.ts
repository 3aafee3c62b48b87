import { describe, expect, it } from 'vitest';
import { en } from '../ui/text/en/page.ts';
import type { Declaration } from './declare.ts';
import { ensembles } from './ensembles/catalogue.ts';
import { fieldNames, fieldOf, isFieldName } from './experiment.ts';
import { families } from './families/catalogue.ts';
import { objectives } from './objectives/catalogue.ts';
import { optimisers } from './optimisers/catalogue.ts';
import { schedules } from './schedules/catalogue.ts';
import { teachers } from './teachers/catalogue.ts';

const catalogues: Readonly<Record<string, Readonly<Record<string, Declaration>>>> = {
  ...{ ensembles, families, objectives, optimisers, schedules, teachers },
};
const declared = Object.entries(catalogues).flatMap(([catalogue, declarations]) =>
  Object.entries(declarations).map(([name, declaration]) => ({ catalogue, name, declaration })),
);

describe('what is declared', () => {
  it.each(declared)('$catalogue: $name reads fields that there are', ({ declaration }) => {
    expect(declaration.fields.filter((name) => !isFieldName(name))).toEqual([]);
  });

  it('has one name each, which no other choice of the page has', () => {
    const names = fieldNames.flatMap((name) => Object.keys(fieldOf(name).declared ?? {}));
    expect(names.length).toBeGreaterThan(20);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => Object.hasOwn(en.choices, name))).toEqual([]);
  });

  it('is what its field offers, in that order', () => {
    for (const name of fieldNames) {
      const field = fieldOf(name);
      if (!field.declared || field.kind !== 'choice') continue;
      const offered = field.choices.filter((choice) => Object.hasOwn(field.declared ?? {}, choice));
      expect(offered).toEqual(Object.keys(field.declared));
    }
  });

  it('names teachers as links do', () => {
    const { pattern } = fieldOf('teacher') as Extract<ReturnType<typeof fieldOf>, { kind: 'name' }>;
    const valid = ['auto', 'shipped', 'rednet-shipped', 'file', 'saved-0123abc', ...Object.keys(families)];
    expect(valid.filter((name) => !pattern.test(name))).toEqual([]);
    expect(
      ['', 'saved-', 'auto2', 'xresnet8', 'resnet', 'saved-ABC'].filter((name) => pattern.test(name)),
    ).toEqual([]);
  });
});
