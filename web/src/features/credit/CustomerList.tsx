import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { EmptyHint } from '../../ui/EmptyHint';
import { FilterBar, SelectField } from '../../ui/FilterBar';
import { type Listed, RowsTable } from '../../ui/RowsTable';

interface OfCustomer {
  customer: { id: string; name: string };
}

interface Props<Row extends OfCustomer, Kind extends string> {
  label: string;
  /** Who stands in the list. */
  note: string;
  filter: {
    label: string;
    value: Kind | undefined;
    options: readonly Kind[];
    named: (kind: Kind) => string;
    onChange: (kind?: Kind) => void;
  };
  /** How many there are in all and of each kind; the rows may be the first of them. */
  found: { count: number; of: Record<string, number>; rows: Row[] };
  counted: (count: number) => string;
  nothing: string;
  /** After the customer's own. */
  columns: Listed<Row>[];
  action?: ReactNode;
  /** Of a list that is read page by page; without one the first rows are all there is to see. */
  pager?: ReactNode;
}

/** Customers that want somebody's attention, by why: how many of each kind, and the first of them. */
export function CustomerList<Row extends OfCustomer, Kind extends string>(props: Props<Row, Kind>) {
  const { label, note, filter, found, counted, nothing, columns, action, pager } = props;
  const { t } = useTranslation();
  const customer: Listed<Row> = {
    key: 'customer',
    title: t('assessment.customer'),
    render: (row) => <Link to={`/credit/customers/${row.customer.id}`}>{row.customer.name}</Link>,
  };
  return (
    <>
      <p className="muted">{note}</p>
      <div className="credit-filter">
        <FilterBar>
          <SelectField
            label={filter.label}
            value={filter.value}
            onChange={(kind) => filter.onChange(kind as Kind | undefined)}
            options={filter.options.map((value) => ({ value, label: `${filter.named(value)} (${found.of[value] ?? 0})` }))}
          />
          {found.count > 0 && <b>{counted(found.count)}</b>}
          {!pager && found.rows.length < found.count && (
            <span className="muted">{t('assessment.shown', { count: found.rows.length })}</span>
          )}
        </FilterBar>
        {action}
      </div>
      {found.count === 0 ? (
        <EmptyHint title={nothing} />
      ) : (
        <RowsTable label={label} columns={[customer, ...columns]} rows={found.rows} rowKey={(row) => row.customer.id} />
      )}
      {pager}
    </>
  );
}
