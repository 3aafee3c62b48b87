/** Sentences of recipes: stages, their settings, and what is wrong with how they are spelt. */
export const recipeEs: Readonly<Record<string, string>> = {
  Distil: 'Destilar',
  'Trains the network on the labels and the teacher’s logits; what it does not say, the experiment’s settings do.':
    'Entrena la red con las etiquetas y los logits del profesor; lo que no dice lo dicen los ajustes del experimento.',
  'How often this stage passes over the training images.':
    'Cuántas veces recorre esta etapa las imágenes de entrenamiento.',
  Alpha: 'Alfa',
  'The weight of the labels in this stage, whatever the sweep’s alpha is: loss = α·CE + (1 − α)·similarity.':
    'El peso de las etiquetas en esta etapa, sea cual sea el alfa del barrido: pérdida = α·CE + (1 − α)·similitud.',
  'Softens both models’ probabilities in this stage before they are compared: p = softmax(z / T).':
    'Suaviza en esta etapa las probabilidades de ambos modelos antes de compararlas: p = softmax(z / T).',
  'How student and teacher are compared in this stage.':
    'Cómo se comparan estudiante y profesor en esta etapa.',
  'What the error of FitNet’s hint weighs in this stage beside the KL of the logits.':
    'Cuánto pesa en esta etapa, junto a la KL de los logits, el error de la pista de FitNet.',
  'The step size at this stage’s first epoch; the schedule lowers it from there.':
    'El tamaño del paso en la primera época de esta etapa; el plan lo reduce desde ahí.',
  Freezing: 'Congelación',
  'What of the network stays fixed in this stage: nothing, all but the last stage, all but the head, or that with batch statistics.':
    'Qué queda fijo de la red en esta etapa: nada, todo menos la última etapa de la red, todo menos la cabeza, o eso con estadísticas del lote.',
  'The student has learned nothing before this stage, so what stays fixed would stay random. Put {0} without freezing before it, or let the student start trained.':
    'El estudiante no ha aprendido nada antes de esta etapa, así que lo que queda fijo seguiría siendo aleatorio. Pon {0} sin congelar nada antes, o deja que el estudiante empiece entrenado.',
  'training without the teacher': 'entrenar sin el profesor',
  distilled: 'destilada',
  'half the channels': 'mitad de los canales',
  '{0} % of channels': '{0} % de los canales',
  '{0} bit': '{0} bits',
  'fine-tuned': 'con ajuste fino',
  'trained alone': 'entrenada sola',
  '{0} α {1}': '{0} α {1}',
  '{0}, α {1}': '{0}, α {1}',
  'training from scratch': 'entrenar desde cero',
  'fine-tuning': 'hacer ajuste fino',
  Arm: 'Brazo',
  'From the weights that are there with the teacher (distilled), the same from the labels alone (fine-tuned), or the same architecture with weights drawn anew, from the labels alone (scratch). Epochs, batches and learning rate are the same, so varied over all three, runs are paired; only from scratch no layer has a backbone’s own rate.':
    'Desde los pesos que hay con el profesor (distilled), lo mismo solo con las etiquetas (fine-tuned), o la misma arquitectura con pesos sorteados de nuevo, solo con las etiquetas (scratch). Las épocas, los lotes y la tasa de aprendizaje son los mismos, así que, variado entre los tres, las repeticiones quedan emparejadas; solo desde cero ninguna capa tiene la tasa propia de lo ya entrenado.',
  'Weights that are drawn anew have learned nothing, so what stays fixed would stay random. Train all of them (freeze=none), or choose another arm than from scratch.':
    'Los pesos que se sortean de nuevo no han aprendido nada, así que lo que queda fijo seguiría siendo aleatorio. Entrénalos todos (freeze=none) o elige otro brazo que no sea desde cero.',
  'Arms without the teacher take no alpha, so its {0} values give the same networks there. One below 1 is enough.':
    'Los brazos sin el profesor no toman alfa, así que sus {0} valores dan allí las mismas redes. Basta con uno menor que 1.',
  'The student starts from weights that are drawn, so from scratch and fine-tuned are the same in its first training. Vary the arm of a later one.':
    'El estudiante empieza con pesos sorteados, así que desde cero y con ajuste fino son lo mismo en su primer entrenamiento. Varía el brazo de uno posterior.',
  distilling: 'destilar',
  'keeping {0} % of the channels': 'conservar el {0} % de los canales',
  'rounding to {0} bits': 'redondear a {0} bits',
  Prune: 'Podar',
  'Fewer bits': 'Menos bits',
  'Channels kept': 'Canales que quedan',
  'Bits of a weight': 'Bits de un peso',
  'Removes whole channels, in every layer that shares them, so that the network is smaller and faster without any mask.':
    'Quita canales enteros, en todas las capas que los comparten, de modo que la red es más pequeña y rápida sin máscara alguna.',
  Keep: 'Conservar',
  Importance: 'Importancia',
  'Multiple of': 'Múltiplo de',
  'The channels that stay are rounded up to a multiple of this, as some hardware wants.':
    'Los canales que quedan se redondean hacia arriba a un múltiplo de este número, como quieren algunos equipos.',
  'Recalibration images': 'Imágenes de recalibración',
  'Training images from which batch norm’s statistics are taken anew after the change; 0 leaves them as they were.':
    'Imágenes de entrenamiento con las que se toman de nuevo las estadísticas de batch norm tras el cambio; 0 las deja como estaban.',
  'Importance images': 'Imágenes de importancia',
  Factorise: 'Factorizar',
  'Lets layers run as two or three smaller ones each, whose product is near the layer’s weight; a layer that would need more multiply-adds stays as it is.':
    'Hace que cada capa funcione como dos o tres más pequeñas, cuyo producto se acerca al peso de la capa; la que necesitaría más multiplicaciones-sumas se queda como está.',
  'with the ranks that stand out of the noise': 'con los rangos que sobresalen del ruido',
  'holding {0} % of every layer’s energy': 'reteniendo el {0} % de la energía de cada capa',
  'keeping {0} % of the cost': 'conservar el {0} % del coste',
  'ranks by EVBMF': 'rangos por EVBMF',
  '{0} % of energy': '{0} % de la energía',
  '{0} % of the cost': '{0} % del coste',
  'Which directions of a weight matter cannot be told from weights that were drawn at random.':
    'Qué direcciones de un peso importan no se puede saber de pesos sorteados al azar.',
  Factorisation: 'Factorización',
  'svd: linear layers and convolutions of 1×1 as two; channel: 1×1, then k×k; spatial: k×1, then 1×k; tucker: 1×1, k×k, 1×1; cp: 1×1, depthwise k×k, 1×1; auto: of all but cp what loses least.':
    'svd: capas lineales y convoluciones de 1×1 como dos; channel: 1×1 y luego k×k; spatial: k×1 y luego 1×k; tucker: 1×1, k×k, 1×1; cp: 1×1, k×k por canales, 1×1; auto: de todas menos cp, la que menos pierde.',
  'Ranks by': 'Rangos según',
  'budget shares the cost that stays out over the layers; energy holds a share of the squared singular values of every layer; evbmf estimates what stands out of the noise.':
    'budget reparte entre las capas el coste que queda; energy retiene una parte de los cuadrados de los valores singulares de cada capa; evbmf estima lo que sobresale del ruido.',
  'Cost kept': 'Coste que queda',
  'The share of the network’s multiply-adds (or parameters) that stays at most; where even ranks of 1 cost more, the least that there is.':
    'La parte de las multiplicaciones-sumas (o parámetros) de la red que queda como mucho; donde hasta los rangos de 1 cuestan más, lo mínimo que hay.',
  'Cost counts': 'El coste cuenta',
  'What the budget is of: multiply-adds, or trained numbers.':
    'De qué es el presupuesto: multiplicaciones-sumas o números entrenados.',
  Energy: 'Energía',
  'The share of the squared singular values that every layer holds.':
    'La parte de los cuadrados de los valores singulares que retiene cada capa.',
  'A quantised network is not factorised.': 'Una red cuantizada no se factoriza.',
  'Factorise the network before it is quantised.': 'Factoriza la red antes de cuantizarla.',
  'The network is factorised already.': 'La red ya está factorizada.',
  'The blocks of this network share their weights already.':
    'Los bloques de esta red ya comparten sus pesos.',
  'Share values (Sharing: codebook), or remove the second sharing of blocks.':
    'Comparte valores (Cómo se comparte: codebook), o quita la segunda vez que se comparten bloques.',
  'Weights of this network are shared; products of factors would share them no more.':
    'Los pesos de esta red se comparten; los productos de factores ya no los compartirían.',
  'Factorise the network that it was made of, before weights are shared.':
    'Factoriza la red de la que se hizo, antes de compartir pesos.',
  'The zeros of Sparsify do not last: only a codebook holds them at 0. Share values (Sharing: codebook), or leave Sparsify out.':
    'Los ceros de Hacer dispersa no duran: solo un libro de códigos los mantiene en 0. Comparte valores (Cómo se comparte: codebook), o deja fuera Hacer dispersa.',
  'The zeros of Sparsify do not last: weights of one bit have no level at 0. Give them more bits, or leave Sparsify out.':
    'Los ceros de Hacer dispersa no duran: los pesos de un bit no tienen ningún nivel en 0. Dales más bits, o deja fuera Hacer dispersa.',
  'The zeros of Sparsify do not last: the masks end where training with few bits begins, and any weight may get any level. Leave one of the two out.':
    'Los ceros de Hacer dispersa no duran: las máscaras acaban donde empieza el entrenamiento con pocos bits, y cualquier peso puede tomar cualquier nivel. Deja fuera una de las dos etapas.',
  'The zeros of Sparsify do not last: factors are dense. Leave one of the two out.':
    'Los ceros de Hacer dispersa no duran: los factores son densos. Deja fuera una de las dos etapas.',
  'No group of this student has more than {0} channels, so a multiple of {1} keeps them all and nothing is pruned. Choose a smaller multiple.':
    'Ningún grupo de este estudiante tiene más de {0} canales, así que un múltiplo de {1} los conserva todos y no se poda nada. Elige un múltiplo más pequeño.',
  '{0} trains with these settings, so what it gives cannot be tried beforehand.':
    '{0} entrena con estos ajustes, así que no se puede probar antes lo que da.',
  'Make it, or choose settings that train nothing.': 'Hazla, o elige ajustes que no entrenen nada.',
  'Factorise the network that it was made of, with other ranks.':
    'Factoriza la red de la que se hizo, con otros rangos.',
  'The network has no layer that this method factorises.':
    'La red no tiene ninguna capa que este método factorice.',
  'It has no convolution of 1×1, and no linear layer but the head, which stays as it is: choose the method auto.':
    'No tiene convoluciones de 1×1 ni más capa lineal que la cabeza, que se queda como está: elige el método auto.',
  'It has no convolution whose channels mix: choose the method svd or auto.':
    'No tiene ninguna convolución que mezcle canales: elige el método svd o auto.',
  'it has {0} run as factors by {1}, which {2} cannot':
    'hace funcionar {0} como factores por {1}, y {2} no puede',
  Scope: 'Alcance',
  'Training images whose gradients importance is taken from.':
    'Imágenes de entrenamiento de cuyos gradientes se toma la importancia.',
  'What the random importance is drawn from.': 'De qué se sortea la importancia al azar.',
  Quantise: 'Cuantizar',
  'Rounds weights and activations to integers after batch norm was folded into the layers before it, and measures with them.':
    'Redondea pesos y activaciones a enteros tras plegar batch norm en las capas anteriores, y mide con ellos.',
  'Weight bits': 'Bits de los pesos',
  'Bits of a weight, symmetric round zero; under a budget the most that a layer gets.':
    'Bits de un peso, simétricos en torno a cero; con un presupuesto, los que una capa recibe como máximo.',
  'Activation bits': 'Bits de las activaciones',
  'Bits of an activation, with one scale and one zero point for each tensor.':
    'Bits de una activación, con una escala y un punto cero por tensor.',
  'Calibration images': 'Imágenes de calibración',
  'Training images that say between which values activations lie, and from which rounding and biases are learned.':
    'Imágenes de entrenamiento que dicen entre qué valores están las activaciones, y de las que se aprenden el redondeo y los sesgos.',
  'First and last layer': 'Primera y última capa',
  '8 gives the first and the last layer eight bits whatever the others have; same gives them as many.':
    '8 da ocho bits a la primera y a la última capa, tengan los que tengan las demás; same les da los mismos.',
  '{0} needs two bits at least. Give it more, or take lsq, dorefa or bwn for one bit.':
    '{0} necesita al menos dos bits. Dale más, o usa lsq, dorefa o bwn para un bit.',
  'Activations have 1 to 8 bits, or {0} to stay float32, not {1}.':
    'Las activaciones tienen de 1 a 8 bits, o {0} para seguir en float32, no {1}.',
  'lab takes the curvature of the loss from Adam, and the experiment trains with {0}. Set Optimizer to adam, or take bwn.':
    'lab toma la curvatura de la pérdida de Adam, y el experimento entrena con {0}. Pon el optimizador en adam, o usa bwn.',
  'Quantise in training': 'Cuantizar al entrenar',
  'Trains the network on the labels and the teacher while its weights and activations are rounded to few levels; the gradient goes through the rounding straight.':
    'Entrena la red con las etiquetas y el profesor mientras sus pesos y activaciones se redondean a pocos niveles; el gradiente atraviesa el redondeo sin cambiar.',
  'Few bits are learned better by a network that has learned with many.':
    'Una red aprende mejor con pocos bits si antes aprendió con muchos.',
  'training with weights of {0} bits': 'entrenar con pesos de {0} bits',
  '{0} bit, trained': '{0} bits, entrenada',
  Method: 'Método',
  'How levels are found: learned steps (lsq), tanh (dorefa), learned clip of activations (pact), greatest weight (plain), binary (bwn, xnor, lab), ternary (twn, ttq), sums of powers of two (apot) or powers of two (pot).':
    'Cómo se hallan los niveles: pasos aprendidos (lsq), tanh (dorefa), recorte aprendido de las activaciones (pact), el mayor peso (plain), binario (bwn, xnor, lab), ternario (twn, ttq), sumas de potencias de dos (apot) o potencias de dos (pot).',
  'Bits of a weight while it is trained; bwn, xnor and lab have 1, twn and ttq 2.':
    'Bits de un peso mientras se entrena; bwn, xnor y lab tienen 1, twn y ttq 2.',
  'Bits of a layer’s input while it is trained, 1 to 8; 32 leaves it float32.':
    'Bits de la entrada de una capa mientras se entrena, de 1 a 8; 32 la deja en float32.',
  '8 gives the first and the last layer learned steps of eight bits whatever the others have; same treats them alike.':
    '8 da a la primera y a la última capa pasos aprendidos de ocho bits, tengan lo que tengan las demás; same las trata igual.',
  'Scales of weights': 'Escalas de los pesos',
  'One for each output channel, or one for the whole tensor.':
    'Una por canal de salida, o una para todo el tensor.',
  'Rounding of weights': 'Redondeo de los pesos',
  'While it trains: to the nearest level, or to the one below or above by the probability that keeps the mean (stochastic, seeded); it is evaluated and kept on the nearest levels.':
    'Mientras se entrena: al nivel más próximo, o al de abajo o al de arriba con la probabilidad que conserva la media (stochastic, con semilla); se evalúa y se guarda en los niveles más próximos.',
  'Training images from which the first steps and clips of activations are taken.':
    'Imágenes de entrenamiento de las que se toman los primeros pasos y recortes de las activaciones.',
  'Activation range': 'Rango de las activaciones',
  'Between which values activations lie: their extremes (minmax), extremes that follow image after image (average), a percentile, the least squared error of magnitudes (mse), the least relative entropy of the distribution (entropy), or the least squared error of a histogram that moves either end by itself (histogram).':
    'Entre qué valores están las activaciones: sus extremos (minmax), extremos que siguen imagen tras imagen (average), un percentil (percentile), el menor error cuadrático de las magnitudes (mse), la menor entropía relativa de la distribución (entropy) o el menor error cuadrático de un histograma que mueve cada extremo por separado (histogram).',
  'Weight range': 'Rango de los pesos',
  'Up to where a weight’s grid reaches: to its extremes (minmax), to where rounding and clipping together are off by the least (mse), or to a percentile.':
    'Hasta dónde llega la rejilla de un peso: hasta sus extremos (minmax), hasta donde redondear y recortar juntos yerran menos (mse) o hasta un percentil (percentile).',
  Percentile: 'Percentil',
  'The share of magnitudes, in per cent, that a range by percentile does not clip.':
    'La parte de las magnitudes, en tanto por ciento, que un rango por percentil no recorta.',
  'Weight scales': 'Escalas de los pesos',
  'One scale for each output channel, or one for the whole tensor.':
    'Una escala por canal de salida (channel) o una para todo el tensor (tensor).',
  'Activation grid': 'Rejilla de las activaciones',
  'affine puts zero where the range wants it; symmetric in the middle, or at the lowest level where nothing is negative.':
    'affine pone el cero donde lo pide el rango; symmetric, en el centro, o en el nivel más bajo si nada es negativo.',
  Rounding: 'Redondeo',
  'Each weight to the nearest level, up or down by chance so that the mean stays (stochastic), or as suits what its layer gives (adaround: learned, layer after layer, Nagel et al. 2020).':
    'Cada peso al nivel más cercano (nearest), arriba o abajo al azar de modo que la media se conserve (stochastic), o como convenga a lo que da su capa (adaround: aprendido capa tras capa, Nagel et al. 2020).',
  'Rounding steps': 'Pasos del redondeo',
  'Steps in which the rounding of each layer is learned.':
    'Pasos en los que se aprende el redondeo de cada capa.',
  'Bias correction': 'Corrección de sesgos',
  'empirical moves every bias by what its channel is off by in the mean over the calibration images (Nagel et al. 2019).':
    'empirical mueve cada sesgo lo que su canal yerra de media en las imágenes de calibración (Nagel et al. 2019).',
  Equalisation: 'Igualación',
  'layers moves factors between layers so that the ranges of their channels are equal, which leaves the network’s function as it is (Nagel et al. 2019).':
    'layers traslada factores entre capas para que los rangos de sus canales sean iguales, lo que deja la función de la red como es (Nagel et al. 2019).',
  'Budget of bytes': 'Presupuesto de bytes',
  'Bytes as a share of those in float32: below 1, each layer gets as many bits as it needs, by how much the network loses when that layer alone has fewer.':
    'Bytes como parte de los que ocupa en float32: por debajo de 1, cada capa recibe los bits que necesita, según lo que la red pierde cuando solo esa capa tiene menos.',
  'rounding to at most {0} bits and {1} % of the bytes':
    'redondear a {0} bits como máximo y al {1} % de los bytes',
  'bits for {0} % of bytes': 'bits para el {0} % de los bytes',
  'With two bits a weight the network still takes {0} % of its bytes, more than the budget of {1} %.':
    'Con dos bits por peso la red aún ocupa el {0} % de sus bytes, más que el presupuesto del {1} %.',
  'Raise the budget, or give the first and the last layer as many bits as the others.':
    'Sube el presupuesto, o da a la primera y a la última capa los mismos bits que a las demás.',
  'Learned rounding takes too long to be tried while a slider is moved.':
    'Aprender el redondeo tarda demasiado para probarlo mientras se mueve un control.',
  'Make the network to see what it gives, or choose the nearest level for the preview.':
    'Haz la red para ver qué da, o elige el nivel más cercano (nearest) para la vista previa.',
  Recipe: 'Receta',
  'The stages that make a network from the student, in their order: it is distilled, pruned, quantised.':
    'Las etapas que hacen una red a partir del estudiante, en su orden: se destila, se poda, se cuantiza.',
  'stages with their settings, such as {0}, of {1}': 'etapas con sus ajustes, como {0}, de entre {1}',
  'a recipe has at most {0} stages': 'una receta tiene como mucho {0} etapas',
  '{0} stands before any stage; the stages are {1}': '{0} está delante de toda etapa; las etapas son {1}',
  'a recipe has at least one stage: {0}': 'una receta tiene al menos una etapa: {0}',
  '{0}’s {1} is {2}; it takes {3}': '{1} de {0} es {2}; admite {3}',
  '{0}’s {1} needs a value: {2}': '{1} de {0} necesita un valor: {2}',
  'there is no stage {0}, the nearest is {1}; the stages are {2}':
    'no existe la etapa {0}, la más parecida es {1}; las etapas son {2}',
  'there is no stage {0}; the stages are {1}': 'no existe la etapa {0}; las etapas son {1}',
  '{0} has no setting {1}, the nearest is {2}; its settings are {3}':
    '{0} no tiene el ajuste {1}, el más parecido es {2}; sus ajustes son {3}',
  '{0} has no setting {1}; its settings are {2}': '{0} no tiene el ajuste {1}; sus ajustes son {2}',
  'at most {0} settings are varied at a time': 'se varían como mucho {0} ajustes a la vez',
  '{0} is varied twice': '{0} se varía dos veces',
  '{0} needs values, such as {1}': '{0} necesita valores, como {1}',
  '{0} has more than {1} values': '{0} tiene más de {1} valores',
  '{0} has the value {1}; it takes {2}': '{0} tiene el valor {1}; admite {2}',
  '{0} has a value twice': '{0} tiene un valor repetido',
  '{0} cannot be varied, the nearest is {1}; what can is {2}':
    '{0} no se puede variar, lo más parecido es {1}; se puede variar {2}',
  '{0} cannot be varied; what can is {1}': '{0} no se puede variar; se puede variar {1}',
  Vary: 'Variar',
  'Settings of the student and of stages that the sweep varies beside alpha, each over values of its own; two at most.':
    'Ajustes del estudiante y de las etapas que el barrido varía además de alfa, cada uno con sus propios valores; dos como mucho.',
  'up to {0} settings with up to {1} values each, such as {2}, or {3}':
    'hasta {0} ajustes con hasta {1} valores cada uno, como {2}, o bien {3}',
  '{0} cannot be varied, as the recipe has no stage {1}':
    '{0} no se puede variar, pues la receta no tiene la etapa {1}',
  '{0} cannot be varied, as the recipe has {1} of the stage {2}':
    '{0} no se puede variar, pues la receta tiene {1} de la etapa {2}',
  'Which channels matter cannot be told from weights that were drawn at random.':
    'No se puede saber qué canales importan a partir de pesos sorteados al azar.',
  'What rounding costs cannot be told from weights that were drawn at random.':
    'No se puede saber qué cuesta redondear a partir de pesos sorteados al azar.',
  'A quantised network is neither trained, pruned nor quantised again in this version.':
    'En esta versión, una red cuantizada no se vuelve a entrenar, podar ni cuantizar.',
  '{0} {1} comes last: move {2} before it, or remove it.': '{0} {1} va al final: pon {2} delante, o quítala.',
  'Nothing but the head is trained, on features that are computed once, so the layers before it stay as they are. Let more of the student be trained (Student freezing: none), or remove {0}.':
    'Solo se entrena la cabeza, con características calculadas una sola vez, así que las capas anteriores se quedan como están. Deja que se entrene más del estudiante (congelación del estudiante: none), o quita {0}.',
  '{0} comes before the student has learned anything. {1} Put {2} before it, or let the student start trained.':
    '{0} viene antes de que el estudiante haya aprendido algo. {1} Pon {2} delante, o haz que el estudiante empiece entrenado.',
  'No stage takes the sweep’s alpha, so its {0} values give the same networks. One is enough.':
    'Ninguna etapa toma el alfa del barrido, así que sus {0} valores dan las mismas redes. Basta con uno.',
  'keeping {0} % of the parameters': 'conservar el {0} % de los parámetros',
  'keeping {0} % of the multiply-adds': 'conservar el {0} % de las multiplicaciones-sumas',
  'keeping {0} % of the time': 'conservar el {0} % del tiempo',
  '{0} % of parameters': '{0} % de los parámetros',
  '{0} % of multiply-adds': '{0} % de las multiplicaciones-sumas',
  '{0} % of the time': '{0} % del tiempo',
  'The share that stays, of what the target says; of every group at least one channel does.':
    'La parte que queda, de lo que dice el objetivo; de cada grupo queda al menos un canal.',
  Target: 'Objetivo',
  'What the share is of: channels, parameters, multiplyAdds, or ms, the measured time of one image. All but channels are reached by bisection.':
    'De qué es la parte: channels (canales), parameters (parámetros), multiplyAdds (multiplicaciones-sumas) o ms, el tiempo medido de una imagen. A todos menos los canales se llega por bisección.',
  'What ranks channels: the size of their weights squared (magnitude) or not (l1), how much the loss would change without them to first (taylor) or second order (hessian), batch norm’s scale (norm), their distance from the other channels (fpgm), their share of what is at least as large (lamp), or chance, as a control (random).':
    'Qué ordena los canales: el tamaño de sus pesos, al cuadrado (magnitude) o no (l1), cuánto cambiaría la pérdida sin ellos a primer (taylor) o segundo orden (hessian), la escala de batch norm (norm), su distancia a los demás canales (fpgm), su parte de lo que es al menos igual de grande (lamp) o el azar, como control (random).',
  'Ranked together': 'Ordenados juntos',
  'Which channels compete: those of each group by itself (uniform), of all groups that hang together alike (isomorphic), of one stage of blocks (block), or all (global). The same share of each ranking goes.':
    'Qué canales compiten: los de cada grupo por sí solo (uniform), los de todos los grupos conectados igual (isomorphic), los de un tramo de bloques (block) o todos (global). De cada orden se va la misma parte.',
  'Members of a group': 'Miembros de un grupo',
  'How the scores of the layers that share a channel become one: their mean, their sum, the largest, or that of the first layer.':
    'Cómo se reúnen las puntuaciones de las capas que comparten un canal: su media, su suma, la mayor o la de la primera capa.',
  'Depthwise filters': 'Filtros por canal',
  'Whether they count in the score; in the published implementation they do not.':
    'Si cuentan en la puntuación; en la implementación publicada no cuentan.',
  'Norms’ scales': 'Escalas de las normas',
  'Whether they count in the score; auto is as in the published implementation: they do, but batch norm’s by taylor do not.':
    'Si cuentan en la puntuación; auto es como en la implementación publicada: cuentan, salvo las de batch norm con taylor.',
  'Heads kept': 'Cabezas que quedan',
  'Of a transformer: the share of its heads that stays. They are ranked among themselves, those of all blocks together; 1 removes none.':
    'De un transformer: la parte de sus cabezas que queda. Se ordenan entre ellas, las de todos los bloques juntas; 1 no quita ninguna.',
  'Dimensions of heads kept': 'Dimensiones de las cabezas que quedan',
  'Of a transformer: the share of its heads’ dimensions that stays, ranked among themselves. At 0 they are channels like all others.':
    'De un transformer: la parte de las dimensiones de sus cabezas que queda, ordenadas entre ellas. Con 0 son canales como los demás.',
  'Which dimensions': 'Qué dimensiones',
  'Whether each head loses its own least important dimensions (own, as Isomorphic Pruning), or all heads of a block the same ones, by their mean (same, as later Torch-Pruning). As many go from each head either way.':
    'Si cada cabeza pierde sus propias dimensiones menos importantes (own, como Isomorphic Pruning) o todas las de un bloque las mismas, según su media (same, como Torch-Pruning después). De cada cabeza se van las mismas en ambos casos.',
  'Most of a group': 'Máximo por grupo',
  'The largest share that any group may lose; others lose more in its place, where they are ranked with it.':
    'La mayor parte que puede perder un grupo; en su lugar pierden más los que se ordenan con él.',
  Steps: 'Pasos',
  'In how many equal steps the channels go; what is left is scored anew before each.':
    'En cuántos pasos iguales se van los canales; antes de cada uno se puntúa de nuevo lo que queda.',
  'Seed of chance': 'Semilla del azar',
  'Training images whose gradients the taylor and hessian importances are summed over.':
    'Imágenes de entrenamiento sobre cuyos gradientes se suman las importancias taylor y hessian.',
  'This network has no batch norm, so its channels cannot be ranked by batch norm’s scale.':
    'Esta red no tiene batch norm, así que sus canales no se pueden ordenar por la escala de batch norm.',
  'Choose another importance for the pruning, such as magnitude.':
    'Elige otra importancia para la poda, como magnitude.',
  'This network has no blocks, so its channels cannot be ranked within them.':
    'Esta red no tiene bloques, así que sus canales no se pueden ordenar dentro de ellos.',
  'Choose another scope for the pruning: uniform, isomorphic or global.':
    'Elige otro alcance para la poda: uniform, isomorphic o global.',
  'The time of one image is measured as the network is made, and not before.':
    'El tiempo de una imagen se mide al hacer la red, y no antes.',
  'Make the network, or choose another target for the preview: multiplyAdds is near to it.':
    'Haz la red, o elige otro objetivo para la vista previa: multiplyAdds se le acerca.',
  'Parameters kept': 'Parámetros que quedan',
  'Multiply-adds kept': 'Multiplicaciones-sumas que quedan',
  'Time kept': 'Tiempo que queda',
  'Share weights': 'Compartir pesos',
  'Lets many weights have one value, so that fewer numbers are stored and trained. All of them are multiplied as before: no faster here.':
    'Deja que muchos pesos tengan un mismo valor, de modo que se guardan y entrenan menos números. Todos se multiplican como antes: aquí no es más rápido.',
  'sharing {0} % of the numbers by a hash': 'compartir el {0} % de los números con un hash',
  'sharing weights among the blocks of a stage': 'compartir pesos entre los bloques de una etapa de la red',
  'sharing {0} values': 'compartir {0} valores',
  '{0} % hashed': '{0} % con hash',
  'blocks shared': 'bloques compartidos',
  '{0} values': '{0} valores',
  'Shared values': 'Valores compartidos',
  'Which weights are alike cannot be told from weights that were drawn at random.':
    'No se puede saber qué pesos se parecen a partir de pesos sorteados al azar.',
  'Channels that go would leave shared values behind that nobody ranked. Put Prune before Share weights, as Han et al. 2016 do.':
    'Los canales que se van dejarían valores compartidos que nadie ordenó. Pon Podar antes de Compartir pesos, como hacen Han et al. 2016.',
  'Every shared value would be rounded to as many grids as there are channels, and be shared no more. Choose one of the two, or put them into two networks.':
    'Cada valor compartido se redondearía a tantas rejillas como canales hay, y ya no se compartiría. Elige una de las dos, o ponlas en dos redes.',
  Sharing: 'Cómo se comparte',
  'codebook gives every weight the nearest of a few values (k-means); hashed lets a hash choose, and stores no indices; blocks gives all alike blocks of a stage the first one’s weights, each with its own batch norm.':
    'codebook da a cada peso el más cercano de unos pocos valores (k-medias); hashed deja que elija un hash y no guarda índices; blocks da a todos los bloques iguales de una etapa de la red los pesos del primero, cada uno con su propia batch norm.',
  'Values of a codebook, for all layers, the first and the last too (Han et al. 2016). Every weight keeps which one it has, in ⌈log2⌉ of so many bits.':
    'Valores de un libro de códigos, en todas las capas, también la primera y la última (Han et al. 2016). Cada peso guarda cuál tiene, con ⌈log2⌉ de ese número en bits.',
  'Start of the values': 'Comienzo de los valores',
  'Where k-means begins: evenly between the extremes (linear, the best in Han et al. 2016), at quantiles (density), at weights drawn at random, or drawn far from one another (plusplus).':
    'Dónde empieza k-medias: repartido entre los extremos (linear, lo mejor en Han et al. 2016), en cuantiles (density), en pesos sorteados al azar, o sorteados lejos unos de otros (plusplus).',
  Codebooks: 'Libros de códigos',
  'layer: every layer has values of its own; network: one codebook serves all layers.':
    'layer: cada capa tiene valores propios; network: un libro de códigos sirve a todas las capas.',
  'Share of numbers': 'Parte de los números',
  'How many numbers a hashed layer has, as a share of its weights.':
    'Cuántos números tiene una capa con hash, como parte de sus pesos.',
  'Seed of the hash': 'Semilla del hash',
  'Decides which weights share a number by the hash, and what is drawn where k-means begins at random.':
    'Decide qué pesos comparten un número según el hash, y qué se sortea donde k-medias empieza al azar.',
  'A quantised network’s weights are not shared: its levels are shared values already.':
    'Los pesos de una red cuantizada no se comparten: sus niveles ya son valores compartidos.',
  'Share the weights of the network that it was made of.': 'Comparte los pesos de la red de la que se hizo.',
  'No stage of this network has two blocks of the same shapes, so none can share weights.':
    'Ninguna etapa de esta red tiene dos bloques de las mismas formas, así que ninguno puede compartir pesos.',
  'Choose a deeper network, such as ResNet-20, or share values (Sharing: codebook).':
    'Elige una red más profunda, como ResNet-20, o comparte valores (cómo se comparte: codebook).',
  '{0} uses the weights of {1}, which is no layer before it':
    '{0} usa los pesos de {1}, que no es ninguna capa anterior',
  '{0} uses the weights of {1}, which do not fit it': '{0} usa los pesos de {1}, que no encajan en ella',
  'A block that goes may be the one whose weights others use. Put Remove blocks before Share weights.':
    'Un bloque que se va puede ser el que presta sus pesos a otros. Pon Quitar bloques antes de Compartir pesos.',
  'Products of factors would share values no more. Put Factorise before Share weights.':
    'Los productos de factores ya no compartirían valores. Pon Factorizar antes de Compartir pesos.',
  'Products of factors would have few levels no more. Put Factorise before Quantise in training.':
    'Los productos de factores ya no tendrían pocos niveles. Pon Factorizar antes de Cuantizar al entrenar.',
  'No layer of a network that was quantised in training can have a mask. Put Sparsify before Quantise in training.':
    'Ninguna capa de una red que se cuantizó al entrenar puede tener una máscara. Pon Hacer dispersa antes de Cuantizar al entrenar.',
  'A quantised network’s weights are not shared: its levels are shared values already. Choose one of the two, or put them into two networks.':
    'Los pesos de una red cuantizada no se comparten: sus niveles ya son valores compartidos. Elige una de las dos, o ponlas en dos redes.',
  'No layer of this network can lose weights: none is dense, or the first and the last are all that there are.':
    'Ninguna capa de esta red puede perder pesos: ninguna es densa, o solo tiene la primera y la última.',
  'Let the first and the last layer lose weights too, or sparsify the network that it was made of.':
    'Deja que la primera y la última capa también pierdan pesos, o haz dispersa la red de la que se hizo.',
  'Weights that go would still have a shared value. Put Sparsify before Share weights: what it holds at 0 stays 0.':
    'Los pesos que se van seguirían teniendo un valor compartido. Pon Hacer dispersa antes de Compartir pesos: lo que deja en 0 sigue en 0.',
  'Teach a student': 'Enseñar a un estudiante',
  'The network so far becomes the teacher of a new one, which goes on in its place: an assistant on the way to a smaller student, or the same network born again.':
    'La red obtenida hasta aquí pasa a ser el profesor de una nueva, que sigue en su lugar: un asistente en el camino a un estudiante menor, o la misma red nacida de nuevo.',
  'teaching the same network anew': 'enseñar de nuevo a la misma red',
  'teaching another network': 'enseñar a otra red',
  'taught {0}': '{0} enseñada',
  'self-distilled': 'autodestilada',
  'born again': 'nacida de nuevo',
  'A teacher that has learned nothing teaches nothing: put a training before it.':
    'Un profesor que no ha aprendido nada no enseña nada: pon antes un entrenamiento.',
  'The network that is taught: the same once more, or one of a family at a width.':
    'La red a la que se enseña: la misma otra vez, o una de una familia con una anchura.',
  'Multiplies the channels of a student of another family.':
    'Multiplica los canales de un estudiante de otra familia.',
  Start: 'Comienzo',
  'new draws its weights from the run’s seed; kept goes on from those of the teacher, where it is the same network.':
    'new sortea sus pesos con la semilla de la ejecución; kept sigue desde los del profesor, si es la misma red.',
  'Weights that are drawn anew have learned nothing, so what stays fixed would stay random. Train all of them (freeze=none), or start from the teacher’s (student=same start=kept).':
    'Los pesos sorteados de nuevo no han aprendido nada, así que lo que queda fijo seguiría siendo aleatorio. Entrénalos todos (freeze=none) o parte de los del profesor (student=same start=kept).',
  Width: 'Anchura',
};
