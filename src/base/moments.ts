/**
 * Moments of a visit, as marks on the browser's own timeline: its developer tools show them, and `npm run bench -- page`
 * reads them.
 */
export const moments = {
  /** The still, the form and Run have been drawn, with the experiment of the link. */
  drawn: 'lab-drawn',
  /** Run would start at once: images, teacher and backend are there. */
  ready: 'lab-ready',
} as const;
