/**
 * The files of a drop, those inside its folders too. What reads them loads when something first hovers over the page; a browser
 * hands items over only while it tells of the drop, so they are taken before that has loaded.
 */
const loadReader = () => import('file-selector');

/** Begins to load what reads a drop. */
export function expectDrop(): void {
  loadReader().catch(() => undefined);
}

/** To be called while the event is handled. */
export async function droppedFiles({ dataTransfer }: DragEvent): Promise<readonly File[]> {
  const items = [...(dataTransfer?.items ?? [])].map((item) => {
    const [entry, file] = [item.webkitGetAsEntry?.() ?? null, item.getAsFile()];
    const { kind, type } = item;
    return { kind, type, getAsFile: () => file, webkitGetAsEntry: () => entry };
  });
  const { fromEvent } = await loadReader();
  const dropped = await fromEvent({ type: 'drop', dataTransfer: { items } } as unknown as Event);
  return dropped.filter((item) => item instanceof File);
}
