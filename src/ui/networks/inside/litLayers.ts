import { viewState } from '../../viewState.ts';

const none: ReadonlySet<string> = new Set();

/** Layers that are marked in the graph, such as those that lose a slice with one channel. */
export const litLayers = viewState<ReadonlySet<string>>(none);

/** Whether layers and graph of the chosen network are unfolded. */
export const insideOpen = viewState(false);

export const markNone = () => litLayers.set(none);
