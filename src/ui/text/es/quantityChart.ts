/**
 * The words of the chart of any quantity against any other.
 */
import type { QuantityChartText } from '../en/quantityChart.ts';
import { grouped } from '../numbers.ts';
import type { Partly } from '../partly.ts';

export const quantityChartEs = {
  title: 'Cualquier magnitud frente a otra',
  quantity: 'Mostrar',
  across: 'frente a',
  epoch: 'época',
  stage: 'etapa',
  student: 'Estudiante',
  against: (quantity, across) => `${quantity} frente a ${across}`,
  unmeasured: (label) => `${label} (sin medir)`,
  empty:
    'Cada ejecución terminada tiene aquí su lugar: exactitud frente a tamaño, tiempo o multiplicaciones-sumas, etapa por etapa.',
  nothing: (title) => `${title}: de ambas cosas no se midió nada.`,
  note: 'punto: media de las ejecuciones; trazos: ± 1 desviación',
  numberedNote: 'punto: media de las ejecuciones, con el número de su etapa; trazos: ± 1 desviación',
  logNote: 'los tamaños muy distintos están en un eje logarítmico',
  numbers: 'Números de este gráfico',
  caption: 'Medias ± desviación estándar muestral (n ejecuciones)',
  more: (count) => `Otros ${grouped(count)} están en el archivo.`,
  describe: (title, ends) => `${title}, media de las ejecuciones. ${ends.join('; ')}.`,
} satisfies Partly<QuantityChartText>;
