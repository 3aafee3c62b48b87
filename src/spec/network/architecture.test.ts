import { describe, expect, it } from 'vitest';
import { type Architecture, architectureIn, architectureText } from './architecture.ts';

const architecture: Architecture = {
  family: 'resnet20',
  classes: 10,
  imageSize: 32,
  channels: { layer1: 12, 'layer1.0.hidden': 7 },
  forms: {},
  shortcuts: { 'layer2.0': [-1, 0, 3, -1] },
};

const damaged = (change: object) => () =>
  architectureIn({ architecture: JSON.stringify({ ...architecture, ...change }) });

describe('an architecture', () => {
  it('comes back from a file’s metadata', () => {
    expect(architectureIn({ architecture: architectureText(architecture) })).toEqual(architecture);
    const { shortcuts: _, ...plain } = architecture;
    expect(architectureIn({ architecture: architectureText(plain) })).toEqual(plain);
  });

  it('is not there where the metadata do not name it', () => {
    for (const metadata of [{ model: 'resnet20' }, { architecture: 'resnet18' }, { architecture: '' }]) {
      expect(architectureIn(metadata)).toBeUndefined();
    }
  });

  it.each([
    ['family', { family: 'vgg' }],
    ['classes', { classes: 0 }],
    ['imageSize', { imageSize: 1e9 }],
    ['channels.layer1', { channels: { layer1: 0 } }],
    ['channels.layer1', { channels: { layer1: 1.5 } }],
    ['channels', { channels: Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`c${i}`, 1])) }],
    ['forms.conv1', { forms: { conv1: { kind: 'magic' } } }],
    ['shortcuts.layer2.0.0', { shortcuts: { 'layer2.0': [-2] } }],
  ])('with a broken %s is refused, saying where', (place, change) => {
    expect(damaged(change)).toThrow(`is damaged (at “${place}`);
  });

  it.each(['{', '{}', '{"family":'.repeat(1000)])('that reads %j is refused', (text) => {
    expect(() => architectureIn({ architecture: text })).toThrow(
      'description of its architecture is damaged',
    );
  });
});
