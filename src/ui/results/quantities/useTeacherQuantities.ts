import { useMemo } from 'react';
import type { Quantities } from '../../../protocol/quantityNames.ts';
import { sameIn } from '../../../spec/keys.ts';
import { measuredTeacher } from '../../../state/lab/measuredTeacher.ts';
import { useLab } from '../../../state/lab/useLab.ts';
import { shownTeacher } from '../../overview/shownTeacher.ts';

/** What is known of the teacher of the results on the page: its sizes only while the form names the same. */
export function useTeacherQuantities(): Quantities {
  const accuracy = useLab(measuredTeacher);
  const card = useLab(shownTeacher);
  const isSame = useLab(
    ({ measured, experiment }) =>
      !measured ||
      sameIn(['images', 'teacher'], { experiment, facts: {} }, { experiment: measured, facts: {} }),
  );
  return useMemo(() => {
    const own = isSame ? card : undefined;
    return {
      ...(accuracy === undefined ? {} : { accuracy }),
      ...(own ? { parameters: own.parameters, bytes: own.bytes } : {}),
      // 0 where nobody can tell.
      ...(own?.multiplyAdds ? { multiplyAdds: own.multiplyAdds } : {}),
      ...(own?.milliseconds === undefined ? {} : { milliseconds: own.milliseconds }),
    };
  }, [accuracy, card, isSame]);
}
