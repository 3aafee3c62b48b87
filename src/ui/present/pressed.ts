/**
 * What a pressed key means here: what it types, and where that is no letter or digit of ASCII (the digits of an AZERTY
 * keyboard without shift, Greek or Cyrillic letters, the digits of other scripts), what is printed on a keyboard of the US in its place.
 */
export function readingsOf({ key, code }: Pick<KeyboardEvent, 'key' | 'code'>): readonly string[] {
  const typed = key.length === 1 ? key.toLowerCase() : key;
  const printed = /^(?:Digit|Numpad|Key)([0-9A-Z])$/.exec(code)?.[1]?.toLowerCase();
  const foreign = /^(?:[^a-z0-9]|Dead|Process|Unidentified)$/iu.test(key);
  return foreign && printed ? [typed, printed] : [typed];
}
