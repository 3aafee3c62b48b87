import { viewState } from '../viewState.ts';
import { firstView, type View } from './view.ts';

/** What of the sweep on the bench is being looked at. */
export const chosenView = viewState<View>(firstView);
