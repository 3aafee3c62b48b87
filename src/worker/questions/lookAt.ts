import type { ImageSet } from '../../base/imageSet.ts';
import { squareOfPicture } from '../../data/givenPicture.ts';
import { pictureOf } from '../../data/summary.ts';
import { saidScale } from '../../engine/external/saidScale.ts';
import { build } from '../../engine/families/catalogue.ts';
import { onScale } from '../../engine/families/onScale.ts';
import { toDevice } from '../../engine/layers/hostParameters.ts';
import type { GivenPicture, NetworkLogits, Seen } from '../../protocol/protocol.ts';
import { experimentOf } from '../../spec/link.ts';
import type { OpenedCheckpoint } from '../checkpointFile.ts';
import { membersIn } from '../resources/ensemble.ts';
import { freeParameters } from '../resources/teacherFiles.ts';
import {
  logitsOfPicture,
  mostStudentsAsked,
  saidOfPicture,
  studentsLogits,
  teacherLogitsOfPicture,
} from '../students/pictureLogits.ts';
import { type Answer, type Asked, requireDataset, studentsOfDataset } from './asked.ts';
import { foreignRow, imageSizeOf, withForeign } from './foreign/foreignNetwork.ts';
import { networkBytes, openNetwork } from './openNetwork.ts';

export const lookAt: Answer<'look-at'> = async (question, asked) => {
  await asked.timing.over();
  const { size } = requireDataset(asked).dataset.validation;
  const { centreCrop = 1 } = asked.current() ?? {};
  const images = await imageOf(question.picture, size, centreCrop);
  const kept = question.of && (await Promise.all(question.of.map((id) => asking(id, asked))));
  // Another dataset may have been opened meanwhile, whose networks read squares of another size.
  if (requireDataset(asked).dataset.validation.size !== size) return lookAt(question, asked);
  const { trainedTeacher, measured } = asked.resources;
  const members = measured ? membersIn(measured) : [];
  const [teacher, students, networks, teachers] = await Promise.all([
    trainedTeacher && saidOfPicture(trainedTeacher, images, 0),
    kept ? [] : studentsLogits(studentsOfDataset(asked).slice(0, mostStudentsAsked), images, 0),
    kept && Promise.all(kept.map((ask) => ask(question.picture))),
    members.length > 1
      ? Promise.all(members.map((member) => saidOfPicture(member.teacher, images, 0)))
      : undefined,
  ]);
  const { rgba, size: shown } = pictureOf(networks?.[0]?.images ?? images, 'validation', 0);
  const seen: Seen = {
    picture: { size: shown, rgba },
    ...(teacher ? { teacher } : {}),
    // Of stored logits there may be none of this picture.
    ...(teachers?.every((one) => one !== undefined) ? { teachers } : {}),
    students,
  };
  return networks ? { ...seen, networks: networks.map(({ said }) => said) } : seen;
};

interface Looked {
  readonly images: ImageSet;
  readonly said: NetworkLogits;
}

/** What asks a network of the lab, or of other software, what it sees. */
async function asking(id: string, asked: Asked): Promise<(picture: GivenPicture) => Promise<Looked>> {
  const foreign = await foreignRow(id, asked);
  if (!foreign) {
    const network = await opened(id, asked);
    return (picture) => networkLogits(network, picture);
  }
  const bytes = await networkBytes(id, asked);
  return (picture) =>
    withForeign(foreign, bytes, async ({ logits, metadata }) => {
      const { centreCrop } = experimentOf(foreign.teacher?.experiment ?? '').experiment;
      const images = await imageOf(picture, logits.imageSize ?? imageSizeOf(foreign), centreCrop);
      const found = await teacherLogitsOfPicture(logits, images, 0);
      // Its file need not name its classes; they were those of the images that it was the teacher of.
      const { dataset } = requireDataset(asked);
      const named = classesIn(metadata);
      const isOfOpen = asked.resources.opened?.summary.id === foreign.teacher?.dataset;
      const classes = named.length > 0 ? named : isOfOpen ? dataset.classes : [];
      return { images, said: { id, classes, logits: found } };
    });
}

async function imageOf(picture: GivenPicture, size: number, share: number): Promise<ImageSet> {
  const pixels = await squareOfPicture(picture, size, share);
  return { count: 1, size, pixels, labels: Int32Array.of(0) };
}

interface KeptNetworkOpened extends OpenedCheckpoint {
  readonly id: string;
}

/** Those that looked last: a pen asks ten times a second. */
const recent = new WeakMap<Asked, Map<string, Promise<KeptNetworkOpened>>>();
const mostRecent = 2;

function opened(id: string, asked: Asked): Promise<KeptNetworkOpened> {
  const known = recent.get(asked) ?? new Map<string, Promise<KeptNetworkOpened>>();
  recent.set(asked, known);
  const open = known.get(id) ?? openNetwork(id, asked).then((network) => ({ ...network, id }));
  known.delete(id);
  known.set(id, open);
  for (const [other] of [...known].slice(0, -mostRecent)) known.delete(other);
  open.catch(() => known.delete(id));
  return open;
}

/** What it says of the picture at its own size, scale and share of the short side. */
async function networkLogits(
  { id, checkpoint, metadata }: KeptNetworkOpened,
  picture: GivenPicture,
): Promise<Looked> {
  const { architecture, tensors } = checkpoint;
  const { centreCrop } = experimentOf(metadata.experiment ?? '').experiment;
  const images = await imageOf(picture, architecture.imageSize, centreCrop);
  const model = onScale(build(architecture), saidScale(metadata) ?? 'imagenet');
  const parameters = toDevice(tensors);
  try {
    const logits = logitsOfPicture({ model, parameters }, images, 0);
    return { images, said: { id, classes: classesIn(metadata), logits: await logits } };
  } finally {
    freeParameters(parameters);
  }
}

function classesIn({ classes }: Readonly<Record<string, string>>): readonly string[] {
  try {
    const said: unknown = JSON.parse(classes ?? '[]');
    return Array.isArray(said) ? said.map(String) : [];
  } catch {
    return [];
  }
}
