/**
 * A teacher whose outputs stand in another order: its head's columns, or what is made of another program's rows.
 */
import { dispose, gather, type Tensor, tensor1d, tidy } from '@tensorflow/tfjs-core';
import { permuted } from '../../analysis/classOrder.ts';
import { named } from '../layers/parameters.ts';
import { type FrozenModel, isExternal, type Teacher } from '../training/teacherLogits.ts';
import { headSpecs } from './features.ts';

export interface ReorderedView {
  /** Gives the same logits in the order asked for; most of its tensors are the given teacher's. */
  readonly teacher: Teacher;
  /** Those that are not, which the caller disposes. */
  readonly own: readonly Tensor[];
}

/** @param order [K], which of the teacher's outputs becomes output i. */
export function reorderedView(teacher: Teacher, order: Int32Array): ReorderedView {
  if (!isExternal(teacher)) {
    const { network, own } = networkInOrder(teacher, order);
    return { teacher: network, own };
  }
  const apply = (rows: Float32Array) => permuted(rows, order);
  const { network, own } = teacher.network
    ? networkInOrder(teacher.network, order)
    : { network: undefined, own: [] };
  return {
    own,
    teacher: {
      ...teacher,
      fingerprint: `${teacher.fingerprint} in order ${order.join()}`,
      over: { base: teacher, apply },
      ...(network ? { network } : {}),
      predict: async (images, count, size) => apply(await teacher.predict(images, count, size)),
    },
  };
}

/**
 * @param teacher is taken over.
 * @param order [K], which of its outputs becomes output i.
 * @returns the teacher in that order, which the caller owns.
 */
export function reorderedTeacher(teacher: Teacher, order: Int32Array): Teacher {
  const { teacher: view, own } = reorderedView(teacher, order);
  if (!isExternal(view)) {
    if (!isExternal(teacher))
      dispose(headSpecs(teacher.model).map(({ name }) => named(teacher.parameters, name)));
    return view;
  }
  return {
    ...view,
    dispose() {
      view.dispose();
      dispose([...own]);
    },
  };
}

function networkInOrder({ model, parameters: given }: FrozenModel, order: Int32Array) {
  const head = headSpecs(model).map(({ name, shape }) => {
    const inOrder = tidy(() => gather(named(given, name), tensor1d(order, 'int32'), shape.length - 1));
    return [name, inOrder] as const;
  });
  const network: FrozenModel = { model, parameters: { ...given, ...Object.fromEntries(head) } };
  return { network, own: head.map(([, tensor]) => tensor) };
}
