import type { Species } from '../anatomy.ts';

export const ant: Species = {
  name: 'ant',
  lookAlikes: { termite: 4, wasp: 1 },
  traits: {
    bodyLength: [0.54, 0.64],
    headLength: [0.22, 0.27],
    headWidth: [0.18, 0.24],
    mandibles: [0.03, 0.06],
    thoraxLength: [0.27, 0.32],
    thoraxWidth: [0.11, 0.15],
    waistLength: [0.06, 0.1],
    waistWidth: [0.04, 0.06],
    abdomenLength: [0.36, 0.44],
    abdomenWidth: [0.21, 0.28],
    abdomenTaper: [0.05, 0.2],
    gloss: [0.4, 0.8],
    antennaLength: [0.36, 0.46],
    antennaSpread: [0.5, 0.9],
    antennaElbow: [0.9, 1.4],
    legLength: [0.56, 0.7],
    legThickness: [0.016, 0.022],
  },
  palettes: [
    { head: [44, 34, 32], thorax: [48, 37, 34], abdomen: [36, 28, 28], leg: [46, 34, 30] },
    { head: [122, 56, 34], thorax: [132, 62, 36], abdomen: [66, 36, 28], leg: [112, 56, 34] },
    { head: [84, 52, 34], thorax: [92, 58, 38], abdomen: [70, 44, 30], leg: [86, 58, 38] },
  ],
};
