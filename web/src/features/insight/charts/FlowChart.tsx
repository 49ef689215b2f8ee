import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSettings } from '../../../app/settings';
import { addMonths, firstOfMonth } from '../../../format/day';
import { formatMoney } from '../../../format/money';
import { ChartCard } from '../../../ui/ChartCard';
import { EmptyHint } from '../../../ui/EmptyHint';
import type { Scope } from '../DashboardPage';
import { amountOf, type Report, report, rowsAddress } from '../queries';
import { aria, grid, legend, moneyAxis, moneyTip } from './options';

/** Billed and collected of the twelve months that end with the as-of day. */
export function FlowChart({ scope }: { scope: Scope }) {
  const { t } = useTranslation();
  const { language } = useSettings();
  const { to, currency } = scope;
  const from = addMonths(firstOfMonth(to), -11);
  const query = { from, to, as_of: to, currency, by: 'month' as const };
  const [billings, cash] = useQueries({ queries: [report('billings', query), report('cash', query)] });
  const months = useMemo(() => Array.from({ length: 12 }, (_, index) => addMonths(from, index).slice(0, 7)), [from]);
  const option = useMemo(
    () => ({
      aria,
      grid,
      legend,
      tooltip: moneyTip(currency, language),
      xAxis: { type: 'category', data: months },
      yAxis: { type: 'value', ...moneyAxis(currency, language) },
      series: [
        { name: t('insight.chart.billed'), type: 'bar', data: valuesOf(billings.data, months) },
        { name: t('insight.chart.collected'), type: 'bar', data: valuesOf(cash.data, months) },
      ],
    }),
    [billings.data, cash.data, months, currency, language, t],
  );
  const billed = valuesOf(billings.data, months);
  const collected = valuesOf(cash.data, months);
  const cell = (name: 'billings' | 'cash', key: string, minor: number) => ({
    text: formatMoney(minor, currency, language),
    to: rowsAddress(name, { ...query, key }),
  });
  return (
    <ChartCard
      title={t('insight.chart.flow')}
      height={300}
      busy={billings.isPending || cash.isPending}
      error={billings.error ?? cash.error}
      onRetry={() => void Promise.all([billings.refetch(), cash.refetch()])}
      option={option}
      table={{
        head: [t('insight.chart.month'), t('insight.chart.billed'), t('insight.chart.collected')],
        rows:
          billings.data?.groups.length || cash.data?.groups.length
            ? months.map((month, index) => ({
                label: month,
                cells: [cell('billings', month, billed[index] ?? 0), cell('cash', month, collected[index] ?? 0)],
              }))
            : [],
      }}
      empty={<EmptyHint title={t('insight.empty')} hint={t('insight.emptyHint')} />}
    />
  );
}

function valuesOf(answer: Report | undefined, months: string[]): number[] {
  const found = new Map(answer?.groups.map((group) => [group.key, amountOf(group)]));
  return months.map((month) => found.get(month) ?? 0);
}
