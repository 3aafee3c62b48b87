/**
 * Other values of a setting, for tests that change every one.
 */
import { type Experiment, type FieldName, fieldOf } from './experiment.ts';

const names: Readonly<Record<string, readonly string[]>> = {
  dataset: ['insects', 'folder-0123456789abcdef'],
  distilImages: ['none', 'images-0123456789abcdef'],
  teacher: ['auto', 'shipped', 'rednet-shipped', 'file', 'saved-0123456789abcdef', 'resnet20', 'mlp'],
};

const lists: Readonly<Record<string, readonly string[]>> = {
  recipe: ['distil; prune keep=0.5; distil'],
  vary: ['temperature=1,2'],
  moreTeachers: ['mlp epochs=2 weight=3'],
};

/** Values that `experiment` does not have: all choices, and two numbers. */
export function othersOf(name: FieldName, experiment: Experiment): readonly unknown[] {
  const field = fieldOf(name);
  const spell = field.format as (value: unknown) => string;
  const all = () => {
    switch (field.kind) {
      case 'number': {
        const larger = field.integer ? field.default + 1 : field.default * 0.9 + field.maximum * 0.1;
        return [field.minimum, Math.min(field.maximum, larger)];
      }
      case 'numbers':
        return [[field.maximum], [field.minimum]];
      case 'choice':
        return field.choices;
      case 'name':
        return names[name] ?? [];
      case 'list':
        return (lists[name] ?? []).map((text) => field.parse(text));
    }
  };
  return all().filter((value) => spell(value) !== spell(experiment[name]));
}
