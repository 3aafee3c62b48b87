/**
 * The sentences of what each layer alone costs at few bits, in Spanish.
 */
import type { SensitivityText } from '../../en/networks/sensitivity.ts';
import { grouped } from '../../numbers.ts';
import type { Partly } from '../../partly.ts';

export const sensitivityEs: Partly<SensitivityText> = {
  title: 'Menos bits, capa por capa',
  help: 'Cada capa por sí sola se redondea a pocos bits y lo demás sigue en float32: su coste es la entropía relativa media de las predicciones de antes a las de después, en nats.',
  start: 'Examinar las capas',
  goOn: 'Seguir',
  stop: 'Parar',
  waits: 'Espera a lo que se está entrenando o preparando.',
  progress: (done, all) => `Capa ${grouped(Math.min(done + 1, all))} de ${grouped(all)}`,
  of: (done, all, images) =>
    `${grouped(done)} de ${grouped(all)} capas, con ${grouped(images)} imágenes de validación`,
  order: 'Ordenar por',
  orders: { place: 'lugar en la red', cost: 'coste con 2 bits' },
  table: 'Coste de cada capa según los bits',
  layer: 'Capa',
  bits: (bits) => `${grouped(bits)} bits`,
  scale: (most) => `Logarítmica, de 0,00001 a ${most} nats; la capa elegida está sombreada.`,
  given: 'bits con el presupuesto',
  budgetHelp:
    'El presupuesto lo eliges tú. Los bits que da salen de otro examen, con las imágenes de calibración, y no de los costes de aquí.',
  handOn: 'Repartir bits con este presupuesto',
};
