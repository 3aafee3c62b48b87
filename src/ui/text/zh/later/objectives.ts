/** Sentences of losses of features, of relations and of logits, in Chinese. */
export const objectivesZh: Readonly<Record<string, string>> = {
  'Attention maps (AT)': '注意力图（AT）',
  'Neuron selectivity (NST)': '神经元选择性（NST）',
  'Variational information (VID)': '变分信息（VID）',
  'Activation boundaries (AB)': '激活边界（AB）',
  'Factor transfer (FT)': '因子迁移（FT）',
  'Overhauled features (OFD)': '特征蒸馏改进（OFD）',
  'Knowledge review (ReviewKD)': '知识回顾（ReviewKD）',
  'Similar pairs (SP)': '相似对（SP）',
  'Distances and angles (RKD)': '距离与角度（RKD）',
  'Distances (RKD-D)': '距离（RKD-D）',
  'Angles (RKD-A)': '角度（RKD-A）',
  'Order of neighbours (DarkRank)': '近邻排序（DarkRank）',
  'Probabilities of neighbours (PKT)': '近邻概率（PKT）',
  'Correlation congruence (CC)': '相关一致性（CC）',
  'Flow between stages (FSP)': '阶段间的流（FSP）',
  'Contrast within a batch (CRD)': '批内对比（CRD）',
  'Likeliest class (DeiT, hard)': '最可能的类别（DeiT，硬）',
  'KL over all logits (DeiT, soft)': '全部 logits 上的 KL（DeiT，软）',
  'DKD of standardised logits': '标准化 logits 的 DKD',
  'Learned temperature (CTKD)': '学习的温度（CTKD）',
  'Feature weight': '特征权重',
  'What the loss of features or relations weighs: a multiple of β as published, or of the labels’ gradient.':
    '特征或关系损失的权重：所发表的 β 的倍数，或标签梯度的倍数。',
  Definition: '定义',
  'Whose definition of the loss, where libraries differ; not every loss has one of each.':
    '各库不同时采用谁的损失定义；并非每个损失都有每一种。',
  'Beside the features': '特征之外',
  'Whether the KL of the logits is added to the loss of features or relations, or it stands alone.':
    '是在特征或关系损失上加上 logits 的 KL，还是只用该损失。',
  Weighting: '加权方式',
  'Fixed: β as published. As long as labels: β is measured before the first step, so that both gradients have one length.':
    '固定：采用所发表的 β。与标签等长：在第一步之前测量 β，使两个梯度长度相同。',
  Control: '对照',
  'Compares with features that say nothing of the image: of a random teacher, of shuffled pairs, or to the adapter alone.':
    '与不含该图像信息的特征比较：随机教师、打乱的配对，或只训练适配器。',
  '{0} compares maps of features at the ends of stages, and student or teacher has too few of them.':
    '{0} 比较各阶段末端的特征图，而学生或教师的特征图太少。',
  'Choose a student and a teacher with convolutions, or a similarity that compares vectors, such as RKD, or logits, such as KL.':
    '请选择带卷积的学生和教师，或比较向量（如 RKD）、比较 logits（如 KL）的相似度。',
  '{0} compares channel by channel, and student and teacher have other numbers of them.':
    '{0} 逐通道比较，而学生和教师的通道数不同。',
  'Choose a student and a teacher of one width, another definition, or a similarity with an adapter, such as FitNet.':
    '请选择宽度相同的学生和教师、另一种定义，或带适配器的相似度，如 FitNet。',
  '{0} has no definition of {1}.': '{0} 没有 {1} 的定义。',
  'Choose one of {0}.': '请从 {0} 中选择。',
  'mdistiller’s regressor makes no map of {0} × {1} pixels of one of {2} × {3}.':
    'mdistiller 的回归器无法从 {2} × {3} 像素的特征图得到 {0} × {1} 像素的特征图。',
  'Choose the definition of RepDistiller, which averages the larger map.':
    '请选择 RepDistiller 的定义，它对较大的特征图取平均。',
  'Patches (tokens or pixels)': '图块（token 或像素）',
  'Manifold of patches': '图块流形',
  'Stages to logits (OFA)': '阶段到 logits（OFA）',
  'OFA compares with the teacher’s logits, which are its own whatever the control is.':
    'OFA 与教师的 logits 比较，无论选择哪种对照，它们都是教师自己的。',
  'Choose shuffled pairs or the adapter alone.': '请选择打乱的配对或只训练适配器。',
  'Its own deepest stage (BYOT)': '自身最深阶段（BYOT）',
  'Auxiliary labels': '辅助分类器的标签',
  'Self-distillation: what the labels’ cross entropy of the auxiliary classifiers weighs beside their KL to the deepest.':
    '自蒸馏：辅助分类器与标签的交叉熵相对于它们与最深分类器之间 KL 的权重。',
  'Self-distillation has earlier stages of the student learn from its last, and this student has one at most.':
    '自蒸馏让学生的较早阶段向最后阶段学习，而该学生至多只有一个阶段。',
  'Choose a student with several stages, such as a ResNet, or another similarity.':
    '请选择有多个阶段的学生（如 ResNet），或其他相似度。',
  'Likeliest class, smoothed': '最可能的类别，平滑',
  'Euclidean distance of logits': 'logits 的欧氏距离',
  'Euclidean distance of log p': 'log p 的欧氏距离',
  'Attention of the last block (ViT)': '最后一个块的注意力（ViT）',
  'Class tokens': '类别 token',
  'By confidence (CA-MKD)': '按置信度（CA-MKD）',
  'Attention is compared between transformers, and student or teacher is none.':
    '注意力在 Transformer 之间比较，而学生或教师不是 Transformer。',
  'Choose a student and a teacher that are transformers, or a similarity of any networks, such as Patches.':
    '请选择都是 Transformer 的学生和教师，或适用于任何网络的相似度，如图块。',
  'Attention is compared token by token, and student and teacher have other numbers of tokens.':
    '注意力逐 token 比较，而学生和教师的 token 数不同。',
  'Choose networks with patches of one size and as many distillation tokens, or a similarity of any networks, such as Patches.':
    '请选择图块大小相同、蒸馏 token 数相同的网络，或适用于任何网络的相似度，如图块。',
  'CA-MKD asks the teacher’s own last layer about the student’s features, and of a random teacher there is none that learned.':
    'CA-MKD 用教师自己的最后一层来看学生的特征，而随机教师的最后一层什么也没有学到。',
};
