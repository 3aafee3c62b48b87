/**
 * Networks from another browser: each passes the gate by itself, and what is refused holds up no other.
 */

import type { FamilyRow, RefusedMember } from '../../../data/familyRows.ts';
import { memberName, openFamily } from '../../../data/familyZip.ts';
import { build, catalogue } from '../../../engine/families/catalogue.ts';
import type { HostParameter } from '../../../engine/layers/hostParameters.ts';
import { bytesInMemory } from '../../../engine/weights/byteSource.ts';
import { differencesOf, isFit, mismatch } from '../../../engine/weights/fit.ts';
import { plainKeys } from '../../../engine/weights/plainKeys.ts';
import { recognise } from '../../../engine/weights/recognise.ts';
import { openSafetensors } from '../../../engine/weights/safetensors.ts';
import { requireSound, unsoundIn } from '../../../engine/weights/soundness.ts';
import type { NamedShapes } from '../../../engine/weights/storedTensor.ts';
import { weightsDigest } from '../../../engine/weights/weightsDigest.ts';
import { asProblem, type ProblemCode } from '../../../lang/problem.ts';
import type { Said } from '../../../lang/sentence.ts';
import type { Quantities, QuantityName } from '../../../protocol/quantityNames.ts';
import { experimentOf } from '../../../spec/link.ts';
import type { Architecture } from '../../../spec/network/architecture.ts';
import { saidArchitecture } from '../../checkpointFile.ts';
import { sizeOf } from '../../students/networkSize.ts';
import { type Answer, requireNetworks } from '../asked.ts';
import { requireForeign } from '../foreign/requireForeign.ts';

/** What is wrong with a file, and not with the place where networks are kept. */
const ofFiles: ReadonlySet<ProblemCode> = new Set([
  'weights-invalid',
  'teacher-mismatch',
  'teacher-head',
  'file-unreadable',
]);

export const importNetworks: Answer<'import-networks'> = async ({ name, blob }, asked) => {
  const store = await requireNetworks(asked);
  const { members, refused: before, digest } = await openFamily(blob, name, store.room);
  const refused: RefusedMember[] = [...before];
  const noRoom: string[] = [];
  const [at, from] = [Date.now(), name.slice(0, 300)];
  // None of a family makes room for another of it.
  const family = new Set<string>();
  let [added, present, gone] = [0, 0, 0];
  for (const { row, read } of members) {
    const file = await read();
    if ('why' in file) {
      refused.push({ name: memberName(row), why: file.why });
      continue;
    }
    const { bytes } = file;
    const { createdAt, taught, file: _, sha256: __, bytes: ___, measurements: told, ...about } = row;
    try {
      const { architecture, size, weights } = row.foreign
        ? { ...(await requireForeign(row.foreign, bytes, row.label)), architecture: undefined }
        : {
            ...(await requireNetwork(bytes, imageSizeOf(row))),
            weights: await weightsDigest(bytes),
          };
      const brought = {
        about: { ...about, measurements: measured(told, size), architecture, weights },
        ...{ createdAt, taught },
        imported: { at, from },
        family: digest,
        bytes,
      };
      const { outcome, id, gone: more } = await store.bring(brought, family);
      gone += more;
      if (outcome === 'no-room') {
        noRoom.push(memberName(row));
        continue;
      }
      family.add(id);
      if (outcome === 'added') added++;
      else present++;
    } catch (thrown) {
      // The disk may have less room than the store.
      if (thrown instanceof DOMException && thrown.name === 'QuotaExceededError') {
        noRoom.push(memberName(row));
        continue;
      }
      const { code, what } = asProblem(thrown);
      // Whatever comes after it would not be kept either.
      if (!ofFiles.has(code)) throw thrown;
      refused.push({ name: memberName(row), why: what });
    }
  }
  return { added, present, gone, noRoom, refused };
};

/** @throws ProblemError `teacher-mismatch`, `teacher-head` where it is none of ours */
function recognised(tensors: NamedShapes, imageSize: number): Architecture {
  const { architecture } = recognise(tensors);
  // Where the weights fix the images' size, it is recognised too.
  const other = { ...architecture, imageSize };
  return isFit(differencesOf(build(other).parameters, plainKeys(tensors))) ? other : architecture;
}

/** What its file says is counted there, not believed; how long it took is of another machine. */
const measured = (told: FamilyRow['measurements'], size: Quantities): FamilyRow['measurements'] =>
  Object.fromEntries(
    Object.entries(told).flatMap(([name, value]) =>
      name === 'milliseconds' ? [] : [[name, size[name as QuantityName] ?? value]],
    ),
  );

/** Height and width of the images of the experiment that it is of. */
function imageSizeOf({ origin, teacher }: FamilyRow): number {
  const { experiment } = experimentOf((origin ?? teacher)?.experiment ?? '');
  return (origin && experiment.studentImageSize) || experiment.imageSize;
}

/**
 * The architecture that a file says, which its tensors must fit, or that is recognised by their names and shapes, with its
 * size; nothing goes to the device.
 *
 * @param imageSize where neither says it
 * @throws ProblemError `weights-invalid`, `teacher-mismatch`
 */
async function requireNetwork(
  bytes: Uint8Array<ArrayBuffer>,
  imageSize: number,
): Promise<{ readonly architecture: Architecture; readonly size: Quantities }> {
  const { tensors, metadata } = await openSafetensors(bytesInMemory(bytes));
  const architecture = saidArchitecture(metadata) ?? recognised(tensors, imageSize);
  const given = plainKeys(tensors);
  const differences = differencesOf(build(architecture).parameters, given);
  if (!isFit(differences)) {
    throw mismatch(catalogue[architecture.family].label, differences, 'teacher-mismatch');
  }
  const faults: Said[] = [];
  const held: Record<string, HostParameter> = {};
  for (const [name, { shape, values }] of given) {
    const numbers = await values();
    faults.push(...unsoundIn(name, numbers));
    held[name] = { shape, values: numbers };
  }
  requireSound(faults);
  return { architecture, size: sizeOf({ architecture, tensors: held }) };
}
