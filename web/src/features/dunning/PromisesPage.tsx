import { useTranslation } from 'react-i18next';
import { DayField, FilterBar } from '../../ui/FilterBar';
import { PageHeader } from '../../ui/PageHeader';
import { useFilters } from '../../ui/useFilters';
import { PromiseTable } from './PromiseTable';
import { promiseStates } from './promiseQueries';

export default function PromisesPage() {
  const { t } = useTranslation();
  const [filters, change] = useFilters(['state', 'from', 'to'] as const);
  const { from, to } = filters;
  const filtered = Boolean(from || to);
  return (
    <div className="page">
      <PageHeader title={t('promise.title')} note={t('promise.note')} />
      <FilterBar onReset={filtered ? () => change({ from: undefined, to: undefined }) : undefined}>
        <DayField label={t('promise.field.from')} value={from} onChange={(day) => change({ from: day })} clearable />
        <DayField label={t('promise.field.to')} value={to} onChange={(day) => change({ to: day })} clearable />
      </FilterBar>
      <PromiseTable
        name="promises"
        filter={{ ...(from ? { from } : {}), ...(to ? { to } : {}) }}
        state={promiseStates.find((one) => one === filters.state)}
        onState={(state) => change({ state })}
        filtered={filtered}
      />
    </div>
  );
}
