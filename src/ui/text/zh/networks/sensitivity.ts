/**
 * The sentences of what each layer alone costs at few bits, in Chinese.
 */
import type { SensitivityText } from '../../en/networks/sensitivity.ts';
import { grouped } from '../../numbers.ts';
import type { Partly } from '../../partly.ts';

export const sensitivityZh: Partly<SensitivityText> = {
  title: '逐层减少位数',
  help: '每次只把一层舍入到较少的位数，其余保持 float32：其代价是预测在前后之间的平均相对熵，单位为奈特。',
  start: '扫描各层',
  goOn: '继续',
  stop: '停止',
  waits: '正在等待训练或准备结束。',
  progress: (done, all) => `第 ${grouped(Math.min(done + 1, all))} 层，共 ${grouped(all)} 层`,
  of: (done, all, images) => `${grouped(all)} 层中的 ${grouped(done)} 层，用 ${grouped(images)} 张验证图像`,
  order: '排序',
  orders: { place: '按网络中的位置', cost: '按 2 位时的代价' },
  table: '各层在不同位数下的代价',
  layer: '层',
  bits: (bits) => `${grouped(bits)} 位`,
  scale: (most) => `对数刻度，从 0.00001 到 ${most} 奈特；所选的层有底色。`,
  given: '预算下的位数',
  budgetHelp: '预算由你选定。它所给的位数来自校准图像上的另一次扫描，而不是这里的代价。',
  handOn: '按此预算分配位数',
};
