import { useQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { lookupsQuery, useSession } from '../../app/session';
import { DateText } from '../../ui/DateText';
import { DayField, FilterBar, SelectField } from '../../ui/FilterBar';
import { PageHeader } from '../../ui/PageHeader';
import { useFilters } from '../../ui/useFilters';
import { AgingChart } from './charts/AgingChart';
import { ExpectedChart } from './charts/ExpectedChart';
import { FlowChart } from './charts/FlowChart';
import { TopDebtors } from './charts/TopDebtors';
import { beginOf, periodOf, periods } from './period';
import { Tiles } from './Tiles';

export interface Scope {
  from: string;
  /** The as-of day; the period ends on it. */
  to: string;
  currency: string;
}

export default function DashboardPage() {
  const { t } = useTranslation();
  const { company } = useSession();
  const lookups = useQuery(lookupsQuery).data;
  const [filters, change] = useFilters(['period', 'as_of', 'currency'] as const);
  const period = periodOf(filters.period);
  const to = filters.as_of ?? company.today;
  const scope: Scope = { from: beginOf(period, to), to, currency: filters.currency ?? company.currency };
  const currencies = [...new Set([company.currency, ...(lookups?.currencies ?? [])])];
  return (
    <div className="page">
      <PageHeader
        title={t('insight.dashboard')}
        note={
          <>
            <DateText day={scope.from} /> – <DateText day={to} />
          </>
        }
        actions={
          <FilterBar>
            <Segmented
              aria-label={t('insight.period.label')}
              value={period}
              onChange={(value) => change({ period: value === 'month' ? undefined : value })}
              options={periods.map((value) => ({ value, label: t(`insight.period.${value}`) }))}
            />
            <DayField label={t('insight.asOf')} value={to} onChange={(day) => change({ as_of: day === company.today ? undefined : day })} />
            {currencies.length > 1 && (
              <SelectField
                label={t('insight.currency')}
                value={scope.currency}
                onChange={(currency) => change({ currency: currency === company.currency ? undefined : currency })}
                options={currencies.map((value) => ({ value, label: value }))}
              />
            )}
          </FilterBar>
        }
      />
      <Tiles scope={scope} />
      <div className="charts">
        <div className="span7">
          <FlowChart scope={scope} />
        </div>
        <div className="span5">
          <AgingChart scope={scope} />
        </div>
        <div className="span7">
          <ExpectedChart scope={scope} />
        </div>
        <div className="span5">
          <TopDebtors scope={scope} />
        </div>
      </div>
    </div>
  );
}
