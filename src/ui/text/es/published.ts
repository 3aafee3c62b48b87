/** Lo que rodea a las ejecuciones que otros publicaron. */

import type { PublishedText } from '../en/published.ts';
import { grouped, plain } from '../numbers.ts';
import type { Partly } from '../partly.ts';

const plural = (count: number, one: string, many: string) => `${grouped(count)} ${count === 1 ? one : many}`;

export const publishedEs = {
  switch: 'curvas publicadas',
  published: 'fina, a trazos: publicado',
  runs: (n) => `(${plural(n, 'ejecución', 'ejecuciones')})`,
  notDrawn: 'Del entrenamiento y de los términos de la pérdida no se publicó nada.',
  lastBatch:
    'La diferencia de logits publicada es solo del último lote de validación; la nuestra, de toda la validación.',
  table: {
    title: 'Junto a los resultados publicados',
    which: 'Cifras',
    kinds: { final: 'última época', pooled: 'todo junto, como se imprimió' },
    ours: 'Medido aquí',
    theirs: 'Publicado',
    n: 'n, ejecuciones',
    epochs: 'n, épocas',
    unknown: 'no se sabe',
    teacher: (accuracy, images) =>
      `profesor ${accuracy} %${images ? `, ${plural(images, 'imagen', 'imágenes')} de validación` : ''}`,
    none: 'Aquí todavía no ha terminado ningún estudiante.',
    final:
      'Media ± desviación típica muestral de n ejecuciones, tras la última época. El lado publicado se calcula con las curvas guardadas de las ejecuciones completas.',
    short: (alpha, complete, saved) =>
      `De α ${plain(alpha)}, ${complete} de ${saved} ejecuciones guardadas están completas.`,
    pooled:
      'Media ± desviación típica muestral de todas las épocas de todas las ejecuciones mezcladas. Este ± confunde el aprendizaje con el azar: no es la dispersión entre ejecuciones.',
    printed: 'El lado publicado es la tabla que imprimieron sus autores.',
    notReproduced: (alpha) =>
      `La fila impresa de α ${plain(alpha)} no se puede obtener de las curvas guardadas, así que no se conoce su n.`,
    loss: 'La pérdida es un objetivo distinto para cada α, y la publicada compara logits sin temperatura: no compares pérdidas entre filas ni con otro objetivo.',
    runsMade:
      'La orden impresa junto a los resultados publicados hace una ejecución menos de las que se le piden; se guardaron cuatro de cada α.',
    source: 'Fuente',
  },
} satisfies Partly<PublishedText>;
