/** Has the browser save a file under a name. */
export function saveFile(name: string, blob: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // A large file is read for as long as it is written.
  setTimeout(() => URL.revokeObjectURL(link.href), 10 * 60_000);
}
