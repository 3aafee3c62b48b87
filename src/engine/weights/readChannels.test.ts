import { describe, expect, it } from 'vitest';
import { modelNames } from '../../spec/choices.ts';
import { type Architecture, architectureText } from '../../spec/network/architecture.ts';
import { build, catalogue } from '../families/catalogue.ts';
import { fittingSize } from '../families/sizesForTests.ts';
import { torchShape } from './layout.ts';
import { recognise, recogniseBackbone } from './recognise.ts';

const shapesOf = (architecture: Architecture) =>
  new Map(
    build(architecture).parameters.map(({ name, kind, shape }) => [name, { shape: torchShape(kind, shape) }]),
  );

/** Every space with a number of channels of its own; streams of option A, and the dimensions of heads, which no shape says, as published. */
function uneven(name: (typeof modelNames)[number]): Architecture {
  const whole = catalogue[name].architecture({ classes: 7, imageSize: fittingSize(name, 16), width: 1 });
  const streams = new Set(build(whole).shortcuts?.flatMap(({ from, to }) => [from.space, to.space]));
  const channels = Object.entries(whole.channels).map(
    ([space, count], i) =>
      [
        space,
        streams.has(space) || space.endsWith('headDim') ? count : Math.round(count * (0.9 - 0.2 * (i % 4))),
      ] as const,
  );
  return { ...whole, channels: Object.fromEntries(channels) };
}

/** As many blocks: but for its width the one is the other. */
const twinOf = (name: (typeof modelNames)[number]) => (name === 'convnext-base' ? 'convnext-small' : name);

describe('channels of no one width', () => {
  it.each(modelNames)('of %s are read off the shapes', (name) => {
    const architecture = uneven(name);
    const { imageSize, ...rest } = architecture;
    for (const found of [recognise(shapesOf(architecture)), recogniseBackbone(shapesOf(architecture))]) {
      expect(found).toMatchObject({ name: twinOf(name), options: undefined });
      expect(build({ ...found.architecture, imageSize, classes: 7 }).parameters).toEqual(
        build(architecture).parameters,
      );
    }
    const { architecture: read } = recognise(shapesOf(architecture));
    expect(read).toMatchObject({ ...rest, family: twinOf(name) });
  });

  it('are taken from what the file says, with what shapes do not show', () => {
    const whole = catalogue.resnet20.architecture({ classes: 7, imageSize: 32, width: 0.25 });
    const channels = { ...whole.channels, layer1: 3, layer2: 2, layer3: 5 };
    const shortcuts = { 'layer2.0': [2, -1], 'layer3.0': [-1, 1, -1, 0, -1] };
    const said = { ...whole, channels, shortcuts };
    const metadata = { architecture: architectureText(said) };
    expect(recognise(shapesOf(said), metadata)).toEqual({
      ...{ name: 'resnet20', architecture: said, options: undefined },
    });
    expect(recogniseBackbone(shapesOf(said), metadata).architecture).toEqual(said);
    // Without it nobody knows which channels the shortcuts pass on.
    expect(() => recognise(shapesOf(said))).toThrow('does not say which of them the shortcuts');
  });

  it('are those of the shapes where the file says others', () => {
    const architecture = catalogue.cnn.architecture({ classes: 7, imageSize: 32, width: 0.5 });
    const other = catalogue.cnn.architecture({ classes: 7, imageSize: 32, width: 1 });
    const found = recognise(shapesOf(architecture), { architecture: architectureText(other) });
    expect(found).toMatchObject({ name: 'cnn', architecture: { channels: architecture.channels } });
    expect(found.options?.width).toBeCloseTo(0.5, 2);
  });

  it.each([
    ['does not say how many channels conv2', { channels: { conv1: 4, conv3: 4 } }],
    ['gives channels to conv4', { channels: { conv1: 4, conv2: 4, conv3: 4, conv4: 4 } }],
    ['maps the shortcut layer2.0', { shortcuts: { 'layer2.0': [0] } }],
    ['gives a form to conv9', { forms: { conv9: { kind: 'dense' } } }],
  ])('that cannot be built are refused: %s', (why, change) => {
    const cnn = catalogue.cnn.architecture({ classes: 7, imageSize: 32, width: 0.5 });
    const metadata = { architecture: JSON.stringify({ ...cnn, ...change }) };
    expect(() => recognise(shapesOf(cnn), metadata)).toThrow(why);
  });

  it.each([
    [[0, 1], 'another length'],
    [[0, 0, 1, 2, 3, 4, -1, -1], 'a channel twice'],
    [[0, 1, 2, 3, 4, -1, -1, -1], 'a channel that is not there'],
  ])('and a map %j, with %s', (map) => {
    const resnet = catalogue.resnet8.architecture({ classes: 7, imageSize: 32, width: 0.25 });
    const said = { ...resnet, shortcuts: { 'layer2.0': map } };
    expect(() => build(said)).toThrow('does not lead from layer1 to layer2');
  });
});
