/** Sentences of the settings of training that stand behind “more…”. */
export const trainingEs: Readonly<Record<string, string>> = {
  'Warm-up': 'Calentamiento',
  'Epochs in which the rate rises step by step from 0 to the learning rate; then the schedule is where it would be without.':
    'Épocas en las que la tasa sube paso a paso de 0 a la tasa de aprendizaje; después, el plan está donde estaría sin ellas.',
  'Gradient clipping': 'Recorte del gradiente',
  'A gradient of all weights that is longer than this is made as short, as clip_grad_norm_ does; 0 leaves it.':
    'Un gradiente de todos los pesos más largo que esto se acorta hasta ahí, como hace clip_grad_norm_; 0 lo deja como está.',
  'Weight averaging': 'Promedio de pesos',
  'd of average ← d·average + (1 − d)·weights after each step (EMA); the average is measured and kept in their place. 0 averages nothing.':
    'd en promedio ← d·promedio + (1 − d)·pesos tras cada paso (EMA); se mide y se conserva el promedio en lugar de los pesos. Con 0 no se promedia nada.',
  'Label smoothing': 'Suavizado de etiquetas',
  'ε: students learn from (1 − ε)·label + ε/K in the cross entropy.':
    'ε: en la entropía cruzada, los estudiantes aprenden de (1 − ε)·etiqueta + ε/K.',
  Dropout: 'Dropout',
  'The share of activations that are set to 0 at random in training, in students that have a place for it.':
    'La parte de las activaciones que se ponen a 0 al azar al entrenar, en los estudiantes que tienen dónde.',
  'Drop path': 'Drop path',
  'How likely the last residual branch is left out of an image’s way in training (stochastic depth); those before it less, in proportion to their depth.':
    'La probabilidad de que al entrenar una imagen se salte la última rama residual (profundidad estocástica); las anteriores, menos, en proporción a su profundidad.',
};
