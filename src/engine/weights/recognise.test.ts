import { describe, expect, it } from 'vitest';
import { modelNames } from '../../spec/choices.ts';
import { catalogue } from '../families/catalogue.ts';
import { torchShape } from './layout.ts';
import { recognise, recogniseBackbone } from './recognise.ts';

const imageSize = 32;

/** As many blocks: but for its width, half of which is asked for, the one is the other. */
const twins: Readonly<Record<string, string>> = {
  'convnext-base': 'convnext-small',
  'deit-small': 'deit-tiny',
  'vit-b-16': 'deit-small',
};
const twinOf = (name: (typeof modelNames)[number]) => twins[name] ?? name;

function stateOf(name: (typeof modelNames)[number], width = 0.5) {
  const model = catalogue[name].build({ classes: 7, imageSize, width });
  const shapes = new Map(
    model.parameters.map((spec) => [spec.name, { shape: torchShape(spec.kind, spec.shape) }] as const),
  );
  const head = model.parts.at(-1)?.parameters.map((spec) => spec.name) ?? [];
  return { shapes, head };
}

const codeOf = (work: () => unknown) => {
  try {
    work();
  } catch (thrown) {
    return (thrown as { problem?: { code?: string } }).problem?.code;
  }
  return undefined;
};

describe('a state dict', () => {
  it.each(['convnext-small', 'convnext-base'] as const)(
    'of %s as published is known by its width',
    (name) => {
      const found = recognise(stateOf(name, 1).shapes);
      expect(found).toMatchObject({ name, options: { classes: 7, width: 1 } });
    },
  );

  it.each(modelNames)('of %s is known by its keys and shapes', (name) => {
    const { shapes } = stateOf(name);
    const found = recognise(shapes);
    expect(found).toMatchObject({ name: twinOf(name), options: { classes: 7 } });
    if (twinOf(name) === name) expect(found.options?.width).toBeCloseTo(0.5, 2);
  });

  it.each(modelNames)('of %s is known without its head, or with another one', (name) => {
    const { shapes, head } = stateOf(name);
    const other = new Map(shapes);
    for (const key of head) {
      shapes.delete(key);
      other.set(key, { shape: [3] });
    }
    for (const state of [shapes, other]) {
      expect(codeOf(() => recognise(state))).toBe('teacher-head');
      expect(recogniseBackbone(state).name).toBe(twinOf(name));
    }
  });

  it('that lacks more than a head is refused by what differs', () => {
    const { shapes } = stateOf('resnet20');
    shapes.delete('layer2.0.conv1.weight');
    expect(codeOf(() => recognise(shapes))).toBe('teacher-mismatch');
    expect(() => recognise(shapes)).toThrow('layer2.0.conv1.weight');
    expect(codeOf(() => recogniseBackbone(shapes))).toBe('teacher-mismatch');
  });
});
