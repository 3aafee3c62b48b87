import { useCallback } from 'react';
import { matters } from '../../spec/keys.ts';
import { alphaText } from '../alphaStyle.ts';
import { choiceName } from '../text/choiceName.ts';
import { plain } from '../text/numbers.ts';
import { useWords } from '../text/useWords.ts';
import { benchId, type Source, sharedId } from './source.ts';
import { whenText } from './whenText.ts';

/** What a sweep is called: its own name, or when it was trained and what. */
export function useSourceName(): (source: Source) => string {
  const words = useWords('runs');
  const { choices } = useWords('page');
  return useCallback(
    ({ id, sweep, experiment }) => {
      const { student, temperature, alphas } = experiment;
      const softened = matters('temperature', experiment) ? `, T ${plain(temperature)}` : '';
      const what = `${choiceName(choices, 'student', student)}${softened}, α ${alphas.map(alphaText).join(' ')}`;
      if (id === benchId) return `${words.list.bench}: ${what}`;
      if (id === sharedId) return `${words.list.shared}: ${what}`;
      if (sweep?.name) return sweep.name;
      return sweep ? `${whenText(sweep.savedAt)}: ${what}` : what;
    },
    [words, choices],
  );
}
