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
import { openSafetensors } from '../../../engine/weights/safetensors.ts';
import { requireSound, unsoundIn } from '../../../engine/weights/soundness.ts';
import { weightsDigest } from '../../../engine/weights/weightsDigest.ts';
import { asProblem, problem } from '../../../lang/problem.ts';
import type { Said } from '../../../lang/sentence.ts';
import type { Quantities, QuantityName } from '../../../protocol/quantityNames.ts';
import type { Architecture } from '../../../spec/network/architecture.ts';
import { saidArchitecture } from '../../checkpointFile.ts';
import { sizeOf } from '../../students/networkSize.ts';
import { type Answer, requireNetworks } from '../asked.ts';

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
      const { architecture, size } = await requireNetwork(bytes);
      const weights = await weightsDigest(bytes);
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
      if (code !== 'weights-invalid' && code !== 'teacher-mismatch') throw thrown;
      refused.push({ name: memberName(row), why: what });
    }
  }
  return { added, present, gone, noRoom, refused };
};

/** What its file says is counted there, not believed; how long it took is of another machine. */
const measured = (told: FamilyRow['measurements'], size: Quantities): FamilyRow['measurements'] =>
  Object.fromEntries(
    Object.entries(told).flatMap(([name, value]) =>
      name === 'milliseconds' ? [] : [[name, size[name as QuantityName] ?? value]],
    ),
  );

/**
 * The architecture that a file says, which its tensors must fit, with its size; nothing goes to the device.
 *
 * @throws ProblemError `weights-invalid`, `teacher-mismatch`
 */
async function requireNetwork(
  bytes: Uint8Array<ArrayBuffer>,
): Promise<{ readonly architecture: Architecture; readonly size: Quantities }> {
  const { tensors, metadata } = await openSafetensors(bytesInMemory(bytes));
  const architecture = saidArchitecture(metadata);
  if (!architecture) {
    throw problem(
      'weights-invalid',
      'The file of this network does not say its architecture.',
      'Run its experiment again, or choose another network.',
    );
  }
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
