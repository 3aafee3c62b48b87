import type { TryItText } from '../en/tryIt.ts';
import { plain } from '../numbers.ts';

export const tryItEs: TryItText = {
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
  faster: (times) => `Responde ${times} veces más deprisa.`,
  slower: (times) => `Responde ${times} veces más despacio.`,
  how: (passes, size, backend) =>
    `Mediana de ${plain(passes)} pasadas, con la más corta y la más larga debajo, tras tres que no cuentan: una imagen de ${plain(size)} × ${plain(size)} cada vez, de sus bytes en memoria a sus logits, por turnos. En ${backend}.`,
  measuring: 'Midiendo…',
  again: 'Medir de nuevo',
  busy: 'No se mide el tiempo mientras algo se entrena o se prepara: las respuestas esperarían a sus pasos. En una pausa sí se puede medir.',
};
