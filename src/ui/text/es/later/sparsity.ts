/** Sentences of stages that set weights to zero, remove blocks or train with a penalty. */
export const sparsityEs: Readonly<Record<string, string>> = {
  Sparsify: 'Hacer dispersa',
  'Sets weights to zero and holds them there with masks, at once or in the course of training. Zeros are multiplied as well: the network is no faster here.':
    'Pone pesos a cero y los mantiene así con máscaras, de una vez o a lo largo del entrenamiento. Los ceros también se multiplican: aquí la red no es más rápida.',
  'Which weights matter cannot be told from weights that were drawn at random.':
    'Qué pesos importan no se puede saber de pesos sorteados al azar.',
  'keeping {0} % of the weights': 'conservar el {0} % de los pesos',
  'keeping {0} % of the weights’ rows': 'conservar el {0} % de las filas de los pesos',
  'keeping {0} % of the weights’ columns': 'conservar el {0} % de las columnas de los pesos',
  'keeping {0} % of the weights’ blocks': 'conservar el {0} % de los bloques de los pesos',
  '{0} % of weights': '{0} % de los pesos',
  'The share of the weights, or of their rows, columns or blocks, that is not set to zero; in each layer one at least.':
    'La parte de los pesos, o de sus filas, columnas o bloques, que no se pone a cero; en cada capa, al menos uno.',
  'What goes': 'Qué se va',
  'Single entries, or rows, columns and blocks of a weight as a matrix of outputs by inputs.':
    'Entradas sueltas, o filas, columnas y bloques de un peso visto como matriz de salidas por entradas.',
  Block: 'Bloque',
  'Outputs by inputs of a block.': 'Salidas por entradas de un bloque.',
  Pooling: 'Agrupación',
  'What a row, a column or a block scores: the mean or the greatest score of its entries.':
    'Qué puntuación tiene una fila, una columna o un bloque: la media o la mayor de sus entradas.',
  'What ranks weights: their magnitude or square; how much the loss would change without them, to first order (taylor, and snip, which divides by the sum); what they do to the gradient’s flow (grasp); the flow through all paths, without data (synflow); or chance.':
    'Qué ordena los pesos: su magnitud o su cuadrado; cuánto cambiaría la pérdida sin ellos a primer orden (taylor, y snip, que divide por la suma); qué hacen al flujo del gradiente (grasp); el flujo por todos los caminos, sin datos (synflow); o el azar.',
  'Whether the weights of all layers are ranked together (global), or every layer keeps the same share (layer).':
    'Si los pesos de todas las capas se ordenan juntos (global) o cada capa conserva la misma parte (layer).',
  'Whether the first and the last layer lose weights like the others. Biases and batch norm never do.':
    'Si la primera y la última capa pierden pesos como las demás. Los sesgos y batch norm nunca los pierden.',
  'When weights go: once; in rounds with training between them; gradually by step (gradual) or by epoch (agp); or once, to come back later (densify). All but once train, and once does where epochs are given.':
    'Cuándo se van los pesos: una vez (once); en rondas con entrenamiento entre ellas (rounds); poco a poco por paso (gradual) o por época (agp); o una vez para volver después (densify). Todas menos once entrenan, y once también donde das épocas.',
  Masks: 'Máscaras',
  'hard: what is zero stays zero. soft: weights learn under the mask, which is decided anew each time, so that they may come back until training ends.':
    'hard: lo que es cero sigue siendo cero. soft: los pesos aprenden bajo la máscara, que se decide de nuevo cada vez, de modo que pueden volver hasta que acaba el entrenamiento.',
  Rounds: 'Rondas',
  'How often weights go, the same share of what is left each time, with as much training after each.':
    'Cuántas veces se van pesos, cada vez la misma parte de lo que queda, con otro tanto de entrenamiento después de cada una.',
  'Keep at first': 'Conservar al principio',
  'The share that is kept when the gradual schedule begins.':
    'La parte que se conserva cuando empieza el plan gradual.',
  Begin: 'Inicio',
  'When weights begin to go, as a share of the training.':
    'Cuándo empiezan a irse los pesos, como parte del entrenamiento.',
  End: 'Fin',
  'When the last weights go, or when they come back (densify), as a share of the training.':
    'Cuándo se van los últimos pesos, o cuándo vuelven (densify), como parte del entrenamiento.',
  Every: 'Cada',
  'Epochs from one time that weights go to the next; agp counts whole ones.':
    'Épocas entre una vez que se van pesos y la siguiente; agp cuenta épocas enteras.',
  'Draw anew': 'Sortear de nuevo',
  'Keeps the architecture, and draws its weights anew from the run’s seed: the same small network from scratch, beside one that keeps what was learned.':
    'Conserva la arquitectura y sortea sus pesos de nuevo con la semilla de la repetición: la misma red pequeña desde cero, junto a la que conserva lo aprendido.',
  'drawing its weights anew': 'sortear sus pesos de nuevo',
  'keeping its weights': 'conservar sus pesos',
  'weights kept': 'pesos conservados',
  'Drawn anew': 'Sorteados de nuevo',
  'With 1 all of them, with 0 none: varied over both, a sweep has what was learned beside weights from scratch.':
    'Con 1 todos, con 0 ninguno: variado entre ambos, un barrido tiene lo aprendido junto a pesos desde cero.',
  'from scratch': 'desde cero',
  'Remove blocks': 'Quitar bloques',
  'Removes whole residual blocks whose shortcut is their input itself; the shortcut is what is left of them.':
    'Quita bloques residuales enteros cuyo atajo es su propia entrada; de ellos queda el atajo.',
  'keeping {0} % of the blocks that can go': 'conservar el {0} % de los bloques que pueden irse',
  '{0} % of blocks': '{0} % de los bloques',
  'Which blocks matter cannot be told from weights that were drawn at random.':
    'Qué bloques importan no se puede saber de pesos sorteados al azar.',
  'Of the blocks that can go, the share that stays; a stage keeps one block whatever this is.':
    'De los bloques que pueden irse, la parte que queda; un nivel conserva siempre un bloque.',
  'Whether the blocks of all stages are ranked together (global), or every stage keeps the same share (stage).':
    'Si los bloques de todos los niveles se ordenan juntos (global) o cada nivel conserva la misma parte (stage).',
  'The network has no residual block that could go: one whose shortcut is its input itself, beside another in its stage.':
    'La red no tiene ningún bloque residual que pueda irse: uno cuyo atajo sea su propia entrada y que no esté solo en su nivel.',
  'Choose a deeper residual network, or remove the stage depth from the recipe.':
    'Elige una red residual más profunda, o quita la etapa depth de la receta.',
  'it is without the block {0}, which {1} does not have': 'le falta el bloque {0}, que {1} no tiene',
  'it is without {0}, which gives another shape than it is given':
    'le falta {0}, que da otra forma de la que recibe',
  Regularise: 'Regularizar',
  'Trains as distilling does, with a penalty on channels beside the loss, so that those that are cut after it have little left to say.':
    'Entrena como al destilar, con una penalización de los canales junto a la pérdida, de modo que a los que se corten después les quede poco que decir.',
  'training with group lasso': 'entrenar con group lasso',
  'training with growing regularisation': 'entrenar con regularización creciente',
  'training with L1 on batch norm’s scales': 'entrenar con L1 sobre las escalas de batch norm',
  regularised: 'regularizada',
  Penalty: 'Penalización',
  'L1 on batch norm’s scales (norm); the length of all that a channel couples (group); or weight decay that grows, on the channels of least magnitude (growing).':
    'L1 sobre las escalas de batch norm (norm); la longitud de todo lo que acopla un canal (group); o un decaimiento que crece, en los canales de menor magnitud (growing).',
  Strength: 'Fuerza',
  'λ: what the penalty weighs beside the loss, at every step.':
    'λ: cuánto pesa la penalización junto a la pérdida, en cada paso.',
  'The share of the channels of every group on which no decay grows; prune with the same share after it.':
    'La parte de los canales de cada grupo en los que no crece ningún decaimiento; poda después con la misma parte.',
  'Strength at the end': 'Fuerza al final',
  'λ at the last step; it grows from 0 in equal parts.':
    'λ en el último paso; crece desde 0 en partes iguales.',
  'Grows every': 'Crece cada',
  'Steps from one time that the penalty grows to the next.':
    'Pasos entre una vez que crece la penalización y la siguiente.',
  'The network has no batch norm whose scales could be penalised.':
    'La red no tiene batch norm cuyas escalas se puedan penalizar.',
  'Choose the penalty group or growing.': 'Elige la penalización group o growing.',
};
