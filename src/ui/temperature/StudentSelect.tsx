import { alphaStyle } from '../alphaStyle.ts';
import { useWords } from '../text/useWords.ts';
import type { Models } from './useModels.ts';

/** Which student stands beside the teacher; nothing while there is none to choose. */
export function StudentSelect({ models }: { readonly models: Models }) {
  const text = useWords('temperature');
  if (!models.chosen) return null;
  return (
    <select
      aria-label={text.whichStudent}
      value={models.chosen.key}
      onChange={(event) => models.choose(event.target.value)}
    >
      {models.choices.map(({ key, alpha, run }) => (
        <option key={key} value={key}>
          {text.studentName(alphaStyle(alpha).label, run)}
        </option>
      ))}
    </select>
  );
}
