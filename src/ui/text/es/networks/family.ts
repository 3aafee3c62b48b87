/**
 * Las frases de lo que se guarda, se lleva y se trae, en español.
 */

import type { FamilyText } from '../../en/networks/family.ts';
import { grouped } from '../../numbers.ts';
import type { Partly } from '../../partly.ts';

const plural = (count: number, one: string, many: string) => `${grouped(count)} ${count === 1 ? one : many}`;

export const familyEs: Partly<FamilyText> = {
  title: 'Lo que se guarda',
  used: (used, room) => `En disco: archivos de ${used}, de ${room} como mucho.`,
  inMemory: (weights) =>
    `Sus pesos, con sus bits, son ${weights}; nada de ello está en memoria hasta que se usa.`,
  pinned: (all, pinned) =>
    `${grouped(pinned)} de ${plural(all, 'red', 'redes')} fijadas: nunca dejan su sitio.`,
  goesFirst: (name, when) =>
    `Cuando haga falta espacio, se va primero la que lleva más tiempo sin tocarse: ${name}, usada por última vez ${when}.`,
  noneGoes: 'Todas están fijadas: cuando no quede espacio, las redes nuevas no se guardarán.',
  damaged: (names) =>
    `Dañadas, no se pueden usar: ${names.join('; ')}. Bórralas, o ejecuta otra vez su experimento.`,
  isDamaged: 'dañada',
  cameIn: (file) => `de ${file}`,
  wasImported: (file) => `Importada de ${file}: no se hizo en este navegador.`,
  run: (name, run) => `${name}, ejecución ${grouped(run)}`,
  order: 'Todos los archivos, primero el que lleva más tiempo sin tocarse',
  columns: { network: 'Red', keep: 'Fijada', file: 'Archivo', touched: 'Último uso' },
  keepThis: (name) => `Fijar: ${name}`,
  free: 'Borrar todas las que no están fijadas…',
  reallyFree: (count, bytes) => `¿Borrar ${plural(count, 'red', 'redes')}, ${bytes}, para siempre?`,
  freeThem: 'Borrarlas',
  leaveThem: 'Dejarlas',
  freed: (count) => `Borradas: ${plural(count, 'red', 'redes')}.`,
  take: 'Llévatela…',
  takeFile: 'Llévate su archivo',
  takeFamily: 'Llevarse toda la familia (zip)',
  familyHelp: (count, bytes) =>
    `De qué se hizo, y todo lo que se hizo de ella: ${plural(count, 'red', 'redes')}, archivos de ${bytes}, con recetas y medidas.`,
  making: 'Haciéndose…',
  familySaved: (name, count, size, leftOut) =>
    `${name}: ${plural(count, 'red', 'redes')}, ${size}.${leftOut.length > 0 ? ` Dañadas y excluidas: ${leftOut.join(', ')}.` : ''}`,
  import: 'Importar una familia…',
  importHelp: 'Importar una familia de redes de otro navegador (zip)',
  importDrop: 'O suelta el zip de una familia en cualquier lugar de la página.',
  importingFrom: (name) => `Importando de ${name}…`,
  imported: (name, { added, present, gone, refused, noRoom }) =>
    [
      `${name}: ${plural(added, 'red importada', 'redes importadas')}`,
      present > 0 ? `${grouped(present)} ya estaban aquí` : '',
      refused.length > 0 ? `${plural(refused.length, 'rechazada', 'rechazadas')}` : '',
      noRoom.length > 0 ? `${grouped(noRoom.length)} sin espacio` : '',
      gone > 0 ? `${plural(gone, 'otra dejó', 'otras dejaron')} su sitio` : '',
    ]
      .filter(Boolean)
      .join(', '),
  hadNoRoom: 'no hay espacio para ella; suelta o borra otras, e impórtala otra vez.',
  dismiss: 'Cerrar',
};
