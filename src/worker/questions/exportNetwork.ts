import type { Answer } from './asked.ts';
import type { Outgoing } from './exports.ts';
import { withKept } from './family/keptToExport.ts';
import { teacherToExport, withStudent } from './outgoing.ts';

export const exportNetwork: Answer<'export-network'> = async ({ of, format }, asked) => {
  const { exported } = await import('./exports.ts');
  const write = (outgoing: Outgoing) => exported(outgoing, format);
  if (typeof of === 'object') return withKept(asked, of.network, write);
  return of === 'teacher' ? write(teacherToExport(asked)) : withStudent(asked, of, write);
};
