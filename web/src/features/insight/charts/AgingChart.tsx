import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSettings } from '../../../app/settings';
import { formatCompact, formatCount, formatMoney } from '../../../format/money';
import { bucketLook } from '../../../ui/buckets';
import { ChartCard } from '../../../ui/ChartCard';
import { EmptyHint } from '../../../ui/EmptyHint';
import { useBucketName } from '../../../ui/useBucketName';
import type { Scope } from '../DashboardPage';
import { report, wholeOf } from '../queries';
import { aria, grid, moneyAxis, moneyTip } from './options';

export function AgingChart({ scope }: { scope: Scope }) {
  const { t } = useTranslation();
  const { language, theme } = useSettings();
  const { to, currency } = scope;
  const found = useQuery(report('aging', { as_of: to, currency }));
  const nameOf = useBucketName();
  const buckets = wholeOf(found.data)?.buckets ?? [];
  // biome-ignore lint/correctness/useExhaustiveDependencies: nameOf follows the language
  const option = useMemo(
    () => ({
      aria,
      grid: { ...grid, top: 24 },
      tooltip: moneyTip(currency, language),
      xAxis: { type: 'category', data: buckets.map(({ code }) => nameOf(code)), axisLabel: { interval: 0 } },
      yAxis: { type: 'value', ...moneyAxis(currency, language) },
      series: [
        {
          name: t('insight.chart.amount'),
          type: 'bar',
          label: {
            show: true,
            position: 'top',
            color: 'inherit',
            fontSize: 11,
            formatter: ({ value }: { value: number }) => formatCompact(value, currency, language),
          },
          data: buckets.map(({ amount_minor }, index) => ({
            value: amount_minor,
            itemStyle: { color: bucketLook(index, buckets.length, theme).color },
          })),
        },
      ],
    }),
    [found.data, currency, language, theme],
  );
  return (
    <ChartCard
      title={t('insight.chart.aging')}
      height={300}
      busy={found.isPending}
      error={found.error}
      onRetry={() => void found.refetch()}
      option={option}
      table={{
        head: [t('insight.chart.bucket'), t('insight.chart.amount'), t('insight.chart.count')],
        rows: buckets.map(({ code, amount_minor, count }) => ({
          label: nameOf(code),
          cells: [
            {
              text: formatMoney(amount_minor, currency, language),
              to: `/receivables?${new URLSearchParams({ as_of: to, currency, bucket: code })}`,
            },
            { text: formatCount(count, language) },
          ],
        })),
      }}
      empty={<EmptyHint title={t('insight.empty')} hint={t('insight.emptyHint')} />}
    />
  );
}
