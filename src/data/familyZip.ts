/**
 * Several kept networks as one zip, written and read a network at a time.
 */
import { Zip, ZipPassThrough } from 'fflate';
import { sha256 } from '../base/sha256.ts';
import { BrokenZip } from '../base/zip/directory.ts';
import { problem } from '../lang/problem.ts';
import { type Sentence, words } from '../lang/sentence.ts';
import { familyIndex, indexPlace } from '../protocol/networkIndex.ts';
import { type FamilyRow, type RefusedMember, readFamilyRows } from './familyRows.ts';
import { type ZipMember, zipMembers } from './modelZip.ts';

/** Stored as they are: weights hardly shrink. */
export async function zipOneByOne(
  files: AsyncIterable<readonly [path: string, bytes: Uint8Array]>,
): Promise<Blob> {
  // A blob need not stay in memory.
  const parts: Blob[] = [];
  let failure: Error | undefined;
  const zip = new Zip((reason, chunk) => {
    if (reason) failure = reason;
    else parts.push(new Blob([new Uint8Array(chunk)]));
  });
  for await (const [path, bytes] of files) {
    const file = new ZipPassThrough(path);
    zip.add(file);
    file.push(bytes, true);
    if (failure) throw failure;
  }
  zip.end();
  if (failure) throw failure;
  return new Blob(parts, { type: 'application/zip' });
}

export interface FamilyMember {
  readonly row: FamilyRow;
  /** Its file, held against its checksum; or why it is not taken in. */
  read(): Promise<{ readonly bytes: Uint8Array<ArrayBuffer> } | { readonly why: Sentence }>;
}

export interface Family {
  /** Parents before their children. */
  readonly members: readonly FamilyMember[];
  readonly refused: readonly RefusedMember[];
  /** SHA-256 of its index: the same family once more has the same. */
  readonly digest: string;
}

const mostIndex = 16 * 2 ** 20;
/** Bytes of all that a zip may hold once unpacked: a small file can promise any amount. */
const mostTogether = 2 ** 30;

/** For people: two of one family are called alike. */
export const memberName = ({ label, file }: FamilyRow): string => `${label} (${file})`;

/**
 * What a zip of networks holds. Nothing is unpacked but its index.
 *
 * @param name of the file, for people
 * @param most bytes that a network may take
 * @throws ProblemError `weights-invalid` where it is no zip, has no index or one that is not read here, or holds more;
 *   `file-unreadable`
 */
export async function openFamily(archive: Blob, name: string, most: number): Promise<Family> {
  const members = await zipMembers(archive).catch((thrown) => {
    throw thrown instanceof BrokenZip ? noFamily(words`${name} is no zip file, or is damaged.`) : thrown;
  });
  const place = indexPlace([...members.keys()]);
  const index = members.get(place ?? '');
  const folder = place?.slice(0, place.lastIndexOf('/') + 1) ?? '';
  if (!index) throw noFamily(words`${name} is no family of networks: there is no ${familyIndex} in it.`);
  if (index.size > mostIndex) throw noFamily(words`${familyIndex} in ${name} is too large.`);
  const json = await textOf(index);
  if (json === undefined) throw noFamily(words`${name} is no zip file, or is damaged.`);
  const { rows, refused } = readFamilyRows(json, name);
  const found: FamilyMember[] = [];
  const lacking: RefusedMember[] = [];
  const used = new Set<string>();
  let together = 0;
  for (const row of rows) {
    const member = members.get(folder + row.file);
    const lack = (why: Sentence) => lacking.push({ name: memberName(row), why });
    if (!member) lack(words`There is no such file in the zip.`);
    else if (used.has(row.file)) lack(words`Another network of the zip has the same file.`);
    else if (member.size > most) {
      lack(words`It has ${megabytes(member.size)} MB, more than all networks together may take here.`);
    } else {
      used.add(row.file);
      together += member.size;
      found.push({ row, read: () => readMember(member, row) });
    }
  }
  if (together > mostTogether) {
    throw noFamily(words`${name} holds more than ${megabytes(mostTogether)} MB once unpacked.`);
  }
  const digest = await sha256(new TextEncoder().encode(json));
  return { members: found, refused: [...refused, ...lacking], digest };
}

const megabytes = (bytes: number) => Math.round(bytes / 2 ** 20);

const noFamily = (what: Sentence) =>
  problem('weights-invalid', what, 'Choose the zip that “Take the whole family” wrote in another browser.');

/** Undefined where it is damaged. */
const textOf = (member: ZipMember): Promise<string | undefined> =>
  member
    .read()
    .then((blob) => blob.text())
    .catch((thrown) => {
      if (thrown instanceof BrokenZip) return undefined;
      throw thrown;
    });

async function readMember(member: ZipMember, row: FamilyRow): ReturnType<FamilyMember['read']> {
  try {
    const bytes = new Uint8Array(await (await member.read()).arrayBuffer());
    return (await sha256(bytes)) === row.sha256
      ? { bytes }
      : { why: words`Its file has another checksum than ${familyIndex} says.` };
  } catch (thrown) {
    if (thrown instanceof BrokenZip) return { why: words`Its file is damaged.` };
    throw thrown;
  }
}
