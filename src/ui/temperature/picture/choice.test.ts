import { describe, expect, it } from 'vitest';
import type { Problem } from '../../../lang/problem.ts';
import {
  acceptPicture,
  chooseSource,
  offerPicture,
  pictureChoice,
  refusePicture,
  sayLabel,
} from './choice.ts';

const file = (name: string) => new File(['x'], name, { type: 'image/png' });
const problem: Problem = {
  code: 'file-unreadable',
  what: 'It was not read.',
  fix: 'Choose another picture.',
};

describe('the choice of a picture', () => {
  it('turns to a file that is offered, and keeps the one before until the new one was read', () => {
    const [first, second] = [file('first.png'), file('second.png')];
    offerPicture(first);
    expect(pictureChoice()).toMatchObject({ source: 'file', offered: first, file: undefined });
    acceptPicture(first);
    sayLabel('file', 'ant');
    offerPicture(second);
    expect(pictureChoice()).toMatchObject({ offered: second, file: first, labels: { file: 'ant' } });
    expect(refusePicture(second, problem)).toBe(true);
    expect(pictureChoice()).toMatchObject({ offered: undefined, file: first, refused: problem });
    expect(pictureChoice().labels).toEqual({ file: 'ant' });
  });

  it('forgets what was said of a picture when another takes its place, and of no other', () => {
    const third = file('third.png');
    sayLabel('file', 'ant');
    sayLabel('draw', 'bee');
    offerPicture(third);
    expect(pictureChoice().refused).toBeUndefined();
    acceptPicture(third);
    expect(pictureChoice().labels).toEqual({ draw: 'bee' });
    sayLabel('draw', undefined);
    expect(pictureChoice().labels).toEqual({});
  });

  it('hears nothing of a file that is not on offer any more', () => {
    const [slow, quick] = [file('slow.png'), file('quick.png')];
    offerPicture(slow);
    offerPicture(quick);
    acceptPicture(slow);
    expect(pictureChoice().offered).toBe(quick);
    expect(refusePicture(slow, problem)).toBe(false);
    acceptPicture(quick);
    chooseSource('dataset');
    expect(pictureChoice()).toMatchObject({ source: 'dataset', file: quick });
  });
});
