/**
 * The teacher's logits of the validation images, asked for once per dataset and teacher: dragging T needs no worker.
 */
import { useEffect, useState } from 'react';
import type { TeacherTable } from '../../protocol/protocol.ts';
import { useLab, useLabActions } from '../../state/lab/useLab.ts';
import { type Asked, type Heard, listen, useAsked } from './useExample.ts';

export function useTeacherTable(): Asked<TeacherTable | undefined> {
  const dataset = useLab((lab) => lab.dataset);
  const teacher = useLab((lab) => lab.teacher);
  const { teacherTable } = useLabActions();
  const [heard, setHeard] = useState<Heard<TeacherTable | undefined> & { readonly of?: typeof teacher }>();
  useEffect(() => {
    if (!dataset) return;
    return listen(teacherTable(), (part) => setHeard({ dataset, of: teacher, ...part }));
  }, [dataset, teacher, teacherTable]);
  return useAsked(heard, dataset);
}
