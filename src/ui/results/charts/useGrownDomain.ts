import { useState } from 'react';
import { type Domain, grownDomain, logDomain, niceDomain } from './scale.ts';

/**
 * A value axis that only grows while the same thing is looked at, so that lines never jump under a reader's eyes.
 *
 * @param what a new object or text starts a new axis (another experiment, another view).
 */
export function useGrownDomain(
  what: readonly [object, string],
  extent: { readonly low: number; readonly high: number } | undefined,
  log = false,
): Domain | undefined {
  const [held, setHeld] = useState<{ readonly what: readonly [object, string]; readonly domain: Domain }>();
  const same = held?.what[0] === what[0] && held.what[1] === what[1];
  const previous = same ? held.domain : undefined;
  if (!extent) return previous;
  const domain = grownDomain(previous, extent.low, extent.high, log ? logDomain : niceDomain);
  if (domain !== previous) setHeld({ what, domain });
  return domain;
}
