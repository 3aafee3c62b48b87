/**
 * Folders of real images for tests that run in a browser, which has no files of its own. They are looked for where
 * LAB_DATA says, else beside the repository; where there are none, such tests skip.
 */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';

const data = process.env.LAB_DATA ?? resolve(import.meta.dirname, '../../../../shared/data');

/**
 * Paths of the files under a folder of the data, from that folder, in order; none where there is no such folder.
 *
 * @param {unknown} _ the test's context, which every command is given
 * @param {string} folder
 * @returns {Promise<string[]>}
 */
export async function realFolder(_, folder) {
  const top = join(data, folder);
  if (!existsSync(top)) return [];
  const entries = await readdir(top, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(top, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

/**
 * One of those files, in base 64.
 *
 * @param {unknown} _
 * @param {string} folder
 * @param {string} path
 */
export async function realFile(_, folder, path) {
  return readFile(join(data, folder, path), 'base64');
}
