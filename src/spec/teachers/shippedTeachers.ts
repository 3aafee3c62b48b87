/**
 * The teachers whose weights are in `public/`. Add one: its file there and a line here.
 */
/** The first is what `auto` takes. */
const shippedNames = ['shipped', 'rednet-shipped'] as const;
export type ShippedName = (typeof shippedNames)[number];

export const isShipped = (choice: string): choice is ShippedName =>
  (shippedNames as readonly string[]).includes(choice);

export interface ShippedTeacher {
  /** What names it in an experiment. */
  readonly name: ShippedName;
  /** Relative to the page. */
  readonly file: string;
  readonly dataset: string;
  readonly imageSize: number;
  /** The fingerprint of its weights in releases whose keys of stages said nothing of them: with these they need not. */
  readonly firstWeights?: string;
}

export const shippedTeachers: readonly ShippedTeacher[] = [
  {
    name: 'shipped',
    file: 'teachers/insects-resnet20.safetensors',
    dataset: 'insects',
    imageSize: 32,
    firstWeights: 'a74553c2306e5ba2',
  },
  {
    name: 'rednet-shipped',
    file: 'teachers/insects-rednet.safetensors',
    dataset: 'insects',
    imageSize: 32,
  },
];

/** The shipped teacher of that name that fits the experiment's dataset and image size, if there is one. */
export function shippedTeacherFor(
  experiment: Pick<ShippedTeacher, 'dataset' | 'imageSize'>,
  name: ShippedName = 'shipped',
): ShippedTeacher | undefined {
  return shippedTeachers.find(
    (teacher) =>
      teacher.name === name &&
      teacher.dataset === experiment.dataset &&
      teacher.imageSize === experiment.imageSize,
  );
}
