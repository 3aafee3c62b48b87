/**
 * Every network that an experiment can name. What builds them stands under the same names in `engine/families/catalogue.ts`.
 */
import type { FamilyDeclaration } from '../declare.ts';
import { cifarResnets } from './cifarResnet.ts';
import { cnn } from './cnn.ts';
import { convnexts } from './convnext.ts';
import { mlp } from './mlp.ts';
import { mobilenet } from './mobilenet.ts';
import { mobilenetV2 } from './mobilenetV2.ts';
import { rednets } from './rednet.ts';
import { resnets } from './resnet.ts';
import { transformers } from './transformers.ts';

export const families = {
  ...cifarResnets,
  ...resnets,
  ...rednets,
  ...convnexts,
  ...transformers,
  mobilenetv2: mobilenetV2,
  mobilenet,
  cnn,
  mlp,
} as const satisfies Record<string, FamilyDeclaration>;

export type FamilyName = keyof typeof families;

/** A declaration seen without its own names. */
export const declaredFamily = (name: FamilyName): FamilyDeclaration => families[name];

/** Whether networks of the family lack it; unknown of a student that is no family, such as the teacher itself. */
export const lacks = (student: string, what: NonNullable<FamilyDeclaration['lacks']>[number]): boolean =>
  Object.hasOwn(families, student) && (declaredFamily(student as FamilyName).lacks?.includes(what) ?? false);

/** The channels of the widest group of such a student; undefined where nobody says. */
export function mostChannels(student: string, width: number): number | undefined {
  if (!Object.hasOwn(families, student)) return undefined;
  const { mostChannels: most } = declaredFamily(student as FamilyName);
  return most && Math.max(1, Math.round(most * width));
}
