import type { RunsText } from '../en/runs.ts';
import { grouped } from '../numbers.ts';

const unplaced = (count: number) =>
  `有 ${grouped(count)} 个值小于或等于 0，对数轴上没有它们的位置；曲线在该处断开。`;

export const runsZh: RunsText = {
  title: '运行记录',
  charts: {
    log: '对数轴',
    logUnit: '对数',
    smooth: '平滑',
    window: (epochs) => (epochs === 1 ? '不平滑' : `平滑：${epochs} 轮`),
    errorTitle: '错误率',
    error: '错误率',
    legend: (smoothing) =>
      smoothing === 1
        ? '线：各次运行的均值；带：± 1 标准差'
        : `线：${smoothing} 轮的移动平均；带：这些轮次均值的最小值到最大值，不是 ± 标准差`,
    legendRuns: '细线：每次运行的实测值；×：失败的运行',
    legendLog: '对数轴：准确率画成错误率',
    how: ({ log, error, smoothing, unplaced: without, thinned }) =>
      [
        log ? `画在对数轴上${error ? '，画的是错误率，即 1 − 准确率' : ''}。` : '',
        smoothing > 1
          ? `已平滑：${smoothing} 轮的移动平均，两端轮数较少；带从这些轮次均值的最小值到最大值。`
          : '',
        thinned ? '同一像素内的多轮只画最小值和最大值。' : '',
        without > 0 ? unplaced(without) : '',
      ]
        .filter(Boolean)
        .join(''),
    unplaced,
    nothingPlaced: '所有值都小于或等于 0，对数轴无法显示。',
    interval: (value, low, high) => `${value} [${low}，${high}]`,
    raw: '实测值：准确率，未平滑',
    page: '表中的轮次',
    pageOf: (first, last) => `第 ${first} 至 ${last} 轮`,
  },
};
