/**
 * What every program that uses a network says of it, and how.
 */

export interface SnippetAbout {
  /** Names, in the order of the logits. */
  readonly classes: readonly string[];
  /** Of red, green and blue, in [0, 1] units. */
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
  /** Height and width, S. */
  readonly imageSize: number;
  /** Share of a picture's short side that is kept, (0, 1]; all of it where absent. */
  readonly centreCrop?: number | undefined;
  /** What the snippet opens: the path of `model.json`, `….safetensors` or `….onnx`. */
  readonly fileName: string;
}

/** Text, lists of text and lists of numbers are written alike in JSON, in JavaScript and in Python. */
export const literal = (value: string | readonly (string | number)[]): string =>
  typeof value === 'string'
    ? JSON.stringify(value)
    : `[${value.map((one) => JSON.stringify(one)).join(', ')}]`;

/** The picture's short side at which its centre is S pixels wide. */
export const shortSide = ({ imageSize, centreCrop = 1 }: SnippetAbout) => Math.round(imageSize / centreCrop);
