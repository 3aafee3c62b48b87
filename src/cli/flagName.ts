/**
 * How a field of the experiment is spelt on the command line.
 */
import type { FieldName } from '../spec/experiment.ts';

/** `imageSize` → `image-size`. */
export const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** `imageSize` → `--image-size`. */
export const flagOf = (name: FieldName) => `--${kebab(name)}`;
