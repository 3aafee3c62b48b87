import { describe, expect, it } from 'vitest';
import { bytesText, countText, percentText, ratioText, secondsText, settingText } from './quantities.ts';

const plain = (text: string | undefined) => text?.replaceAll('\u202f', ' ');

describe('quantities in words', () => {
  it('counts in thousands', () => {
    expect([0, 950, 999.6, 272_474, 23_512_130].map((count) => plain(countText(count)))).toEqual([
      '0',
      '950',
      '1 k',
      '272 k',
      '23.5 M',
    ]);
  });

  it('gives bytes as the seed experiment prints them', () => {
    // ResNet-50: 94.4 MB, ResNet-18: 44.8 MB.
    expect(plain(bytesText(94_400_000))).toBe('94.4 MB');
    expect(plain(bytesText(44_800_000))).toBe('44.8 MB');
    expect(plain(bytesText(512))).toBe('512 B');
  });

  it('gives shares, ratios and times', () => {
    expect(plain(percentText(143 / 153))).toBe('93.5 %');
    expect(ratioText(23_512_130 / 11_177_538)).toBe('2.1');
    expect(ratioText(1234.4)).toBe('1,234');
    expect(plain(secondsText(59.2))).toBe('1 min 0 s');
    expect(plain(secondsText(3780))).toBe('1 h 3 min');
    expect(secondsText(Number.NaN)).toBeUndefined();
  });

  it('writes settings without noise', () => {
    expect([0.05, 0.1 + 0.2, 1e-6, 4, 12345.678].map(settingText)).toEqual([
      '0.05',
      '0.3',
      '1e-6',
      '4',
      '12350',
    ]);
  });
});
