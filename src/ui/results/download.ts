/** Hands bytes or text to the visitor as a file. */
export function download(name: string, type: string, content: string | Uint8Array<ArrayBuffer>) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser takes the bytes after this turn of its loop; a minute is more than it needs.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
