import { useRunsText } from '../text/useRunsText.ts';

export function RunsPanel() {
  const text = useRunsText();
  return <h2>{text.title}</h2>;
}
