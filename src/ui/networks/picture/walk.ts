/**
 * Walking from node to node by keys. One node of a picture is in the order of Tab; arrows lead to the others.
 */
import type { KeyboardEvent } from 'react';

export type Direction = 'left' | 'right' | 'up' | 'down' | 'first' | 'last';

const directions: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'first',
  End: 'last',
};

/** @param step the key of the node in a direction from another; undefined where there is none */
export function walks(
  step: (direction: Direction, from: string | undefined) => string | undefined,
  choose: (key: string) => void,
): (event: KeyboardEvent<HTMLElement>) => void {
  return (event) => {
    const direction = directions[event.key];
    if (!direction || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const { target } = event;
    const next = step(direction, target instanceof HTMLElement ? target.dataset.node : undefined);
    if (next === undefined) return;
    choose(next);
    const nodes = event.currentTarget.querySelectorAll<HTMLElement>('[data-node]');
    [...nodes].find(({ dataset }) => dataset.node === next)?.focus();
  };
}
