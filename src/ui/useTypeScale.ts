/**
 * What tokens.css makes of type and lines, as factors, for drawings whose sizes are numbers in code: the charts' margins,
 * dots and dashes grow with the words around them.
 */
import { useSyncExternalStore } from 'react';

export interface TypeScale {
  /** Small type against its ordinary 13 px. */
  readonly type: number;
  /** A chart's line against its ordinary 2 px. */
  readonly line: number;
}

/** The ordinary sizes, px: `--text-small` and `--line-chart` at a root of 16 px. */
const ordinary = { type: 13, line: 2 };
const unscaled: TypeScale = { type: 1, line: 1 };

let scale = unscaled;
let watched = 0;
const listeners = new Set<() => void>();

/**
 * A length in px. Both tokens are registered as lengths, so that they are computed in px; Firefox before 128 registers
 * nothing and hands them over as they are written, in rem.
 *
 * @param rem px of one
 */
export function pixelsOf(length: string, rem: number): number {
  return Number.parseFloat(length) * (length.trim().endsWith('rem') ? rem : 1);
}

function measure() {
  const computed = getComputedStyle(document.documentElement);
  const rem = Number.parseFloat(computed.fontSize);
  const factor = (token: string, usual: number) => {
    const pixels = pixelsOf(computed.getPropertyValue(token), rem);
    return pixels > 0 ? Math.round((pixels / usual) * 100) / 100 : 1;
  };
  const type = factor('--text-small', ordinary.type);
  const line = factor('--line-chart', ordinary.line);
  if (type !== scale.type || line !== scale.line) scale = { type, line };
}

function renew() {
  const before = scale;
  measure();
  if (scale !== before) for (const listener of listeners) listener();
}

const presenting = typeof MutationObserver === 'undefined' ? undefined : new MutationObserver(renew);

function subscribe(listener: () => void) {
  listeners.add(listener);
  if (watched++ === 0) {
    // Styles may have come, or the window have been resized, while nothing was drawn.
    renew();
    window.addEventListener('resize', renew);
    presenting?.observe(document.documentElement, { attributeFilter: ['data-present'] });
  }
  return () => {
    listeners.delete(listener);
    if (--watched > 0) return;
    window.removeEventListener('resize', renew);
    presenting?.disconnect();
  };
}

export function useTypeScale(): TypeScale {
  return useSyncExternalStore(subscribe, () => scale);
}

/** A dash pattern for a line of another width: "7 4" twice as wide is "14 8". */
export function scaledDash(dash: string, factor: number): string {
  if (factor === 1 || dash === 'none') return dash;
  return dash
    .split(' ')
    .map((part) => Math.round(Number(part) * factor * 100) / 100)
    .join(' ');
}
