import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSettings } from '../../../app/settings';
import { formatBasisPoints, formatMoney } from '../../../format/money';
import { bucketLook } from '../../../ui/buckets';
import { ChartCard } from '../../../ui/ChartCard';
import { seriesColors } from '../../../ui/chartTheme';
import { EmptyHint } from '../../../ui/EmptyHint';
import type { Scope } from '../DashboardPage';
import { amountOf, report, reports, rowsAddress } from '../queries';
import { aria, legend, moneyAxis, moneyTip } from './options';

/** The ten customers who owe most, the overdue part apart. */
export function TopDebtors({ scope }: { scope: Scope }) {
  const { t } = useTranslation();
  const { language, theme } = useSettings();
  const { to, currency } = scope;
  const query = { as_of: to, currency, by: 'customer' as const };
  const found = useQuery(report('concentration', { ...query, top: 10 }));
  const formula = useQuery(reports).data?.find(({ name }) => name === 'concentration')?.formula[language === 'zh-CN' ? 'zh' : 'en'];
  const groups = useMemo(() => (found.data?.groups ?? []).slice(0, 10), [found.data]);
  const option = useMemo(
    () => ({
      aria,
      grid: { left: 4, right: 24, top: 32, bottom: 4, containLabel: true },
      legend,
      tooltip: moneyTip(currency, language),
      xAxis: { type: 'value', splitNumber: 3, ...moneyAxis(currency, language) },
      yAxis: {
        type: 'category',
        inverse: true,
        data: groups.map(({ key, name }) => name ?? key),
        axisLabel: { width: 110, overflow: 'truncate' },
      },
      series: [
        {
          name: t('receivable.bucket.notDue'),
          type: 'bar',
          stack: 'debt',
          itemStyle: { color: seriesColors[theme][0], borderRadius: 0 },
          data: groups.map((group) => amountOf(group) - (group.overdue_minor ?? 0)),
        },
        {
          name: t('insight.tile.overdue'),
          type: 'bar',
          stack: 'debt',
          itemStyle: { color: bucketLook(3, 5, theme).color, borderRadius: 0 },
          data: groups.map((group) => group.overdue_minor ?? 0),
        },
      ],
    }),
    [groups, currency, language, theme, t],
  );
  return (
    <ChartCard
      title={t('insight.chart.top')}
      formula={formula}
      height={300}
      busy={found.isPending}
      error={found.error}
      onRetry={() => void found.refetch()}
      option={option}
      table={{
        head: [t('insight.chart.customer'), t('insight.chart.amount'), t('insight.tile.overdue'), t('insight.chart.share')],
        rows: groups.map((group) => ({
          label: group.name ?? group.key,
          cells: [
            { text: formatMoney(amountOf(group), currency, language), to: rowsAddress('concentration', { ...query, key: group.key }) },
            { text: formatMoney(group.overdue_minor ?? 0, currency, language) },
            { text: group.share_bp == null ? '–' : formatBasisPoints(group.share_bp) },
          ],
        })),
      }}
      empty={<EmptyHint title={t('insight.empty')} hint={t('insight.emptyHint')} />}
    />
  );
}
