/**
 * Folders that hold nothing, which a list of files cannot show: a class may be among them.
 */
import { cleanPath } from './givenFiles.ts';

/** The parts of the browser's `FileSystemDirectoryEntry` (File and Directory Entries API) that are used here. */
export interface FolderEntry {
  readonly isDirectory: boolean;
  readonly fullPath: string;
  createReader?(): {
    readEntries(done: (entries: readonly FolderEntry[]) => void, failed: (reason: unknown) => void): void;
  };
}

/** To be called before the drop event returns: afterwards its items are gone. */
export function droppedEntries(event: DragEvent): readonly FolderEntry[] {
  return [...(event.dataTransfer?.items ?? [])].flatMap((item) => item.webkitGetAsEntry?.() ?? []);
}

/** Paths, as those of `givenFolder`, of all empty folders in and below `entries`; none that cannot be read. */
export async function emptyFolders(entries: readonly FolderEntry[]): Promise<readonly string[]> {
  const found = await Promise.all(
    entries.map(async (entry) => {
      if (!entry.isDirectory) return [];
      const inside = await entriesOf(entry).catch(() => undefined);
      if (!inside) return [];
      return inside.length === 0 ? [cleanPath(entry.fullPath)] : emptyFolders(inside);
    }),
  );
  return found.flat();
}

/** A reader gives its entries in portions, the last of which is empty. */
async function entriesOf(folder: FolderEntry): Promise<readonly FolderEntry[]> {
  const reader = folder.createReader?.();
  const all: FolderEntry[] = [];
  for (;;) {
    const portion = await new Promise<readonly FolderEntry[]>((done, failed) => {
      if (reader) reader.readEntries(done, failed);
      else done([]);
    });
    if (portion.length === 0) return all;
    all.push(...portion);
  }
}
