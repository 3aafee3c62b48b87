/**
 * Valid recipes and axes, for tests of what reads and writes them.
 */
import fc from 'fast-check';
import type { Field } from '../fields.ts';
import { type StageKind, type StageSpec, stageKinds, stageOf } from './stages.ts';
import type { VaryAxis } from './vary.ts';

/** Values of a setting of a stage or of a teacher. */
export function settingValues(field: Field): fc.Arbitrary<unknown> {
  if (field.kind === 'choice') return fc.constantFrom(...field.choices);
  if (field.kind !== 'number') throw new Error(`no item has a setting of kind ${field.kind} yet`);
  const { minimum: min, maximum: max, integer } = field;
  const any = integer ? fc.integer({ min, max }) : fc.double({ min, max, noNaN: true });
  return fc.oneof(
    fc.constantFrom(min, max, field.default),
    any.map((value) => value + 0),
  );
}

function stagesOf(kind: StageKind): fc.Arbitrary<StageSpec> {
  const { fields, overrides } = stageOf(kind);
  const own = Object.entries(fields).map(([name, field]) => [name, settingValues(field)] as const);
  const overriding = Object.entries(overrides).map(
    ([name, { field }]) => [name, settingValues(field)] as const,
  );
  return fc
    .record(Object.fromEntries([...own, ...overriding]), { requiredKeys: own.map(([name]) => name) })
    .map((settings) => ({ kind, ...settings }) as StageSpec);
}

/** As the gate gives them: of one plain `distil` it makes the empty list. */
export const recipes: fc.Arbitrary<readonly StageSpec[]> = fc
  .array(fc.oneof(...stageKinds.map(stagesOf)), { maxLength: 16 })
  .map((recipe) => (JSON.stringify(recipe) === '[{"kind":"distil","arm":"distilled"}]' ? [] : recipe));

/** That fit every recipe. */
export const axes: fc.Arbitrary<readonly VaryAxis[]> = fc.uniqueArray(
  fc.record({
    path: fc.constantFrom('temperature', 'learningRate', 'studentWidth'),
    values: fc.uniqueArray(fc.double({ min: 0.125, max: 4, noNaN: true }), { minLength: 1, maxLength: 21 }),
  }),
  { maxLength: 2, selector: ({ path }) => path },
);
