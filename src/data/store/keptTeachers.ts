/**
 * Teachers that this browser keeps: a row each, and the safetensors file that it names.
 */

import { words } from '../../lang/sentence.ts';
import { type KeptFiles, keptFileOf, type NamedFile } from './keptFiles.ts';
import type { Database } from './keptIndex.ts';
import { readTeacher } from './keptRows.ts';
import type { Store } from './store.ts';

/** Where earlier releases wrote a teacher; their rows do not say. */
const firstFile = (id: string) => `teacher-${id}`;

/** Callers see to it that nobody changes anything meanwhile. */
export function keptTeachers(database: Database, files: KeptFiles, tidy: () => Promise<void>) {
  const row = async (id: string): Promise<unknown> => (await database()).get('teachers', id);
  const fileOf = async (id: string): Promise<NamedFile> =>
    readTeacher(await row(id))?.file ?? { name: firstFile(id) };

  async function forgetTeacher(id: string) {
    const { name } = await fileOf(id);
    await (await database()).delete('teachers', id);
    await files.remove(name);
  }

  return {
    async names() {
      const all = await (await database()).getAllKeys('teachers');
      return Promise.all(all.map(async (id) => (await fileOf(id)).name));
    },
    async teachers() {
      const saved = (await (await database()).getAll('teachers')).flatMap(
        (kept) => readTeacher(kept)?.saved ?? [],
      );
      return saved.sort((a, b) => (a.savedAt < b.savedAt ? 1 : -1));
    },
    async teacher(id) {
      const kept = await row(id);
      if (kept === undefined) return undefined;
      if (!readTeacher(kept)) return { damage: words`What was noted of it cannot be read.` };
      const file = await fileOf(id);
      const read = await files.read(file);
      return 'damage' in read ? read : { ...read, isChecked: file.sha256 !== undefined };
    },
    async keepTeacher(saved, bytes) {
      const file = await files.write(firstFile(saved.id), bytes);
      await (await database()).put('teachers', { ...saved, file });
      await tidy();
    },
    async confirmTeacher(id, bytes) {
      const kept = readTeacher(await row(id));
      if (!kept || kept.file) return;
      const file = await keptFileOf(firstFile(id), bytes);
      await (await database()).put('teachers', { ...kept.saved, file });
    },
    async setTeacherAside(id) {
      // First the copy: a page that ends here finds the same damage again. Where there is no room for it, it is removed.
      await files.copyAside((await fileOf(id)).name).catch(() => undefined);
      await forgetTeacher(id);
    },
    forgetTeacher,
  } satisfies Partial<Store> & { names(): Promise<readonly string[]> };
}
