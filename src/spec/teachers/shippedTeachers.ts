/**
 * The teachers whose weights are in `public/`. Add one: its file there and a line here.
 */
export interface ShippedTeacher {
  /** Relative to the page. */
  readonly file: string;
  readonly dataset: string;
  readonly imageSize: number;
  /** The fingerprint of its weights in releases whose keys of stages said nothing of them: with these they need not. */
  readonly firstWeights?: string;
}

export const shippedTeachers: readonly ShippedTeacher[] = [
  {
    file: 'teachers/insects-resnet20.safetensors',
    dataset: 'insects',
    imageSize: 32,
    firstWeights: 'a74553c2306e5ba2',
  },
];

/** The shipped teacher that fits the experiment's dataset and image size, if there is one. */
export function shippedTeacherFor(
  experiment: Pick<ShippedTeacher, 'dataset' | 'imageSize'>,
): ShippedTeacher | undefined {
  return shippedTeachers.find(
    (teacher) => teacher.dataset === experiment.dataset && teacher.imageSize === experiment.imageSize,
  );
}
