import { seriesLabel } from '../seriesStyle.ts';
import { useLateWords } from '../text/late.ts';
import type { Models } from './useModels.ts';

/** Which student stands beside the teacher; nothing while there is none to choose. */
export function StudentSelect({ models }: { readonly models: Models }) {
  const text = useLateWords('temperature');
  if (!models.chosen) return null;
  return (
    <select
      aria-label={text.whichStudent}
      value={models.chosen.id}
      onChange={(event) => models.choose(event.target.value)}
    >
      {models.choices.map(({ id, point, run }) => (
        <option key={id} value={id}>
          {text.studentName(seriesLabel(point), run)}
        </option>
      ))}
    </select>
  );
}
