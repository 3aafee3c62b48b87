import { useMemo } from 'react';
import type { NetworkGroup } from '../../analysis/networks/groups.ts';
import { sweepOf } from '../../analysis/networks/sweeps.ts';
import { modelNames } from '../../spec/choices.ts';
import { teachers } from '../../spec/teachers/catalogue.ts';
import { isShipped } from '../../spec/teachers/shippedTeachers.ts';
import { useLab } from '../../state/lab/useLab.ts';
import { useSay } from '../text/useSay.ts';
import { useWords } from '../text/useWords.ts';

/** What the teacher of a network's experiment is called in the form. */
export function useTeacherNames(): (group: NetworkGroup) => string {
  const { choices } = useWords('page');
  const say = useSay();
  const saved = useLab((lab) => lab.savedTeachers);
  return useMemo(() => {
    const known = new Map<string, string>();
    const named = (link: string): string => {
      const { teacher } = sweepOf(link).experiment;
      const model = modelNames.find((name) => name === teacher);
      if (model) return choices[model] ?? model;
      if (teacher === 'auto' || isShipped(teacher) || teacher === 'file') return say(teachers[teacher].label);
      return saved.find(({ id }) => id === teacher)?.label ?? say(teachers.saved.label);
    };
    return ({ networks }) => {
      const link = (networks[0]?.origin ?? networks[0]?.teacher)?.experiment;
      if (link === undefined) return '–';
      const name = known.get(link) ?? named(link);
      known.set(link, name);
      return name;
    };
  }, [choices, say, saved]);
}
