import { describe, expect, it } from 'vitest';
import { Excessive, Malformed, Message } from './wire.ts';

/** The most that the process ever held, in MB. */
const peak = () => process.resourceUsage().maxRSS / 1024;
const megabytes = (count: number, unit: readonly number[]) =>
  new Uint8Array(Buffer.alloc(count * 1e6, Buffer.from(unit)));
/** A field of bytes. */
function field(number: number, content: Uint8Array): Uint8Array {
  const length: number[] = [];
  for (let rest = content.length; ; rest = Math.floor(rest / 128)) {
    length.push(rest < 128 ? rest : (rest % 128) + 128);
    if (rest < 128) break;
  }
  return new Uint8Array(Buffer.concat([Buffer.from([number * 8 + 2, ...length]), content]));
}

describe('a message', () => {
  it('gives fields by number: texts, numbers, packed or not, and messages', () => {
    const inner = field(1, Buffer.from('é'));
    const message = new Message(
      new Uint8Array(
        Buffer.concat([
          field(3, inner),
          Buffer.from([0x20, 0x96, 0x01, 0x20, 0x05]),
          field(4, Uint8Array.of(0x96, 0x01, 7)),
          // −1 in ten bytes; 2 as four bytes and as eight, little-endian.
          Buffer.from([0x28, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1]),
          Buffer.from([0x35, 2, 0, 0, 0, 0x39, 2, 0, 0, 0, 0, 0, 0, 0]),
        ]),
      ),
    );
    expect(message.message(3)?.text(1)).toBe('é');
    expect(message.wholes(4)).toEqual([150, 5, 150, 7]);
    expect(message.whole(5)).toBe(-1);
    expect([message.whole(6), message.whole(7)]).toEqual([2, 2]);
    expect(message.message(9)).toBeUndefined();
  });

  it.each([
    ['numbers', [0x08, 0x01]],
    ['texts', [0x0a, 0x00]],
    ['fields of four bytes', [0x0d, 1, 2, 3, 4]],
  ])('of nothing but small %s is refused before they fill the memory', (_, unit) => {
    const bytes = megabytes(30, unit);
    const before = peak();
    expect(() => new Message(bytes)).toThrow(Excessive);
    expect(peak() - before).toBeLessThan(250);
  });

  it('of many small messages is refused before they are all read', () => {
    const bytes = field(7, field(1, megabytes(30, [0x0a, 0x02, 0x0a, 0x00])));
    const before = peak();
    expect(() => new Message(bytes).message(7)?.message(1)?.messages(1)).toThrow(Excessive);
    expect(peak() - before).toBeLessThan(250);
  });

  it('of a list of more numbers than a shape has is refused, and so is one long text', () => {
    const before = peak();
    expect(() => new Message(field(1, megabytes(60, [1]))).wholes(1)).toThrow(Excessive);
    expect(() => new Message(field(1, megabytes(90, [97]))).text(1)).toThrow(Excessive);
    expect(peak() - before).toBeLessThan(450);
  });

  it('may hold weights of any size, which are not looked into', () => {
    const weights = megabytes(100, [1]);
    expect(new Message(field(9, weights)).bytes(9)[0]?.length).toBe(weights.length);
  });

  it('that is cut off is malformed', () => {
    const bytes = field(1, Buffer.from('abc')).slice(0, 4);
    expect(() => new Message(bytes)).toThrow(Malformed);
  });
});
