/**
 * Whether an architecture is one that a family was published with, at some width.
 */
import type { Architecture } from '../../spec/network/architecture.ts';
import { catalogue } from './catalogue.ts';
import type { ModelOptions } from './model.ts';

/** Whether nothing but options make it: no channels or blocks were removed, and all its layers are dense. */
export function isAsPublished(architecture: Architecture, options: ModelOptions): boolean {
  const { family, channels, forms, shortcuts, without = [], details = {} } = architecture;
  if (shortcuts || without.length > 0 || Object.values(forms).some(({ kind }) => kind !== 'dense'))
    return false;
  const published = catalogue[family].channels(options);
  return isSame(channels, published) && isSame(details, catalogue[family].details?.(options) ?? {});
}

function isSame(one: Readonly<Record<string, number>>, other: Readonly<Record<string, number>>): boolean {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}
