/** More than this cannot be told apart by eye; the rest of a selection waits. */
export const mostCompared = 8;

/** A, B, … in the order in which networks were selected. */
export const letterOf = (place: number): string => String.fromCharCode(65 + place);
