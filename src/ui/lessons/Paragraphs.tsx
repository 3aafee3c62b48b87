/** Each line of a lesson's text is a paragraph. */
export function Paragraphs({ text }: { readonly text: string }) {
  return text.split('\n').map((part) => <p key={part}>{part}</p>);
}
