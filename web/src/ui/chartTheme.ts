import type { Theme } from '../app/settings';

const fontFamily = '-apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';

/** First billed, then collected, then what is expected. */
export const seriesColors: Record<Theme, string[]> = {
  light: ['#3d7be6', '#1f9d8b', '#8a63d2', '#d2691e'],
  dark: ['#5b95f5', '#3fb5a8', '#a98be8', '#ee8d45'],
};

/** ECharts knows nothing of a dark page: lines, labels and tooltips in both looks. */
export function chartTheme(theme: Theme): object {
  const dark = theme === 'dark';
  const text = dark ? '#b6c0cf' : '#475467';
  const line = dark ? '#364256' : '#d5dae3';
  const split = dark ? '#253042' : '#edf0f5';
  const axis = {
    axisLine: { lineStyle: { color: line } },
    axisTick: { show: false },
    axisLabel: { color: text, fontFamily },
    splitLine: { lineStyle: { color: split } },
  };
  return {
    color: seriesColors[theme],
    backgroundColor: 'transparent',
    textStyle: { color: text, fontFamily },
    legend: { textStyle: { color: text }, icon: 'roundRect', itemWidth: 12, itemHeight: 8, top: 0, right: 0 },
    tooltip: {
      backgroundColor: dark ? '#1c2534' : '#ffffff',
      borderColor: line,
      textStyle: { color: dark ? '#e8ecf3' : '#17212f', fontFamily },
      extraCssText: 'border-radius:8px;box-shadow:0 6px 20px rgba(15,23,42,.16);font-variant-numeric:tabular-nums',
    },
    categoryAxis: { ...axis, splitLine: { show: false } },
    valueAxis: { ...axis, axisLine: { show: false } },
    bar: { itemStyle: { borderRadius: [4, 4, 0, 0] }, barMaxWidth: 36 },
    line: { symbol: 'circle', symbolSize: 6, lineStyle: { width: 2.5 } },
  };
}
