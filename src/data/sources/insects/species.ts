/**
 * The catalogue of species. A class is added by one file in `species/` and one line here; the order is the class order.
 */
import type { Species } from './anatomy.ts';
import { ant } from './species/ant.ts';
import { bee } from './species/bee.ts';
import { beetle } from './species/beetle.ts';
import { butterfly } from './species/butterfly.ts';
import { cricket } from './species/cricket.ts';
import { fly } from './species/fly.ts';
import { ladybird } from './species/ladybird.ts';
import { moth } from './species/moth.ts';
import { termite } from './species/termite.ts';
import { wasp } from './species/wasp.ts';

export const allSpecies: readonly Species[] = [
  ant,
  bee,
  beetle,
  butterfly,
  cricket,
  fly,
  ladybird,
  moth,
  termite,
  wasp,
];
