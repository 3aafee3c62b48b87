/** What this browser cannot do here, what still works, and how to get the rest. */
export function Reach() {
  return null;
}
