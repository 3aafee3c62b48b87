import { describe, expect, it } from 'vitest';
import { squareOfPicture } from './givenPicture.ts';

/** A PNG that is green in its middle square and red on either side of it. */
async function flagPng(height: number): Promise<File> {
  const canvas = new OffscreenCanvas(3 * height, height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.fillStyle = '#f00';
  context.fillRect(0, 0, 3 * height, height);
  context.fillStyle = '#0f0';
  context.fillRect(height, 0, height, height);
  return new File([await canvas.convertToBlob({ type: 'image/png' })], 'flag.png');
}

describe('squareOfPicture', () => {
  it('keeps the middle of a file’s picture', async () => {
    const square = await squareOfPicture(await flagPng(48), 16);
    expect(square).toHaveLength(16 * 16 * 3);
    // Inside: the outermost pixels of the square mix with what is beside them, as Pillow's filter does.
    for (let y = 0; y < 16; y++) {
      for (let x = 1; x < 15; x++) {
        expect([...square.subarray(3 * (16 * y + x), 3 * (16 * y + x) + 3)]).toEqual([0, 255, 0]);
      }
    }
  });

  it('lays what is transparent on white, and leaves a square of the wanted size as it is', async () => {
    const rgba = Uint8ClampedArray.of(9, 20, 200, 255, 0, 0, 0, 0, 0, 100, 255, 51, 255, 255, 255, 128);
    const square = await squareOfPicture({ width: 2, height: 2, rgba }, 2);
    // 51/255 = 0.2: 255 − 0.2·255 = 204, 255 − 0.2·155 = 224, 255.
    expect([...square]).toEqual([9, 20, 200, 255, 255, 255, 204, 224, 255, 255, 255, 255]);
  });

  it('says what a file is that holds no picture', async () => {
    await expect(squareOfPicture(new File(['Dear reader'], 'letter.jpg'), 8)).rejects.toMatchObject({
      problem: { code: 'file-unreadable' },
      message: expect.stringMatching(/letter\.jpg was not read.*holds text/),
    });
    const torn = new File([(await flagPng(20)).slice(0, 60)], 'torn.png');
    await expect(squareOfPicture(torn, 8)).rejects.toMatchObject({
      message: expect.stringMatching(/torn\.png was not read.*damaged/),
    });
  });

  it('refuses pixels that are not as many as they say', async () => {
    const rgba = new Uint8ClampedArray(12);
    for (const [width, height] of [
      [2, 2],
      [0, 3],
      [1.5, 2],
    ] as const) {
      await expect(squareOfPicture({ width, height, rgba }, 8)).rejects.toMatchObject({
        problem: { code: 'file-unreadable' },
      });
    }
  });
});
