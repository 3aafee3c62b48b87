/**
 * The sentences of the channels that a pruning would take, in Spanish.
 */
import type { CutText } from '../../en/networks/cut.ts';
import { grouped } from '../../numbers.ts';
import type { Partly } from '../../partly.ts';

export const cutEs: Partly<CutText> = {
  title: 'Qué canales se van',
  waiting: 'Se dice cuando está la vista previa.',
  steps: (steps) =>
    `El primero de ${grouped(steps)} pasos: lo que queda se clasifica de nuevo antes de cada uno de los demás.`,
  sizes: (before, after, parametersBefore, parametersAfter) =>
    `Multiplicaciones-sumas ${before} → ${after}, parámetros ${parametersBefore} → ${parametersAfter}, antes de entrenar nada.`,
  groups: 'Grupos de canales',
  group: 'Grupo',
  class: 'Clase',
  left: 'Canales',
  classHelp:
    'Los canales de un grupo se quedan o se van juntos en todas las capas que los tienen. Los grupos de una clase están conectados del mismo modo.',
  change: (before, after) => `${grouped(before)} → ${grouped(after)}`,
  choose: (space) => `Mostrar los canales de ${space}`,
  channels: (space) => `Canales de ${space}, primero el menos importante`,
  option: (channel, stays) => `Canal ${grouped(channel)}, ${stays ? 'se queda' : 'se va'}`,
  facts: ({ channel, stays, score, rank, of, class: name }) =>
    [
      `El canal ${grouped(channel)} ${stays ? 'se queda' : 'se va'}.`,
      score === undefined ? 'Su grupo no se clasifica.' : `Importancia ${score} (la media de su grupo es 1).`,
      rank === undefined
        ? ''
        : `Puesto ${grouped(rank)} de los ${grouped(of)} que se clasifican juntos, desde el menos importante; clase ${name}.`,
    ]
      .filter(Boolean)
      .join(' '),
  pick: 'A trazos: se va; relleno: se queda; primero el menos importante. Elige un canal: las flechas izquierda y derecha los recorren.',
  members: (stays) => (stays ? 'Se compone de estas partes:' : 'Estas partes se van con él:'),
  member: (parameters, side) => `${parameters}, ${side === 'out' ? 'lo que da' : 'lo que toma'}`,
  show: 'Mostrarlas en el grafo',
};
