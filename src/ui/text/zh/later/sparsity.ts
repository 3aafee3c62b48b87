/** Sentences of stages that set weights to zero, remove blocks or train with a penalty. */
export const sparsityZh: Readonly<Record<string, string>> = {
  Sparsify: '稀疏化',
  'Sets weights to zero and holds them there with masks, at once or in the course of training. Zeros are multiplied as well: the network is no faster here.':
    '把权重设为零并用掩码保持为零，一次完成或在训练过程中逐步完成。零同样参与乘法：在这里网络不会更快。',
  'Which weights matter cannot be told from weights that were drawn at random.':
    '从随机抽取的权重看不出哪些权重重要。',
  'keeping {0} % of the weights': '保留 {0}% 的权重',
  'keeping {0} % of the weights’ rows': '保留权重 {0}% 的行',
  'keeping {0} % of the weights’ columns': '保留权重 {0}% 的列',
  'keeping {0} % of the weights’ blocks': '保留权重 {0}% 的块',
  '{0} % of weights': '{0}% 的权重',
  'The share of the weights, or of their rows, columns or blocks, that is not set to zero; in each layer one at least.':
    '不设为零的权重（或其行、列、块）所占的比例；每层至少保留一个。',
  'What goes': '去掉什么',
  'Single entries, or rows, columns and blocks of a weight as a matrix of outputs by inputs.':
    '单个元素，或把权重看作“输出×输入”矩阵时的行、列和块。',
  Block: '块',
  'Outputs by inputs of a block.': '一个块的输出数×输入数。',
  Pooling: '汇聚',
  'What a row, a column or a block scores: the mean or the greatest score of its entries.':
    '行、列或块的得分：其元素得分的平均值或最大值。',
  'What ranks weights: their magnitude or square; how much the loss would change without them, to first order (taylor, and snip, which divides by the sum); what they do to the gradient’s flow (grasp); the flow through all paths, without data (synflow); or chance.':
    '用什么给权重排序：绝对值或平方；去掉后损失的一阶变化（taylor，以及除以总和的 snip）；对梯度流的影响（grasp）；不需要数据的全部路径之流（synflow）；或随机。',
  'Whether the weights of all layers are ranked together (global), or every layer keeps the same share (layer).':
    '所有层的权重一起排序（global），还是每层保留相同比例（layer）。',
  'Whether the first and the last layer lose weights like the others. Biases and batch norm never do.':
    '第一层和最后一层是否像其他层一样去掉权重。偏置和批归一化从不去掉。',
  'When weights go: once; in rounds with training between them; gradually by step (gradual) or by epoch (agp); or once, to come back later (densify). All but once train, and once does where epochs are given.':
    '权重何时去掉：一次（once）；分轮进行，轮间训练（rounds）；按步（gradual）或按轮次（agp）逐渐去掉；或先去掉、之后恢复（densify）。除 once 外都会训练；给出轮次时 once 也训练。',
  Masks: '掩码',
  'hard: what is zero stays zero. soft: weights learn under the mask, which is decided anew each time, so that they may come back until training ends.':
    'hard：为零的保持为零。soft：权重在掩码下继续学习，掩码每次重新决定，因此训练结束前权重可以恢复。',
  Rounds: '轮数',
  'How often weights go, the same share of what is left each time, with as much training after each.':
    '去掉权重的次数：每次去掉剩余部分的相同比例，之后训练同样长的时间。',
  'Keep at first': '开始时保留',
  'The share that is kept when the gradual schedule begins.': '逐渐去掉开始时保留的比例。',
  Begin: '开始',
  'When weights begin to go, as a share of the training.': '权重从何时开始去掉，以训练进程的比例表示。',
  End: '结束',
  'When the last weights go, or when they come back (densify), as a share of the training.':
    '最后一批权重何时去掉，或何时恢复（densify），以训练进程的比例表示。',
  Every: '间隔',
  'Epochs from one time that weights go to the next; agp counts whole ones.':
    '相邻两次去掉权重之间的轮次；agp 只计整数轮次。',
  'Draw anew': '重新初始化',
  'Keeps the architecture, and draws its weights anew from the run’s seed: the same small network from scratch, beside one that keeps what was learned.':
    '保留架构，用该次运行的种子重新抽取权重：同样的小网络从零开始，与保留所学内容的网络相对照。',
  'drawing its weights anew': '重新抽取其权重',
  'keeping its weights': '保留其权重',
  'weights kept': '保留权重',
  'Drawn anew': '重新抽取',
  'With 1 all of them, with 0 none: varied over both, a sweep has what was learned beside weights from scratch.':
    '1 为全部，0 为都不抽：让它在两者间变化，一次扫描就能把所学的权重与从零开始的权重相对照。',
  'from scratch': '从零开始',
  'Remove blocks': '移除残差块',
  'Removes whole residual blocks whose shortcut is their input itself; the shortcut is what is left of them.':
    '移除捷径就是其输入本身的整个残差块；块的位置只留下捷径。',
  'keeping {0} % of the blocks that can go': '保留 {0}% 可移除的块',
  '{0} % of blocks': '{0}% 的块',
  'Which blocks matter cannot be told from weights that were drawn at random.':
    '从随机抽取的权重看不出哪些块重要。',
  'Of the blocks that can go, the share that stays; a stage keeps one block whatever this is.':
    '可移除的块中保留的比例；每个阶段无论如何都保留一个块。',
  'Whether the blocks of all stages are ranked together (global), or every stage keeps the same share (stage).':
    '所有阶段的块一起排序（global），还是每个阶段保留相同比例（stage）。',
  'The network has no residual block that could go: one whose shortcut is its input itself, beside another in its stage.':
    '该网络没有可移除的残差块：捷径必须就是其输入本身，并且同一阶段还有别的块。',
  'Choose a deeper residual network, or remove the stage depth from the recipe.':
    '请选择更深的残差网络，或从配方中删除 depth 阶段。',
  'it is without the block {0}, which {1} does not have': '它缺少块 {0}，而 {1} 没有这个块',
  'it is without {0}, which gives another shape than it is given': '它缺少 {0}，而这个块的输出形状与输入不同',
  Regularise: '正则化',
  'Trains as distilling does, with a penalty on channels beside the loss, so that those that are cut after it have little left to say.':
    '像蒸馏那样训练，并在损失之外对通道加惩罚，使之后被剪去的通道已几乎不起作用。',
  'training with group lasso': '用 group lasso 训练',
  'training with growing regularisation': '用逐渐增强的正则化训练',
  'training with L1 on batch norm’s scales': '对批归一化的缩放系数加 L1 训练',
  regularised: '已正则化',
  Penalty: '惩罚',
  'L1 on batch norm’s scales (norm); the length of all that a channel couples (group); or weight decay that grows, on the channels of least magnitude (growing).':
    '对批归一化缩放系数的 L1（norm）；一个通道所耦合的全部权重的长度（group）；或对幅度最小的通道逐渐增强的权重衰减（growing）。',
  Strength: '强度',
  'λ: what the penalty weighs beside the loss, at every step.': 'λ：每一步中惩罚相对于损失的权重。',
  'The share of the channels of every group on which no decay grows; prune with the same share after it.':
    '每组中不加增强衰减的通道比例；之后请用相同比例剪枝。',
  'Strength at the end': '最终强度',
  'λ at the last step; it grows from 0 in equal parts.': '最后一步的 λ；从 0 起等量增长。',
  'Grows every': '增强间隔',
  'Steps from one time that the penalty grows to the next.': '相邻两次增强惩罚之间的步数。',
  'The network has no batch norm whose scales could be penalised.':
    '该网络没有可以惩罚其缩放系数的批归一化。',
  'Choose the penalty group or growing.': '请选择 group 或 growing 惩罚。',
};
