import { viewState } from '../../viewState.ts';

/** Somebody is to be brought to what two networks say of the same images, as soon as it is in the page. */
export const whyWanted = viewState(false);
