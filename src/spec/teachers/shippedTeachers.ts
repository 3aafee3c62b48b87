/**
 * The teachers whose weights are in `public/`. Add one: its file there and a line here.
 */
export interface ShippedTeacher {
  /** Relative to the page. */
  readonly file: string;
  readonly dataset: string;
  readonly imageSize: number;
}

export const shippedTeachers: readonly ShippedTeacher[] = [
  { file: 'teachers/insects-resnet20.safetensors', dataset: 'insects', imageSize: 32 },
];

/** The shipped teacher that fits the experiment's dataset and image size, if there is one. */
export function shippedTeacherFor(
  experiment: Pick<ShippedTeacher, 'dataset' | 'imageSize'>,
): ShippedTeacher | undefined {
  return shippedTeachers.find(
    (teacher) => teacher.dataset === experiment.dataset && teacher.imageSize === experiment.imageSize,
  );
}
