/** Sentences of recipes: stages, their settings, and what is wrong with how they are spelt. */
export const recipeZh: Readonly<Record<string, string>> = {
  Distil: '蒸馏',
  'Trains the network on the labels and the teacher’s logits; what it does not say, the experiment’s settings do.':
    '用标签和教师的 logits 训练网络；本阶段没有写明的，按实验的设置。',
  'How often this stage passes over the training images.': '本阶段遍历训练图像的次数。',
  Alpha: 'α',
  'The weight of the labels in this stage, whatever the sweep’s alpha is: loss = α·CE + (1 − α)·similarity.':
    '标签在本阶段的权重，与扫描的 α 无关：损失 = α·CE + (1 − α)·相似度。',
  'Softens both models’ probabilities in this stage before they are compared: p = softmax(z / T).':
    '在本阶段比较之前软化两个模型的概率：p = softmax(z / T)。',
  'How student and teacher are compared in this stage.': '本阶段如何比较学生和教师。',
  'What the error of FitNet’s hint weighs in this stage beside the KL of the logits.':
    '本阶段中，FitNet 提示的误差相对于 logits 的 KL 的权重。',
  'The step size at this stage’s first epoch; the schedule lowers it from there.':
    '本阶段第一轮的步长；之后由计划降低。',
  Freezing: '冻结',
  'What of the network stays fixed in this stage: nothing, all but the last stage, all but the head, or that with batch statistics.':
    '本阶段网络中保持不变的部分：无、除最后一个网络阶段外的全部、除头部外的全部，或后者并使用批统计。',
  'The student has learned nothing before this stage, so what stays fixed would stay random. Put {0} without freezing before it, or let the student start trained.':
    '学生在本阶段之前什么都没学过，因此固定的部分会一直是随机的。请在它之前放一个不冻结的{0}，或让学生从训练过的权重开始。',
  'training without the teacher': '不用教师训练',
  distilled: '蒸馏得到',
  'half the channels': '一半通道',
  '{0} % of channels': '{0} % 的通道',
  '{0} bit': '{0} 位',
  'fine-tuned': '微调',
  'trained alone': '独自学习',
  '{0} α {1}': '{0} α {1}',
  '{0}, α {1}': '{0}, α {1}',
  'training from scratch': '从零训练',
  'fine-tuning': '微调',
  Arm: '训练组',
  'From the weights that are there with the teacher (distilled), the same from the labels alone (fine-tuned), or the same architecture with weights drawn anew, from the labels alone (scratch). Epochs, batches and learning rate are the same, so varied over all three, runs are paired; only from scratch no layer has a backbone’s own rate.':
    '从已有的权重跟随教师学习（distilled），同样的权重只用标签（fine-tuned），或同样的架构重新抽取权重、只用标签（scratch）。轮数、批次和学习率都相同，所以三者都取时，各次运行成对；只有从零开始时，没有任何层用原有部分自己的学习率。',
  'Weights that are drawn anew have learned nothing, so what stays fixed would stay random. Train all of them (freeze=none), or choose another arm than from scratch.':
    '重新抽取的权重什么也没学过，固定不动的部分会一直是随机的。请训练全部权重（freeze=none），或选择从零开始以外的组。',
  'Arms without the teacher take no alpha, so its {0} values give the same networks there. One below 1 is enough.':
    '没有教师的组不采用 α，所以它的 {0} 个取值在那里得到同样的网络。一个小于 1 的就够。',
  'The student starts from weights that are drawn, so from scratch and fine-tuned are the same in its first training. Vary the arm of a later one.':
    '学生从抽取的权重开始，所以在它的第一次训练里从零开始和微调是一样的。请改变后面某次训练的组。',
  distilling: '蒸馏',
  'keeping {0} % of the channels': '保留 {0} % 的通道',
  'rounding to {0} bits': '舍入到 {0} 位',
  Prune: '剪枝',
  'Fewer bits': '减少位数',
  'Channels kept': '保留的通道',
  'Bits of a weight': '每个权重的位数',
  'Removes whole channels, in every layer that shares them, so that the network is smaller and faster without any mask.':
    '在共用它们的每一层里移除整个通道，网络因此更小更快，不需要掩码。',
  Keep: '保留',
  Importance: '重要性',
  'Multiple of': '倍数',
  'The channels that stay are rounded up to a multiple of this, as some hardware wants.':
    '留下的通道数向上取整为它的倍数，有些硬件需要这样。',
  'Recalibration images': '重新校准图像',
  'Training images from which batch norm’s statistics are taken anew after the change; 0 leaves them as they were.':
    '改动之后用来重新统计批归一化的训练图像数；0 表示保持原样。',
  'Importance images': '重要性图像',
  Factorise: '分解',
  'Lets layers run as two or three smaller ones each, whose product is near the layer’s weight; a layer that would need more multiply-adds stays as it is.':
    '让每一层作为两三个更小的层来运行，它们的乘积接近该层的权重；会需要更多乘加的层保持原样。',
  'with the ranks that stand out of the noise': '采用高出噪声的秩',
  'holding {0} % of every layer’s energy': '保留每层 {0} % 的能量',
  'keeping {0} % of the cost': '保留 {0} % 的计算量',
  'ranks by EVBMF': '按 EVBMF 定秩',
  '{0} % of energy': '{0} % 的能量',
  '{0} % of the cost': '{0} % 的计算量',
  'Which directions of a weight matter cannot be told from weights that were drawn at random.':
    '从随机抽取的权重看不出权重的哪些方向重要。',
  Factorisation: '分解方法',
  'svd: linear layers and convolutions of 1×1 as two; channel: 1×1, then k×k; spatial: k×1, then 1×k; tucker: 1×1, k×k, 1×1; cp: 1×1, depthwise k×k, 1×1; auto: of all but cp what loses least.':
    'svd：线性层和 1×1 卷积分成两层；channel：先 1×1 再 k×k；spatial：先 k×1 再 1×k；tucker：1×1、k×k、1×1；cp：1×1、逐通道 k×k、1×1；auto：在 cp 以外的方法中取损失最少的。',
  'Ranks by': '秩的依据',
  'budget shares the cost that stays out over the layers; energy holds a share of the squared singular values of every layer; evbmf estimates what stands out of the noise.':
    'budget 把保留的计算量分配给各层；energy 保留每层奇异值平方的一部分；evbmf 估计高出噪声的部分。',
  'Cost kept': '保留的计算量',
  'The share of the network’s multiply-adds (or parameters) that stays at most; where even ranks of 1 cost more, the least that there is.':
    '网络的乘加（或参数）最多保留的份额；若秩为 1 也超出，则取能达到的最小值。',
  'Cost counts': '计算量按',
  'What the budget is of: multiply-adds, or trained numbers.': '预算针对什么：乘加，或训练的数。',
  Energy: '能量',
  'The share of the squared singular values that every layer holds.': '每层保留的奇异值平方的份额。',
  'A quantised network is not factorised.': '量化后的网络不再分解。',
  'Factorise the network before it is quantised.': '请在量化之前分解网络。',
  'The network is factorised already.': '网络已经分解过。',
  'The blocks of this network share their weights already.': '这个网络的块已经共享权重。',
  'Share values (Sharing: codebook), or remove the second sharing of blocks.':
    '请共享数值（共享方式：codebook），或移除第二次块共享。',
  'Weights of this network are shared; products of factors would share them no more.':
    '这个网络的权重是共享的；因子的乘积就不再共享了。',
  'Factorise the network that it was made of, before weights are shared.':
    '请在共享权重之前，分解它所来自的网络。',
  'The zeros of Sparsify do not last: only a codebook holds them at 0. Share values (Sharing: codebook), or leave Sparsify out.':
    '稀疏化得到的零不会保留：只有码本让它们保持为 0。请共享数值（共享方式：codebook），或去掉稀疏化。',
  'The zeros of Sparsify do not last: weights of one bit have no level at 0. Give them more bits, or leave Sparsify out.':
    '稀疏化得到的零不会保留：一位的权重没有为 0 的级别。请给更多位数，或去掉稀疏化。',
  'The zeros of Sparsify do not last: the masks end where training with few bits begins, and any weight may get any level. Leave one of the two out.':
    '稀疏化得到的零不会保留：低位训练开始时掩码就结束，任何权重都可能取任何级别。请去掉两者之一。',
  'The zeros of Sparsify do not last: factors are dense. Leave one of the two out.':
    '稀疏化得到的零不会保留：因子是稠密的。请去掉两者之一。',
  'No group of this student has more than {0} channels, so a multiple of {1} keeps them all and nothing is pruned. Choose a smaller multiple.':
    '这个学生没有一组超过 {0} 个通道，因此 {1} 的倍数会全部保留，什么也剪不掉。请选更小的倍数。',
  '{0} trains with these settings, so what it gives cannot be tried beforehand.':
    '{0}在这些设置下会训练，因此无法事先试出结果。',
  'Make it, or choose settings that train nothing.': '请直接制作，或选择不训练的设置。',
  'Factorise the network that it was made of, with other ranks.': '请用别的秩分解它的来源网络。',
  'The network has no layer that this method factorises.': '网络没有这种方法能分解的层。',
  'It has no convolution of 1×1, and no linear layer but the head, which stays as it is: choose the method auto.':
    '它没有 1×1 卷积，除保持原样的分类头外也没有线性层：请选择方法 auto。',
  'It has no convolution whose channels mix: choose the method svd or auto.':
    '它没有混合通道的卷积：请选择方法 svd 或 auto。',
  'it has {0} run as factors by {1}, which {2} cannot': '它让 {0} 以 {1} 的因子运行，而 {2} 做不到',
  Scope: '范围',
  'Training images whose gradients importance is taken from.': '用来计算重要性梯度的训练图像。',
  'What the random importance is drawn from.': '随机重要性由它抽取。',
  Quantise: '量化',
  'Rounds weights and activations to integers after batch norm was folded into the layers before it, and measures with them.':
    '先把批归一化并入前面的层，再把权重和激活舍入为整数，并以此测量。',
  'Weight bits': '权重位数',
  'Bits of a weight, symmetric round zero; under a budget the most that a layer gets.':
    '每个权重的位数，关于零对称；有预算时为一层最多可得的位数。',
  'Activation bits': '激活位数',
  'Bits of an activation, with one scale and one zero point for each tensor.':
    '每个激活的位数，每个张量一个缩放系数和一个零点。',
  'Calibration images': '校准图像',
  'Training images that say between which values activations lie, and from which rounding and biases are learned.':
    '用来得知激活范围并学习舍入和偏置的训练图像数。',
  'First and last layer': '首层与末层',
  '8 gives the first and the last layer eight bits whatever the others have; same gives them as many.':
    '8 表示首层和末层总用八位；same 表示与其他层相同。',
  '{0} needs two bits at least. Give it more, or take lsq, dorefa or bwn for one bit.':
    '{0} 至少需要两位。请给它更多位，或用 lsq、dorefa 或 bwn 做一位。',
  'Activations have 1 to 8 bits, or {0} to stay float32, not {1}.':
    '激活为 1 到 8 位，或用 {0} 保持 float32，不能是 {1}。',
  'lab takes the curvature of the loss from Adam, and the experiment trains with {0}. Set Optimizer to adam, or take bwn.':
    'lab 从 Adam 取得损失的曲率，而本实验用 {0} 训练。请把优化器设为 adam，或改用 bwn。',
  'Quantise in training': '训练中量化',
  'Trains the network on the labels and the teacher while its weights and activations are rounded to few levels; the gradient goes through the rounding straight.':
    '在标签和教师上训练网络，同时把权重和激活舍入到少数几个级别；梯度直接穿过舍入。',
  'Few bits are learned better by a network that has learned with many.':
    '先用多位学过的网络，更容易学会用少数几位。',
  'training with weights of {0} bits': '用 {0} 位权重训练',
  '{0} bit, trained': '{0} 位，训练所得',
  Method: '方法',
  'How levels are found: learned steps (lsq), tanh (dorefa), learned clip of activations (pact), greatest weight (plain), binary (bwn, xnor, lab), ternary (twn, ttq), sums of powers of two (apot) or powers of two (pot).':
    '级别如何确定：学习步长（lsq）、tanh（dorefa）、学习激活的截断（pact）、最大权重（plain）、二值（bwn、xnor、lab）、三值（twn、ttq）、2 的幂之和（apot）或 2 的幂（pot）。',
  'Bits of a weight while it is trained; bwn, xnor and lab have 1, twn and ttq 2.':
    '训练时每个权重的位数；bwn、xnor 和 lab 为 1，twn 和 ttq 为 2。',
  'Bits of a layer’s input while it is trained, 1 to 8; 32 leaves it float32.':
    '训练时每层输入的位数，1 到 8；32 表示保持 float32。',
  '8 gives the first and the last layer learned steps of eight bits whatever the others have; same treats them alike.':
    '8 表示首层和末层总用八位的学习步长；same 表示与其他层一样处理。',
  'Scales of weights': '权重的缩放',
  'One for each output channel, or one for the whole tensor.': '每个输出通道一个，或整个张量一个。',
  'Rounding of weights': '权重的舍入',
  'While it trains: to the nearest level, or to the one below or above by the probability that keeps the mean (stochastic, seeded); it is evaluated and kept on the nearest levels.':
    '训练时：舍入到最近的级，或按保持均值的概率舍入到上一级或下一级（stochastic，由种子决定）；评估和保存时总用最近的级。',
  'Training images from which the first steps and clips of activations are taken.':
    '用来确定激活的初始步长和截断的训练图像数。',
  'Activation range': '激活范围',
  'Between which values activations lie: their extremes (minmax), extremes that follow image after image (average), a percentile, the least squared error of magnitudes (mse), the least relative entropy of the distribution (entropy), or the least squared error of a histogram that moves either end by itself (histogram).':
    '激活位于哪些值之间：其极值（minmax）、逐图像跟随的极值（average）、百分位（percentile）、幅值的最小平方误差（mse）、分布的最小相对熵（entropy），或两端各自移动的直方图的最小平方误差（histogram）。',
  'Weight range': '权重范围',
  'Up to where a weight’s grid reaches: to its extremes (minmax), to where rounding and clipping together are off by the least (mse), or to a percentile.':
    '权重网格到哪里为止：到其极值（minmax）、到舍入与截断的总误差最小之处（mse），或到某个百分位（percentile）。',
  Percentile: '百分位',
  'The share of magnitudes, in per cent, that a range by percentile does not clip.':
    '按百分位取范围时不被截断的幅值所占的百分比。',
  'Weight scales': '权重缩放系数',
  'One scale for each output channel, or one for the whole tensor.':
    '每个输出通道一个缩放系数（channel），或整个张量一个（tensor）。',
  'Activation grid': '激活网格',
  'affine puts zero where the range wants it; symmetric in the middle, or at the lowest level where nothing is negative.':
    'affine 把零放在范围所需之处；symmetric 放在中间，没有负值时放在最低一级。',
  Rounding: '舍入',
  'Each weight to the nearest level, up or down by chance so that the mean stays (stochastic), or as suits what its layer gives (adaround: learned, layer after layer, Nagel et al. 2020).':
    '每个权重舍入到最近的一级（nearest）、随机向上或向下而均值不变（stochastic），或取最适合该层输出的一级（adaround：逐层学习，Nagel 等 2020）。',
  'Rounding steps': '舍入步数',
  'Steps in which the rounding of each layer is learned.': '学习每一层舍入所用的步数。',
  'Bias correction': '偏置校正',
  'empirical moves every bias by what its channel is off by in the mean over the calibration images (Nagel et al. 2019).':
    'empirical 按各通道在校准图像上的平均偏差移动其偏置（Nagel 等 2019）。',
  Equalisation: '均衡',
  'layers moves factors between layers so that the ranges of their channels are equal, which leaves the network’s function as it is (Nagel et al. 2019).':
    'layers 在层之间移动因子，使各通道的范围相等，而网络的函数不变（Nagel 等 2019）。',
  'Budget of bytes': '字节预算',
  'Bytes as a share of those in float32: below 1, each layer gets as many bits as it needs, by how much the network loses when that layer alone has fewer.':
    '字节数占 float32 的份额：小于 1 时，每层得到它所需的位数，依据仅该层位数减少时网络的损失。',
  'rounding to at most {0} bits and {1} % of the bytes': '舍入到至多 {0} 位、{1} % 的字节',
  'bits for {0} % of bytes': '位数按 {0} % 字节',
  'With two bits a weight the network still takes {0} % of its bytes, more than the budget of {1} %.':
    '每个权重两位时网络仍占其字节的 {0} %，超过预算 {1} %。',
  'Raise the budget, or give the first and the last layer as many bits as the others.':
    '提高预算，或让首层和末层与其他层位数相同。',
  'Learned rounding takes too long to be tried while a slider is moved.':
    '学习舍入太费时，无法在拖动滑块时试算。',
  'Make the network to see what it gives, or choose the nearest level for the preview.':
    '请制作网络来查看结果，或为预览选择最近的一级（nearest）。',
  Recipe: '配方',
  'The stages that make a network from the student, in their order: it is distilled, pruned, quantised.':
    '从学生得到网络的各个阶段及其顺序：蒸馏、剪枝、量化。',
  'stages with their settings, such as {0}, of {1}': '阶段及其设置，例如 {0}；可用的阶段：{1}',
  'a recipe has at most {0} stages': '配方最多有 {0} 个阶段',
  '{0} stands before any stage; the stages are {1}': '{0} 前面没有阶段；可用的阶段：{1}',
  'a recipe has at least one stage: {0}': '配方至少有一个阶段：{0}',
  '{0}’s {1} is {2}; it takes {3}': '{0} 的 {1} 是 {2}；它接受{3}',
  '{0}’s {1} needs a value: {2}': '{0} 的 {1} 需要一个值：{2}',
  'there is no stage {0}, the nearest is {1}; the stages are {2}':
    '没有阶段 {0}，最接近的是 {1}；可用的阶段：{2}',
  'there is no stage {0}; the stages are {1}': '没有阶段 {0}；可用的阶段：{1}',
  '{0} has no setting {1}, the nearest is {2}; its settings are {3}':
    '{0} 没有设置 {1}，最接近的是 {2}；它的设置：{3}',
  '{0} has no setting {1}; its settings are {2}': '{0} 没有设置 {1}；它的设置：{2}',
  'at most {0} settings are varied at a time': '一次最多改变 {0} 项设置',
  '{0} is varied twice': '{0} 改变了两次',
  '{0} needs values, such as {1}': '{0} 需要取值，例如 {1}',
  '{0} has more than {1} values': '{0} 的取值多于 {1} 个',
  '{0} has the value {1}; it takes {2}': '{0} 的取值里有 {1}；它接受{2}',
  '{0} has a value twice': '{0} 有重复的取值',
  '{0} cannot be varied, the nearest is {1}; what can is {2}':
    '不能改变 {0}，最接近的是 {1}；可以改变的：{2}',
  '{0} cannot be varied; what can is {1}': '不能改变 {0}；可以改变的：{1}',
  Vary: '改变',
  'Settings of the student and of stages that the sweep varies beside alpha, each over values of its own; two at most.':
    '扫描在 α 之外改变的学生设置和阶段设置，各有自己的取值；最多两项。',
  'up to {0} settings with up to {1} values each, such as {2}, or {3}':
    '最多 {0} 项设置，每项最多 {1} 个取值，例如 {2}，或 {3}',
  '{0} cannot be varied, as the recipe has no stage {1}': '不能改变 {0}，因为配方里没有阶段 {1}',
  '{0} cannot be varied, as the recipe has {1} of the stage {2}':
    '不能改变 {0}，因为配方里只有 {1} 个阶段 {2}',
  'Which channels matter cannot be told from weights that were drawn at random.':
    '从随机抽取的权重看不出哪些通道重要。',
  'What rounding costs cannot be told from weights that were drawn at random.':
    '从随机抽取的权重看不出舍入的代价。',
  'A quantised network is neither trained, pruned nor quantised again in this version.':
    '在这个版本里，量化后的网络不再训练、剪枝或再次量化。',
  '{0} {1} comes last: move {2} before it, or remove it.': '{0} {1}排在最后：请把{2}移到它前面，或移除。',
  'Nothing but the head is trained, on features that are computed once, so the layers before it stay as they are. Let more of the student be trained (Student freezing: none), or remove {0}.':
    '只训练分类头，用的是一次算好的特征，因此它前面的层保持不变。请让学生的更多层参与训练（学生冻结：none），或移除{0}。',
  '{0} comes before the student has learned anything. {1} Put {2} before it, or let the student start trained.':
    '{0}排在学生学到任何东西之前。{1} 请把{2}放到它前面，或让学生从训练过的权重开始。',
  'No stage takes the sweep’s alpha, so its {0} values give the same networks. One is enough.':
    '没有阶段采用扫描的 α，所以它的 {0} 个取值得到同样的网络。一个就够。',
  'keeping {0} % of the parameters': '保留 {0} % 的参数',
  'keeping {0} % of the multiply-adds': '保留 {0} % 的乘加',
  'keeping {0} % of the time': '保留 {0} % 的时间',
  '{0} % of parameters': '{0} % 的参数',
  '{0} % of multiply-adds': '{0} % 的乘加',
  '{0} % of the time': '{0} % 的时间',
  'The share that stays, of what the target says; of every group at least one channel does.':
    '留下的比例，对象由目标决定；每组至少留下一个通道。',
  Target: '目标',
  'What the share is of: channels, parameters, multiplyAdds, or ms, the measured time of one image. All but channels are reached by bisection.':
    '比例的对象：channels（通道）、parameters（参数）、multiplyAdds（乘加）或 ms（实测的每张图像时间）。除通道外，都用二分法达到。',
  'What ranks channels: the size of their weights squared (magnitude) or not (l1), how much the loss would change without them to first (taylor) or second order (hessian), batch norm’s scale (norm), their distance from the other channels (fpgm), their share of what is at least as large (lamp), or chance, as a control (random).':
    '按什么给通道排序：权重的平方和（magnitude）或绝对值之和（l1），去掉它们后损失的一阶（taylor）或二阶（hessian）变化，批归一化的缩放系数（norm），与其他通道的距离（fpgm），在不小于它的通道之和中所占的比例（lamp），或随机，作为对照（random）。',
  'Ranked together': '一起排序',
  'Which channels compete: those of each group by itself (uniform), of all groups that hang together alike (isomorphic), of one stage of blocks (block), or all (global). The same share of each ranking goes.':
    '哪些通道相互比较：每组各自（uniform），连接方式相同的所有组（isomorphic），同一段残差块（block），或全部（global）。每个排序去掉同样的比例。',
  'Members of a group': '组内成员',
  'How the scores of the layers that share a channel become one: their mean, their sum, the largest, or that of the first layer.':
    '共用一个通道的各层得分如何合为一个：平均、求和、最大，或第一层的得分。',
  'Depthwise filters': '深度可分离滤波器',
  'Whether they count in the score; in the published implementation they do not.':
    '是否计入得分；已发表的实现不计入。',
  'Norms’ scales': '归一化的缩放系数',
  'Whether they count in the score; auto is as in the published implementation: they do, but batch norm’s by taylor do not.':
    '是否计入得分；auto 与已发表的实现相同：计入，但用 taylor 时批归一化的不计入。',
  'Heads kept': '保留的注意力头',
  'Of a transformer: the share of its heads that stays. They are ranked among themselves, those of all blocks together; 1 removes none.':
    '用于 Transformer：留下的注意力头所占的比例。所有块的头放在一起，只在它们之间排序；1 表示一个也不去掉。',
  'Dimensions of heads kept': '保留的头维度',
  'Of a transformer: the share of its heads’ dimensions that stays, ranked among themselves. At 0 they are channels like all others.':
    '用于 Transformer：各头的维度留下的比例，只在它们之间排序。为 0 时它们与其他通道一样对待。',
  'Which dimensions': '去掉哪些维度',
  'Whether each head loses its own least important dimensions (own, as Isomorphic Pruning), or all heads of a block the same ones, by their mean (same, as later Torch-Pruning). As many go from each head either way.':
    '每个头去掉自己最不重要的维度（own，与 Isomorphic Pruning 相同），还是一个块的所有头按平均值去掉相同的维度（same，与后来的 Torch-Pruning 相同）。两种方式下每个头去掉的数目相同。',
  'Most of a group': '每组上限',
  'The largest share that any group may lose; others lose more in its place, where they are ranked with it.':
    '任何一组最多失去的比例；与它一起排序的组会替它多失去一些。',
  Steps: '步数',
  'In how many equal steps the channels go; what is left is scored anew before each.':
    '通道分几个相等的步骤去掉；每步之前对剩下的重新打分。',
  'Seed of chance': '随机种子',
  'Training images whose gradients the taylor and hessian importances are summed over.':
    '计算 taylor 和 hessian 重要性时累加其梯度的训练图像数。',
  'This network has no batch norm, so its channels cannot be ranked by batch norm’s scale.':
    '这个网络没有批归一化，因此不能按批归一化的缩放系数给通道排序。',
  'Choose another importance for the pruning, such as magnitude.':
    '请为剪枝选择另一种重要性，例如 magnitude。',
  'This network has no blocks, so its channels cannot be ranked within them.':
    '这个网络没有残差块，因此不能在块内给通道排序。',
  'Choose another scope for the pruning: uniform, isomorphic or global.':
    '请为剪枝选择另一种范围：uniform、isomorphic 或 global。',
  'The time of one image is measured as the network is made, and not before.':
    '每张图像的时间在制作网络时测量，之前不测。',
  'Make the network, or choose another target for the preview: multiplyAdds is near to it.':
    '请制作网络，或为预览选择另一个目标：multiplyAdds 与它相近。',
  'Parameters kept': '保留的参数',
  'Multiply-adds kept': '保留的乘加',
  'Time kept': '保留的时间',
  'Share weights': '共享权重',
  'Lets many weights have one value, so that fewer numbers are stored and trained. All of them are multiplied as before: no faster here.':
    '让许多权重取同一个值，因此保存和训练的数更少。它们仍像以前一样全部参与相乘：在这里不会更快。',
  'sharing {0} % of the numbers by a hash': '用哈希共享 {0} % 的数',
  'sharing weights among the blocks of a stage': '在同一阶段的各块之间共享权重',
  'sharing {0} values': '共享 {0} 个值',
  '{0} % hashed': '{0} % 哈希',
  'blocks shared': '块共享',
  '{0} values': '{0} 个值',
  'Shared values': '共享的值',
  'Which weights are alike cannot be told from weights that were drawn at random.':
    '从随机抽取的权重看不出哪些权重相近。',
  'Channels that go would leave shared values behind that nobody ranked. Put Prune before Share weights, as Han et al. 2016 do.':
    '被删去的通道会留下未经排序的共享值。请像 Han 等 2016 那样，把剪枝放在共享权重之前。',
  'Every shared value would be rounded to as many grids as there are channels, and be shared no more. Choose one of the two, or put them into two networks.':
    '每个共享值会被舍入到与通道数一样多的网格上，从而不再共享。请二者选一，或放到两个网络里。',
  Sharing: '共享方式',
  'codebook gives every weight the nearest of a few values (k-means); hashed lets a hash choose, and stores no indices; blocks gives all alike blocks of a stage the first one’s weights, each with its own batch norm.':
    'codebook 给每个权重取少数几个值中最近的一个（k 均值）；hashed 由哈希来选，不保存索引；blocks 让同一阶段中相同的块都用第一块的权重，各自保留自己的批归一化。',
  'Values of a codebook, for all layers, the first and the last too (Han et al. 2016). Every weight keeps which one it has, in ⌈log2⌉ of so many bits.':
    '码本的取值个数，用于所有层，包括第一层和最后一层（Han 等 2016）。每个权重记住自己是哪一个，占该数的 ⌈log2⌉ 位。',
  'Start of the values': '值的起点',
  'Where k-means begins: evenly between the extremes (linear, the best in Han et al. 2016), at quantiles (density), at weights drawn at random, or drawn far from one another (plusplus).':
    'k 均值从哪里开始：在两端之间均匀分布（linear，Han 等 2016 中最好）、在分位数上（density）、随机抽取的权重（random），或彼此远离地抽取（plusplus）。',
  Codebooks: '码本',
  'layer: every layer has values of its own; network: one codebook serves all layers.':
    'layer：每层有自己的值；network：所有层共用一个码本。',
  'Share of numbers': '数的比例',
  'How many numbers a hashed layer has, as a share of its weights.': '哈希层有多少个数，占其权重的比例。',
  'Seed of the hash': '哈希种子',
  'Decides which weights share a number by the hash, and what is drawn where k-means begins at random.':
    '决定哈希让哪些权重共用一个数，以及 k 均值随机开始时抽到什么。',
  'A quantised network’s weights are not shared: its levels are shared values already.':
    '量化网络的权重不再共享：它的等级本来就是共享的值。',
  'Share the weights of the network that it was made of.': '请对它所来自的网络共享权重。',
  'No stage of this network has two blocks of the same shapes, so none can share weights.':
    '该网络没有哪个阶段含有两个形状相同的块，因此无法共享权重。',
  'Choose a deeper network, such as ResNet-20, or share values (Sharing: codebook).':
    '请选择更深的网络，例如 ResNet-20，或共享值（共享方式：codebook）。',
  '{0} uses the weights of {1}, which is no layer before it': '{0} 使用 {1} 的权重，而后者不是它之前的层',
  '{0} uses the weights of {1}, which do not fit it': '{0} 使用 {1} 的权重，而它们并不匹配',
  'A block that goes may be the one whose weights others use. Put Remove blocks before Share weights.':
    '被去掉的块可能正是其他块所使用权重的那一块。请把移除残差块放在共享权重之前。',
  'Products of factors would share values no more. Put Factorise before Share weights.':
    '因子的乘积不再共享值。请把分解放在共享权重之前。',
  'Products of factors would have few levels no more. Put Factorise before Quantise in training.':
    '因子的乘积不再只有少数几个级别。请把分解放在训练中量化之前。',
  'No layer of a network that was quantised in training can have a mask. Put Sparsify before Quantise in training.':
    '训练中量化过的网络，任何一层都不能带掩码。请把稀疏化放在训练中量化之前。',
  'A quantised network’s weights are not shared: its levels are shared values already. Choose one of the two, or put them into two networks.':
    '量化网络的权重不再共享：它的级别已经是共享的值。请二者选一，或放到两个网络里。',
  'No layer of this network can lose weights: none is dense, or the first and the last are all that there are.':
    '这个网络没有可以去掉权重的层：没有稠密层，或者只有第一层和最后一层。',
  'Let the first and the last layer lose weights too, or sparsify the network that it was made of.':
    '请让第一层和最后一层也去掉权重，或对它所由来的网络做稀疏化。',
  'Weights that go would still have a shared value. Put Sparsify before Share weights: what it holds at 0 stays 0.':
    '被去掉的权重仍会有一个共享值。请把稀疏化放在共享权重之前：它置零的会保持为 0。',
  'Teach a student': '教一个学生',
  'The network so far becomes the teacher of a new one, which goes on in its place: an assistant on the way to a smaller student, or the same network born again.':
    '到此为止的网络成为一个新网络的教师，由新网络接替：通往更小学生的助教，或同一网络的再生。',
  'teaching the same network anew': '重新教同一网络',
  'teaching another network': '教另一个网络',
  'taught {0}': '所教的 {0}',
  'self-distilled': '自蒸馏',
  'born again': '再生',
  'A teacher that has learned nothing teaches nothing: put a training before it.':
    '什么都没学过的教师教不了什么：请在它之前放一个训练阶段。',
  'The network that is taught: the same once more, or one of a family at a width.':
    '被教的网络：同一网络再来一次，或某个家族在某一宽度下的网络。',
  'Multiplies the channels of a student of another family.': '乘以另一家族学生的通道数。',
  Start: '起点',
  'new draws its weights from the run’s seed; kept goes on from those of the teacher, where it is the same network.':
    'new 由该次运行的种子抽取权重；kept 在同一网络时从教师的权重继续。',
  'Weights that are drawn anew have learned nothing, so what stays fixed would stay random. Train all of them (freeze=none), or start from the teacher’s (student=same start=kept).':
    '重新抽取的权重什么都没学过，固定的部分会一直是随机的。请训练全部（freeze=none），或从教师的权重开始（student=same start=kept）。',
  Width: '宽度',
};
