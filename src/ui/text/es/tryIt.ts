import type { TryItText } from '../en/tryIt.ts';
import { plain } from '../numbers.ts';
import type { Partly } from '../partly.ts';

export const tryItEs = {
  atOne:
    'Aquí T es 1, como en cualquier uso de una red ya entrenada. La T del banco espera en las otras pestañas.',
  table: 'Profesor y estudiante ante esta imagen',
  choices: ['Primera opción', 'Segunda', 'Tercera'],
  time: 'Tiempo por imagen',
  size: 'Pesos',
  ms: (median) => `${median} ms`,
  range: (least, most) => `de ${least} a ${most} ms`,
  smaller: (times) => `Los pesos del estudiante son ${times} veces menores.`,
  larger: (times) => `Los pesos del estudiante son ${times} veces mayores.`,
  asLarge: 'Los pesos del estudiante ocupan lo mismo que los del profesor.',
  faster: (times) => `Responde ${times} veces más deprisa.`,
  slower: (times) => `Responde ${times} veces más despacio.`,
  asFast: 'Responde igual de deprisa.',
  how: (measurements, least, size, backend) =>
    `Mediana de ${plain(measurements)} mediciones, con la menor y la mayor debajo; cada una es la media de tantas pasadas como duran ${plain(least)} ms, sin contar tres de calentamiento. Una pasada lleva una imagen de ${plain(size)} × ${plain(size)} de sus bytes en memoria a sus logits. En ${backend}.`,
  measuring: 'Midiendo…',
  again: 'Medir de nuevo',
  busy: 'No se mide el tiempo mientras algo se entrena o se prepara: las respuestas esperarían a sus pasos. En una pausa sí se puede medir.',
} satisfies Partly<TryItText>;
