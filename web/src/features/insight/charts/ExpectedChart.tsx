import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSettings } from '../../../app/settings';
import { addDays } from '../../../format/day';
import { formatMoney } from '../../../format/money';
import { bucketLook } from '../../../ui/buckets';
import { ChartCard } from '../../../ui/ChartCard';
import { seriesColors } from '../../../ui/chartTheme';
import { EmptyHint } from '../../../ui/EmptyHint';
import type { Scope } from '../DashboardPage';
import { amountOf, report, reports, rowsAddress } from '../queries';
import { aria, grid, legend, moneyAxis, moneyTip } from './options';

/** Cash expected in the next twelve weeks; what is overdue today is expected now and shown apart. */
export function ExpectedChart({ scope }: { scope: Scope }) {
  const { t } = useTranslation();
  const { language, theme } = useSettings();
  const { to, currency } = scope;
  const query = { as_of: to, from: to, to: addDays(to, 83), currency, by: 'week' as const };
  const found = useQuery(report('expected-cash', query));
  const formula = useQuery(reports).data?.find(({ name }) => name === 'expected-cash')?.formula[language === 'zh-CN' ? 'zh' : 'en'];
  const groups = found.data?.groups ?? [];
  const option = useMemo(() => {
    const weeks = found.data?.groups ?? [];
    const late = (index: number) => weeks[index]?.overdue_minor ?? 0;
    return {
      aria,
      grid,
      legend,
      tooltip: moneyTip(currency, language),
      xAxis: { type: 'category', data: weeks.map(({ key }) => key.slice(-5)) },
      yAxis: { type: 'value', ...moneyAxis(currency, language) },
      series: [
        {
          name: t('insight.chart.expected'),
          type: 'bar',
          stack: 'week',
          itemStyle: { color: seriesColors[theme][2], borderRadius: 0 },
          data: weeks.map((group, index) => amountOf(group) - late(index)),
        },
        {
          name: t('insight.chart.overdueNow'),
          type: 'bar',
          stack: 'week',
          itemStyle: { color: bucketLook(3, 5, theme).color },
          data: weeks.map((_, index) => late(index)),
        },
      ],
    };
  }, [found.data, currency, language, theme, t]);
  return (
    <ChartCard
      title={t('insight.chart.expected')}
      formula={formula}
      height={300}
      busy={found.isPending}
      error={found.error}
      onRetry={() => void found.refetch()}
      option={option}
      table={{
        head: [t('insight.chart.week'), t('insight.chart.amount'), t('insight.chart.overdueNow')],
        rows: groups.map((group) => {
          const address = rowsAddress('expected-cash', { ...query, key: group.key });
          return {
            label: t('insight.chart.weekOf', { day: group.key }),
            cells: [
              { text: formatMoney(amountOf(group), currency, language), to: address },
              { text: formatMoney(group.overdue_minor ?? 0, currency, language), to: address },
            ],
          };
        }),
      }}
      empty={<EmptyHint title={t('insight.empty')} hint={t('insight.emptyHint')} />}
    />
  );
}
