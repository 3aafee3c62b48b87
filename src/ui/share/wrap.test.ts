import { describe, expect, it } from 'vitest';
import { wrap } from './wrap.ts';

/** Han characters are twice as wide as letters, as on a terminal. */
const measure = (text: string) =>
  [...text].reduce((sum, letter) => sum + (/[\p{Script=Han}（），。：]/u.test(letter) ? 2 : 1), 0);

describe('wrap', () => {
  it('breaks between words', () => {
    expect(wrap('mean over runs; band: ± 1 std', 10, measure)).toEqual([
      'mean over',
      'runs;',
      'band: ± 1',
      'std',
    ]);
    expect(wrap('', 10, measure)).toEqual([]);
  });

  it('breaks Chinese between characters, and never before a closing sign or after an opening one', () => {
    expect(wrap('各次运行的平均，标准差', 14, measure)).toEqual(['各次运行的平', '均，标准差']);
    expect(wrap('数据集（指纹）', 8, measure)).toEqual(['数据集', '（指纹）']);
    expect(wrap('准确率 ResNet-8。教师', 10, measure)).toEqual(['准确率', 'ResNet-8。', '教师']);
  });

  it('breaks what is wider than a line anywhere, and loses nothing', () => {
    expect(wrap('a 0123456789abcdef', 8, measure)).toEqual(['a 012345', '6789abcd', 'ef']);
    const text = '（“教师”）：α 1, alone。 T = 4 ；“';
    for (const width of [1, 2, 5, 9, 100]) {
      expect(wrap(text, width, measure).join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    }
  });
});
