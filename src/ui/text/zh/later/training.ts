/** Sentences of the settings of training that stand behind “more…”. */
export const trainingZh: Readonly<Record<string, string>> = {
  'Warm-up': '预热',
  'Epochs in which the rate rises step by step from 0 to the learning rate; then the schedule is where it would be without.':
    '学习率在这些轮中逐步从 0 升到所设的学习率；之后，调度处在没有预热时应处的位置。',
  'Gradient clipping': '梯度裁剪',
  'A gradient of all weights that is longer than this is made as short, as clip_grad_norm_ does; 0 leaves it.':
    '所有权重合起来的梯度若比它长，就缩短到这个长度，与 clip_grad_norm_ 相同；0 表示不裁剪。',
  'Weight averaging': '权重平均',
  'd of average ← d·average + (1 − d)·weights after each step (EMA); the average is measured and kept in their place. 0 averages nothing.':
    '每步之后 平均 ← d·平均 + (1 − d)·权重 中的 d（EMA）；测量和保留的是平均值而非权重本身。0 表示不平均。',
  'Label smoothing': '标签平滑',
  'ε: students learn from (1 − ε)·label + ε/K in the cross entropy.':
    'ε：学生在交叉熵中学习 (1 − ε)·标签 + ε/K。',
  Dropout: 'Dropout',
  'The share of activations that are set to 0 at random in training, in students that have a place for it.':
    '训练时随机置 0 的激活所占的比例；仅对有相应位置的学生有效。',
  'Drop path': 'Drop path',
  'How likely the last residual branch is left out of an image’s way in training (stochastic depth); those before it less, in proportion to their depth.':
    '训练时一幅图像跳过最后一个残差分支的概率（随机深度）；之前的分支按深度成比例减小。',
};
