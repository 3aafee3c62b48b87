/**
 * Real data for tests in a browser: files of the shared folder, which lies outside the project and may be absent.
 */
import { commands } from 'vitest/browser';

/** @param path from the shared folder; undefined where there is no such file. */
export async function labFile(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  // `vite.config.ts` says where the folder is, and lets it be read.
  const folder: unknown = import.meta.env.LAB_DATA;
  try {
    const base64 = await commands.readFile(`${folder}/${path}`, 'base64');
    return Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0));
  } catch (thrown) {
    if (String(thrown).includes('ENOENT')) return undefined;
    throw thrown;
  }
}

/** The JSON file's content, as the caller knows it to be. */
export async function labJson<Content>(path: string): Promise<Content | undefined> {
  const bytes = await labFile(path);
  return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as Content);
}
