/**
 * A file seen through a small window that moves as it is read: headers may lie anywhere, and only they are read.
 */

const windowLength = 4096;
/** Of slices: a header behind more than 16 MB of small parts is not looked for. */
const mostSlices = 4096;

export interface FileWindow {
  readonly size: number;
  /** The bytes from `at`. @throws RangeError where the file has not so many, or too much of it was looked at */
  view(at: number, length: number): Promise<DataView>;
}

export function windowOn(blob: Blob): FileWindow {
  let start = 0;
  let held = new ArrayBuffer(0);
  let slices = 0;
  return {
    size: blob.size,
    async view(at, length) {
      if (at < start || at + length > start + held.byteLength) {
        if (at < 0 || at + length > blob.size || ++slices > mostSlices)
          throw new RangeError('beyond the file');
        start = at;
        held = await blob.slice(at, Math.min(blob.size, at + Math.max(length, windowLength))).arrayBuffer();
      }
      return new DataView(held, at - start, length);
    },
  };
}
