/**
 * A teacher whose outputs stand in another order: its head's columns, or what is made of another program's rows.
 */
import { dispose, gather, type Tensor, tensor1d, tidy } from '@tensorflow/tfjs-core';
import { permuted } from '../../analysis/classOrder.ts';
import { named } from '../layers/parameters.ts';
import { type FrozenModel, isExternal, type Teacher } from '../training/teacherLogits.ts';
import { headSpecs } from './features.ts';

/**
 * @param teacher is taken over.
 * @param order [K], which of its outputs becomes output i.
 * @param table [N, K], answers of it
 * @returns the teacher in that order, which the caller owns, and its answers.
 */
export function reorderedTeacher(
  teacher: Teacher,
  order: Int32Array,
  table: Float32Array,
): { readonly teacher: Teacher; readonly table: Float32Array } {
  const inOrder = permuted(table, order);
  if (isExternal(teacher)) {
    const apply = (rows: Float32Array) => permuted(rows, order);
    const network = teacher.network && reorderedNetwork(teacher.network, order);
    return {
      table: inOrder,
      teacher: {
        ...teacher,
        fingerprint: `${teacher.fingerprint} in order ${order.join()}`,
        over: { base: teacher, apply },
        ...(network ? { network } : {}),
        predict: async (images, count, size) => apply(await teacher.predict(images, count, size)),
        dispose() {
          teacher.dispose();
          // Those of its tensors that took the place of the teacher's own.
          dispose({ ...network?.parameters });
        },
      },
    };
  }
  return { table: inOrder, teacher: reorderedNetwork(teacher, order) };
}

/** Takes the network over. */
function reorderedNetwork({ model, parameters: given }: FrozenModel, order: Int32Array): FrozenModel {
  const parameters: Record<string, Tensor> = { ...given };
  for (const { name, shape } of headSpecs(model)) {
    const before = named(parameters, name);
    parameters[name] = tidy(() => gather(before, tensor1d(order, 'int32'), shape.length - 1));
    before.dispose();
  }
  return { model, parameters };
}
