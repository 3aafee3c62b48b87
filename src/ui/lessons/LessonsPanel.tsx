import { useLessonsText } from '../text/useLessonsText.ts';

export function LessonsPanel() {
  const text = useLessonsText();
  return <h2>{text.title}</h2>;
}
