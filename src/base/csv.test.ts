import { describe, expect, it } from 'vitest';
import { csvOf } from './csv.ts';

describe('csvOf', () => {
  it('quotes what needs it and leaves the rest', () => {
    expect(
      csvOf(
        ['a', 'b'],
        [
          ['x,y', 'say "no"'],
          ['two\nlines', 'plain'],
        ],
      ),
    ).toBe('a,b\n"x,y","say ""no"""\n"two\nlines",plain\n');
  });

  it.each([
    ...[
      '=1+1',
      '+1',
      '-1',
      '@SUM(A1)',
      '\t=1',
      '\r=1',
      '\n=1',
      '\n+1',
      '＝1+1',
      '＋1',
      '－1',
      '＠SUM(A1)',
      '﹦1',
    ],
    // Before what a spreadsheet leaves out when it reads a cell.
    ...[' =1+1', '\u00a0=1', '\ufeff=1', '\u0000=1', '\u200b＝1'],
  ])('does not let %j be run as a formula', (text) => {
    expect(csvOf(['a'], [[text]])).toMatch(/^a\n"?'/);
    expect(csvOf([text], [])).toMatch(/^"?'/);
  });

  it.each(['ants', 'a=1', '1-2', '“=”', 'photos - 2', '1 + 1', '蚂蚁'])('leaves %s as it is', (text) => {
    expect(csvOf(['a'], [[text]])).toBe(`a\n${text}\n`);
  });

  it('writes numbers in full, negative ones as they are, and none where there is none', () => {
    expect(csvOf(['a'], [[0.1 + 0.2], [-1e-7], [Number.NaN], [Number.POSITIVE_INFINITY], [undefined]])).toBe(
      'a\n0.30000000000000004\n-1e-7\n\n\n\n',
    );
  });
});
