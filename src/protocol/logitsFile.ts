/**
 * What a file of stored logits says of itself.
 */
import * as v from 'valibot';

/** Its metadata's `kind`. */
export const logitsKind = 'distillation-lab-logits';

/** The header of any other file is longer, or is none. */
const mostHeader = 2 ** 22;

/** What a file of stored logits says of itself, text by name; undefined of any other file. Only its header is read. */
export async function saidOfLogits(blob: Blob): Promise<Readonly<Record<string, string>> | undefined> {
  const length = new DataView(await blob.slice(0, 8).arrayBuffer());
  if (length.byteLength < 8) return undefined;
  const header = Number(length.getBigUint64(0, true));
  if (header > Math.min(mostHeader, blob.size)) return undefined;
  const text = await blob.slice(8, 8 + header).text();
  if (!text.includes(`"${logitsKind}"`)) return undefined;
  try {
    return v.parse(headerSchema, JSON.parse(text)).__metadata__;
  } catch {
    return undefined;
  }
}

const headerSchema = v.object({
  __metadata__: v.pipe(
    v.record(v.string(), v.string()),
    v.check(({ kind }) => kind === logitsKind),
  ),
});
