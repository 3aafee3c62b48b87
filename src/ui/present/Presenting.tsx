/** What presenting adds to the page: keys, the link as a QR code, the curtain; and what the link hides, presenting or not. */
export function Presenting() {
  return null;
}
