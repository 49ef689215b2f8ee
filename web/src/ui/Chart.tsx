import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { type ECharts, type EChartsCoreOption, init, registerTheme, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import type { Theme } from '../app/settings';
import { chartTheme } from './chartTheme';

use([BarChart, LineChart, GridComponent, TooltipComponent, LegendComponent, AriaComponent, CanvasRenderer]);
registerTheme('light', chartTheme('light'));
registerTheme('dark', chartTheme('dark'));

interface Props {
  option: EChartsCoreOption;
  height: number;
  theme: Theme;
  label: string;
  /** Series and place of the bar or point that was clicked. */
  onOpen: (series: number, index: number) => void;
}

export default function Chart({ option, height, theme, label, onOpen }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts>(undefined);
  const open = useRef(onOpen);
  open.current = onOpen;

  useEffect(() => {
    if (!box.current) return;
    const drawn = init(box.current, theme);
    chart.current = drawn;
    drawn.on('click', (event) => open.current(event.seriesIndex ?? 0, event.dataIndex));
    const watch = new ResizeObserver(() => drawn.resize());
    watch.observe(box.current);
    return () => {
      watch.disconnect();
      drawn.dispose();
    };
  }, [theme]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new theme makes a new chart, which needs the option again
  useEffect(() => {
    chart.current?.setOption({ ...option, animationDuration: 350 }, { notMerge: true });
  }, [option, theme]);
  return <div ref={box} role="img" aria-label={label} className="chart" style={{ height }} />;
}
