import { problem } from '../../lang/problem.ts';
import type { SavedTeacher } from '../../protocol/records.ts';
import { type Answer, requireMeasured, requireStore } from './asked.ts';
import { teacherToExport, writeWeights } from './outgoing.ts';

export const savedTeachers: Answer<'saved-teachers'> = async (_, { store }) =>
  (await store.now())?.teachers() ?? [];

export const saveTeacher: Answer<'save-teacher'> = async ({ label }, asked) => {
  const { card } = requireMeasured(asked, 0, () =>
    problem('teacher-missing', 'There is no trained teacher to save yet.', 'Train one first.'),
  );
  const store = await requireStore(asked);
  const outgoing = teacherToExport(asked);
  const saved: SavedTeacher = {
    id: `saved-${crypto.randomUUID().slice(0, 8)}`,
    label: label.trim().slice(0, 80) || card.label,
    dataset: asked.resources.opened?.dataset.id ?? '',
    accuracy: card.accuracy,
    savedAt: new Date().toISOString(),
  };
  await store.keepTeacher(saved, await writeWeights(outgoing));
  return saved;
};

export const forgetTeacher: Answer<'forget-teacher'> = async ({ id }, asked) => {
  await (await requireStore(asked)).forgetTeacher(id);
  return savedTeachers({ type: 'saved-teachers' }, asked);
};
