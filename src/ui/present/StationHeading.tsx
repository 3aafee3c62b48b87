import { outOfSight } from '../../state/page/pageView.ts';
import { usePageView } from '../../state/page/usePageView.ts';
import { useWords } from '../text/useWords.ts';
import unseen from '../unseen.module.css';
import { usePlace } from './station.ts';

/** Names the station to who listens, above whatever headings its part has. */
export function StationHeading() {
  const { places } = useWords('present');
  const present = usePageView((page) => page.present);
  const view = usePageView((page) => page.view);
  const place = usePlace(view, usePageView(outOfSight));
  return present && place !== 'overview' ? <h2 className={unseen.unseen}>{places[place]}</h2> : null;
}
