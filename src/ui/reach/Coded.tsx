/** A sentence in which what stands between backticks is to be typed. */
export function Coded({ text }: { readonly text: string }) {
  // Every second part stood between backticks; a sentence's parts never change places.
  return text.split('`').map((part, i) => (i % 2 ? <code key={part}>{part}</code> : part));
}
