/**
 * What there is to say of the order of a teacher's outputs.
 */
import type { ClassOrder } from '../../protocol/classOrder.ts';
import type { TeacherCard } from '../../protocol/records.ts';
import type { Experiment } from '../../spec/experiment.ts';

export interface OrderFinding {
  /** `reordered`: another order was found, and is used. */
  readonly kind: 'permuted' | 'reordered' | 'unrelated';
  readonly order: ClassOrder;
}

/**
 * Undefined where nothing is: the order fits, is not known yet, or belongs to a teacher that was trained here, whose classes
 * are the dataset's whatever it has learned.
 */
export function orderFinding(
  { teacher: choice, teacherOrder }: Pick<Experiment, 'teacher' | 'teacherOrder'>,
  teacher: TeacherCard | undefined,
): OrderFinding | undefined {
  const order = teacher?.order;
  if (!order || order.verdict === 'fits' || teacher.source === 'trained') return undefined;
  // The form may name another by now.
  if ((choice === 'file') !== (teacher.source === 'file')) return undefined;
  if (order.verdict === 'unrelated') return { kind: 'unrelated', order };
  return { kind: teacherOrder === 'best' ? 'reordered' : 'permuted', order };
}
