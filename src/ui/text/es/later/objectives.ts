/** Sentences of losses of features, of relations and of logits, in Spanish. */
export const objectivesEs: Readonly<Record<string, string>> = {
  'Attention maps (AT)': 'Mapas de atención (AT)',
  'Neuron selectivity (NST)': 'Selectividad de neuronas (NST)',
  'Variational information (VID)': 'Información variacional (VID)',
  'Activation boundaries (AB)': 'Fronteras de activación (AB)',
  'Factor transfer (FT)': 'Transferencia de factores (FT)',
  'Overhauled features (OFD)': 'Características revisadas (OFD)',
  'Knowledge review (ReviewKD)': 'Repaso del conocimiento (ReviewKD)',
  'Similar pairs (SP)': 'Pares parecidos (SP)',
  'Distances and angles (RKD)': 'Distancias y ángulos (RKD)',
  'Distances (RKD-D)': 'Distancias (RKD-D)',
  'Angles (RKD-A)': 'Ángulos (RKD-A)',
  'Order of neighbours (DarkRank)': 'Orden de los vecinos (DarkRank)',
  'Probabilities of neighbours (PKT)': 'Probabilidades de los vecinos (PKT)',
  'Correlation congruence (CC)': 'Congruencia de correlaciones (CC)',
  'Flow between stages (FSP)': 'Flujo entre etapas (FSP)',
  'Contrast within a batch (CRD)': 'Contraste dentro del lote (CRD)',
  'Likeliest class (DeiT, hard)': 'Clase más probable (DeiT, duro)',
  'KL over all logits (DeiT, soft)': 'KL sobre todos los logits (DeiT, suave)',
  'DKD of standardised logits': 'DKD de logits estandarizados',
  'Learned temperature (CTKD)': 'Temperatura aprendida (CTKD)',
  'Feature weight': 'Peso de las características',
  'What the loss of features or relations weighs: a multiple of β as published, or of the labels’ gradient.':
    'Cuánto pesa la pérdida de características o relaciones: un múltiplo de la β publicada, o del gradiente de las etiquetas.',
  Definition: 'Definición',
  'Whose definition of the loss, where libraries differ; not every loss has one of each.':
    'De quién es la definición de la pérdida, donde las bibliotecas difieren; no todas las pérdidas tienen una de cada una.',
  'Beside the features': 'Junto a las características',
  'Whether the KL of the logits is added to the loss of features or relations, or it stands alone.':
    'Si la KL de los logits se suma a la pérdida de características o relaciones, o esta va sola.',
  Weighting: 'Ponderación',
  'Fixed: β as published. As long as labels: β is measured before the first step, so that both gradients have one length.':
    'Fija: la β publicada. Como las etiquetas: β se mide antes del primer paso, para que ambos gradientes tengan la misma longitud.',
  Control: 'Control',
  'Compares with features that say nothing of the image: of a random teacher, of shuffled pairs, or to the adapter alone.':
    'Compara con características que no dicen nada de la imagen: de un profesor aleatorio o de pares barajados, o enseña solo al adaptador.',
  '{0} compares maps of features at the ends of stages, and student or teacher has too few of them.':
    '{0} compara mapas de características al final de las etapas, y el estudiante o el profesor tiene demasiado pocos.',
  'Choose a student and a teacher with convolutions, or a similarity that compares vectors, such as RKD, or logits, such as KL.':
    'Elige un estudiante y un profesor con convoluciones, o una similitud que compare vectores, como RKD, o logits, como KL.',
  '{0} compares channel by channel, and student and teacher have other numbers of them.':
    '{0} compara canal por canal, y estudiante y profesor no tienen el mismo número.',
  'Choose a student and a teacher of one width, another definition, or a similarity with an adapter, such as FitNet.':
    'Elige un estudiante y un profesor de la misma anchura, otra definición, o una similitud con adaptador, como FitNet.',
  '{0} has no definition of {1}.': '{0} no tiene una definición de {1}.',
  'Choose one of {0}.': 'Elige una de {0}.',
  'mdistiller’s regressor makes no map of {0} × {1} pixels of one of {2} × {3}.':
    'El regresor de mdistiller no hace un mapa de {0} × {1} píxeles de uno de {2} × {3}.',
  'Choose the definition of RepDistiller, which averages the larger map.':
    'Elige la definición de RepDistiller, que promedia el mapa mayor.',
  'Patches (tokens or pixels)': 'Parches (tokens o píxeles)',
  'Manifold of patches': 'Variedad de parches',
  'Stages to logits (OFA)': 'De etapas a logits (OFA)',
  'OFA compares with the teacher’s logits, which are its own whatever the control is.':
    'OFA compara con los logits del profesor, que son suyos sea cual sea el control.',
  'Choose shuffled pairs or the adapter alone.': 'Elige pares barajados o solo el adaptador.',
  'Its own deepest stage (BYOT)': 'Su propia etapa más profunda (BYOT)',
  'Auxiliary labels': 'Etiquetas auxiliares',
  'Self-distillation: what the labels’ cross entropy of the auxiliary classifiers weighs beside their KL to the deepest.':
    'Autodestilación: cuánto pesa la entropía cruzada con las etiquetas de los clasificadores auxiliares junto a su KL con el más profundo.',
  'Self-distillation has earlier stages of the student learn from its last, and this student has one at most.':
    'En la autodestilación las primeras etapas del estudiante aprenden de la última, y este estudiante tiene una como mucho.',
  'Choose a student with several stages, such as a ResNet, or another similarity.':
    'Elige un estudiante con varias etapas, como una ResNet, u otra similitud.',
  'Likeliest class, smoothed': 'Clase más probable, suavizada',
  'Euclidean distance of logits': 'Distancia euclídea de logits',
  'Euclidean distance of log p': 'Distancia euclídea de log p',
  'Attention of the last block (ViT)': 'Atención del último bloque (ViT)',
  'Class tokens': 'Tokens de clase',
  'By confidence (CA-MKD)': 'Por confianza (CA-MKD)',
  'Attention is compared between transformers, and student or teacher is none.':
    'La atención se compara entre transformers, y el estudiante o el profesor no lo es.',
  'Choose a student and a teacher that are transformers, or a similarity of any networks, such as Patches.':
    'Elige un estudiante y un profesor que sean transformers, o una similitud de cualesquiera redes, como Parches.',
  'Attention is compared token by token, and student and teacher have other numbers of tokens.':
    'La atención se compara token a token, y estudiante y profesor no tienen el mismo número de tokens.',
  'Choose networks with patches of one size and as many distillation tokens, or a similarity of any networks, such as Patches.':
    'Elige redes con parches del mismo tamaño y los mismos tokens de destilación, o una similitud de cualesquiera redes, como Parches.',
  'CA-MKD asks the teacher’s own last layer about the student’s features, and of a random teacher there is none that learned.':
    'CA-MKD pregunta a la última capa del profesor por las características del estudiante, y la de un profesor aleatorio no ha aprendido nada.',
};
