/**
 * What files of weights decide where the command line leaves a field open.
 *
 * The command of the experiment that the lab reproduces does not name the size of its images, its crops and its loss: they
 * stand in its program. Of a network of torchvision's, such a command means them, so they are taken from the preset; but of a
 * network that the lab made for images of another size, that size alone.
 */

import type { ModelCard } from '../protocol/records.ts';
import type { Experiment, FieldName } from '../spec/experiment.ts';
import { declaredFamily } from '../spec/families/catalogue.ts';
import { namesDeciding, spelt } from '../spec/keys.ts';
import { experimentOf } from '../spec/link.ts';
import { seedExperiment, seedProgram } from '../spec/presets.ts';
import { readExperiment } from '../spec/readExperiment.ts';
import { flagOf } from './flagName.ts';

/** Which networks the files hold; undefined where no weights were given, or where other software runs them. */
export interface FilesHold {
  readonly student: ModelCard | undefined;
  readonly teacher: ModelCard | undefined;
  /** What a file of stored logits says of itself. */
  readonly logits?: Readonly<Record<string, string>> | undefined;
}

export interface Completed {
  readonly experiment: Experiment;
  /** For a person: what was taken from where. */
  readonly sentences: readonly string[];
}

const isTorchvisions = ({ name }: ModelCard) =>
  name !== 'foreign' && declaredFamily(name).torchvision !== undefined;

const ofProgram = Object.keys(seedProgram) as readonly (keyof typeof seedProgram)[];

/** Which images there are, and in which views; which folder, another flag says. */
const ofImages = namesDeciding('images', 'shown').filter((name) => name !== 'dataset');

/** @param open fields that nobody has decided */
export function complete(given: Experiment, open: readonly FieldName[], hold: FilesHold): Completed {
  const sentences: string[] = [];
  let experiment = given;
  /** Takes what is open, and says it as flags. */
  const take = (names: readonly FieldName[], from: Readonly<Partial<Record<FieldName, unknown>>>) => {
    const wanted = names.filter((name) => open.includes(name) && from[name] !== experiment[name]);
    const before = experiment;
    experiment = readExperiment(
      wanted.map((name) => [name, from[name]]),
      before,
    ).experiment;
    // A file may hold what no setting allows; opening it then says so.
    const taken = wanted.filter((name) => experiment[name] !== before[name]);
    return taken.map((name) => `${flagOf(name)} ${spelt(name, experiment)}`).join(' ');
  };
  const { student, teacher, logits } = hold;
  if (logits) {
    const said = take(ofImages, experimentOf(logits.experiment ?? '').experiment);
    if (said) sentences.push(`The file of logits was made of other images or views: ${said}.`);
  }
  if (student) {
    const said = take(['student', 'studentWidth'], { student: student.name, studentWidth: student.width });
    if (said) sentences.push(`The student’s file holds ${student.label}: ${said}.`);
  }
  const whose = student ? { card: student, file: 'student' } : { card: teacher, file: 'teacher' };
  const size = whose.card?.madeFor;
  if (whose.card && size !== undefined && size !== seedProgram.imageSize) {
    const said = take(['imageSize'], { imageSize: size });
    if (said) sentences.push(`The ${whose.file}’s file says images of ${size} × ${size} pixels: ${said}.`);
  } else if (whose.card && isTorchvisions(whose.card)) {
    const said = take(student ? [...ofProgram, 'studentFreeze'] : ofProgram, seedExperiment);
    if (said) {
      sentences.push(
        `The ${whose.file}’s file holds ${whose.card.label} as torchvision has it, so what is not given is as in --preset seed: ${said}.`,
      );
    }
  }
  return { experiment, sentences };
}

/** With all that files of torchvision's networks may decide, before they are opened. */
export function completed(experiment: Experiment, open: readonly FieldName[]): Experiment {
  const taken = [...ofProgram, 'studentFreeze' as const].filter((name) => open.includes(name));
  return readExperiment(
    taken.map((name) => [name, seedExperiment[name]]),
    experiment,
  ).experiment;
}
