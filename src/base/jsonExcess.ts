/**
 * What a JSON text would take in memory once parsed, before it is: three letters may stand for an array of fifty bytes.
 */
import { type Said, words } from '../lang/sentence.ts';

const deepest = 256;
const megabytes = 128;
/** In bytes, as V8 keeps them, rounded up: an array or object, and a place in one. */
const weights = { container: 64, place: 32 } as const;

/** Why a text from outside is not parsed, after "it"; undefined where it may be, whether it is JSON or not. */
export function jsonExcess(text: string): Said | undefined {
  let left = megabytes * 2 ** 20 - text.length;
  let depth = 0;
  for (let i = 0; i < text.length && left >= 0; i++) {
    switch (text.charCodeAt(i)) {
      case 0x22: // "
        i = endOfString(text, i);
        break;
      case 0x5b: // [
      case 0x7b: // {
        left -= weights.container;
        if (++depth > deepest) return words`is nested more than ${deepest} deep`;
        break;
      case 0x5d: // ]
      case 0x7d: // }
        depth--;
        break;
      case 0x2c: // ,
      case 0x3a: // :
        left -= weights.place;
    }
  }
  return left < 0 ? words`takes more than ${megabytes} MB of memory once it is read` : undefined;
}

/** Of the quote that closes the string which begins at `start`, or of the text where none does. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === 0x5c) slashes++;
    if (slashes % 2 === 0) return end;
  }
  return text.length;
}
