import { useQueries, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSettings } from '../../app/settings';
import { periodBefore } from '../../format/day';
import { formatBasisPoints, formatCompact, formatHundredths, shareOf } from '../../format/money';
import { bucketLook } from '../../ui/buckets';
import { seriesColors } from '../../ui/chartTheme';
import { Money } from '../../ui/Money';
import { Change } from './Change';
import type { Scope } from './DashboardPage';
import { amountOf, report, reports, rowsAddress, wholeOf } from './queries';
import { Tile } from './Tile';

/** Six figures; each states its formula and leads to the rows whose sum it is. */
export function Tiles({ scope }: { scope: Scope }) {
  const { t } = useTranslation();
  const { language, theme } = useSettings();
  const { from, to, currency } = scope;
  const before = periodBefore(from, to);
  const described = useQuery(reports).data;
  const formulaOf = (name: string, otherwise: string) =>
    described?.find((one) => one.name === name)?.formula[language === 'zh-CN' ? 'zh' : 'en'] ?? otherwise;
  const flow = { from, to, as_of: to, currency };
  const day = { as_of: to, currency };
  const [billed, cash, billedBefore, cashBefore, aging, dso, rate] = useQueries({
    queries: [
      report('billings', flow),
      report('cash', flow),
      report('billings', { ...before, as_of: before.to, currency }),
      report('cash', { ...before, as_of: before.to, currency }),
      report('aging', day),
      report('dso', day),
      report('collection-rate', { ...day, variant: 'due_cohort' }),
    ],
  });
  const [blue, green] = seriesColors[theme];
  const open = wholeOf(aging.data);
  const openMinor = amountOf(open);
  const overdueMinor = open?.overdue_minor ?? 0;
  const turned = wholeOf(dso.data);
  const collected = wholeOf(rate.data);
  const state = (query: { isPending: boolean; error: unknown; refetch: () => unknown }) => ({
    busy: query.isPending,
    error: query.error,
    onRetry: () => void query.refetch(),
  });
  const compact = (minor: number) => formatCompact(minor, currency, language);
  return (
    <div className="tiles">
      <Tile
        name="billed"
        title={t('insight.tile.billed')}
        formula={formulaOf('billings', '')}
        color={blue ?? ''}
        to={rowsAddress('billings', flow)}
        figure={<Money minor={amountOf(wholeOf(billed.data))} currency={currency} compact />}
        foot={<Change now={amountOf(wholeOf(billed.data))} before={amountOf(wholeOf(billedBefore.data))} />}
        {...state(billed)}
      />
      <Tile
        name="collected"
        title={t('insight.tile.collected')}
        formula={formulaOf('cash', '')}
        color={green ?? ''}
        to={rowsAddress('cash', flow)}
        figure={<Money minor={amountOf(wholeOf(cash.data))} currency={currency} compact />}
        foot={<Change now={amountOf(wholeOf(cash.data))} before={amountOf(wholeOf(cashBefore.data))} />}
        {...state(cash)}
      />
      <Tile
        name="open"
        title={t('insight.tile.open')}
        formula={t('insight.formula.open')}
        color={bucketLook(0, 5, theme).color}
        to={`/receivables?${new URLSearchParams(day)}`}
        figure={<Money minor={openMinor} currency={currency} compact />}
        foot={t('insight.tile.items', { count: open?.total?.count ?? 0 })}
        {...state(aging)}
      />
      <Tile
        name="overdue"
        title={t('insight.tile.overdue')}
        formula={t('insight.formula.overdue')}
        color={bucketLook(3, 5, theme).color}
        to={`/receivables?${new URLSearchParams({ ...day, status: 'overdue' })}`}
        figure={<Money minor={overdueMinor} currency={currency} compact />}
        foot={t('insight.tile.ofOpen', { share: openMinor > 0 ? shareOf(overdueMinor, openMinor) : '0.0%' })}
        {...state(aging)}
      />
      <Tile
        name="dso"
        title={t('insight.tile.dso')}
        formula={formulaOf('dso', '')}
        color={bucketLook(1, 5, theme).color}
        to={rowsAddress('dso', day)}
        figure={turned?.dso_x100 == null ? '–' : t('insight.tile.days', { days: formatHundredths(turned.dso_x100) })}
        foot={
          turned?.best_possible_dso_x100 == null ? '' : t('insight.tile.best', { days: formatHundredths(turned.best_possible_dso_x100) })
        }
        {...state(dso)}
      />
      <Tile
        name="rate"
        title={t('insight.tile.rate')}
        formula={t('insight.formula.cohort')}
        color={seriesColors[theme][2] ?? ''}
        to={rowsAddress('collection-rate', { ...day, variant: 'due_cohort' })}
        figure={collected?.rate_bp == null ? '–' : formatBasisPoints(collected.rate_bp)}
        foot={
          collected?.due_minor
            ? t('insight.tile.collectedOfDue', { collected: compact(collected.collected_minor ?? 0), due: compact(collected.due_minor) })
            : t('insight.tile.nothingDue')
        }
        {...state(rate)}
      />
    </div>
  );
}
