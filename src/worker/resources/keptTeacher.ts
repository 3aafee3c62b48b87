/**
 * Opens a teacher that this browser kept, if it is still what was kept.
 */
import type { Store } from '../../data/store/store.ts';
import { type ProblemCode, ProblemError } from '../../lang/problem.ts';
import type { Sentence } from '../../lang/sentence.ts';

/** What is thrown of weights, and not of a device or of memory. */
const ofWeights: ReadonlySet<ProblemCode> = new Set(['weights-invalid', 'teacher-mismatch', 'teacher-head']);

/**
 * A damaged one is set aside, so that nothing that is asked of the store later finds it.
 *
 * @param mustFit the experiment decided what was kept, so that weights that do not fit it are damaged too; of a teacher that
 *   was chosen among all that are kept they are the wrong choice, and whole.
 * @returns undefined where there is none; `damage` says what is wrong with it.
 * @throws what `open` throws of whole weights, and of anything but weights
 */
export async function openKeptTeacher<Opened>(
  store: Store,
  id: string,
  open: (bytes: Uint8Array) => Promise<Opened>,
  mustFit: boolean,
): Promise<{ readonly opened: Opened } | { readonly damage: Sentence } | undefined> {
  const kept = await store.teacher(id);
  if (!kept) return undefined;
  const aside = async (damage: Sentence) => {
    // Where even that fails, it is still not used.
    await store.setTeacherAside(id).catch(() => undefined);
    return { damage };
  };
  if ('damage' in kept) return aside(kept.damage);
  const { bytes, isChecked } = kept;
  try {
    const opened = await open(bytes);
    if (!isChecked) await store.confirmTeacher(id, bytes).catch(() => undefined);
    return { opened };
  } catch (thrown) {
    if (!(thrown instanceof ProblemError) || !ofWeights.has(thrown.problem.code)) throw thrown;
    const isDamaged = mustFit || (!isChecked && thrown.problem.code === 'weights-invalid');
    if (!isDamaged) throw thrown;
    return aside(thrown.problem.what);
  }
}
