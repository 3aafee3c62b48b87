/** Line drawings on a 16-unit square, in the colour of the text around them. */
const shapes = {
  moon: 'M13 10.2A5.6 5.6 0 0 1 5.8 3 5.6 5.6 0 1 0 13 10.2Z',
  sun: 'M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6ZM8 1v1.6M8 13.4V15M1 8h1.6M13.4 8H15M3 3l1.2 1.2M11.8 11.8 13 13M13 3l-1.2 1.2M4.2 11.8 3 13',
  close: 'M4 4l8 8M12 4l-8 8',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  resume: 'M5 3l8 5-8 5Z',
  stop: 'M4 4h8v8H4Z',
  step: 'M3.5 3l7 5-7 5ZM12.5 3v10',
  up: 'M4 10l4-4 4 4',
  down: 'M4 6l4 4 4-4',
  pencil: 'M3 13l.8-3.2 7-7 2.4 2.4-7 7L3 13ZM9.2 4.4l2.4 2.4',
  share: 'M8 9.5V2M5.2 4.6 8 1.8l2.8 2.8M4.5 7.5H3v6.7h10V7.5h-1.5',
  next: 'M6 3.5 10.5 8 6 12.5',
  previous: 'M10 3.5 5.5 8l4.5 4.5',
  full: 'M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10',
  awake: 'M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8ZM8 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4Z',
  mayDim: 'M1.5 6.5S4 10.7 8 10.7s6.5-4.2 6.5-4.2M8 10.7v2.5M4 9.6l-1.4 2M12 9.6l1.4 2',
  present: 'M1.5 2.5h13M2.5 2.5v8h11v-8M8 10.5v1.5M5 14.5 8 12l3 2.5M5 7.5 7 5.5 9 7 11 4.5',
} as const;

export function Icon({ shape }: { readonly shape: keyof typeof shapes }) {
  return (
    <svg
      width="1rem"
      height="1rem"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={shapes[shape]} />
    </svg>
  );
}
