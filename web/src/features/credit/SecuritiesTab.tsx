import { useSuspenseQuery } from '@tanstack/react-query';
import { Button, Flex } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMay } from '../../app/session';
import { DateText } from '../../ui/DateText';
import { EmptyHint } from '../../ui/EmptyHint';
import { FilterBar, SearchField, SelectField } from '../../ui/FilterBar';
import { Money } from '../../ui/Money';
import { type Listed, RowsTable } from '../../ui/RowsTable';
import { useFilters } from '../../ui/useFilters';
import { ClaimDrawer, DecideDrawer, VoidSecurityDrawer } from './ClaimDrawers';
import { CustomerLink } from './CustomerLink';
import { SecurityDrawer } from './LimitDrawers';
import { type Claim, claims, type Security, securities } from './queries';

const kinds = ['guarantor', 'collateral', 'insurance', 'deposit'] as const;
const states = ['valid', 'expiring', 'upcoming', 'expired'] as const;
const names = ['q', 'kind', 'state'] as const;
const stateLooks = { valid: 'chip good', expiring: 'chip warn', upcoming: 'chip', expired: 'chip bad' };
const claimLooks = { filed: 'chip warn', paid: 'chip good', refused: 'chip bad' };
type Doing = { what: 'record' } | { what: 'claim' | 'void'; security: Security } | { what: 'decide'; claim: Claim };

/** What secures customers, of all of them: guarantors, collateral, deposits, credit insurance and the claims on it. */
export function SecuritiesTab() {
  const { t } = useTranslation();
  const may = useMay()('assess_credit');
  const [filters, change] = useFilters(names);
  const [doing, setDoing] = useState<Doing>();
  const { data } = useSuspenseQuery(securities());
  const { data: claimed } = useSuspenseQuery(claims);
  const close = () => setDoing(undefined);
  const has = (text: string | null) => text?.toLowerCase().includes((filters.q ?? '').toLowerCase());
  const rows = data.rows.filter(
    ({ kind, state, customer, provider, reference }) =>
      (!filters.kind || kind === filters.kind) &&
      (!filters.state || state === filters.state) &&
      (!filters.q || has(customer.name) || has(customer.code) || has(provider) || has(reference)),
  );
  const filtered = Object.keys(filters).length > 0;
  return (
    <div className="stack">
      <Flex gap="small" wrap justify="space-between">
        <FilterBar onReset={filtered ? () => change(Object.fromEntries(names.map((name) => [name, undefined]))) : undefined}>
          <SearchField label={t('limit.searchSecurity')} value={filters.q} onChange={(q) => change({ q })} />
          <SelectField
            label={t('limit.field.kind')}
            value={filters.kind}
            onChange={(kind) => change({ kind })}
            options={kinds.map((value) => ({ value, label: t(`limit.securityKind.${value}`) }))}
          />
          <SelectField
            label={t('limit.field.state')}
            value={filters.state}
            onChange={(state) => change({ state })}
            options={states.map((value) => ({ value, label: t(`limit.securityState.${value}`) }))}
          />
        </FilterBar>
        {may && (
          <Button type="primary" onClick={() => setDoing({ what: 'record' })}>
            {t('limit.newSecurity')}
          </Button>
        )}
      </Flex>
      {rows.length === 0 ? (
        <EmptyHint title={t(filtered ? 'limit.securitiesNoMatch' : 'limit.securitiesNone')} />
      ) : (
        <Securities rows={rows} onDo={may ? setDoing : undefined} />
      )}
      <h2>{t('limit.claims')}</h2>
      {claimed.rows.length === 0 ? (
        <EmptyHint title={t('limit.claimsNone')} />
      ) : (
        <Claims rows={claimed.rows} onDo={may ? setDoing : undefined} />
      )}
      {doing?.what === 'record' && <SecurityDrawer onClose={close} />}
      {doing?.what === 'claim' && <ClaimDrawer security={doing.security} onClose={close} />}
      {doing?.what === 'void' && <VoidSecurityDrawer security={doing.security} onClose={close} />}
      {doing?.what === 'decide' && <DecideDrawer claim={doing.claim} onClose={close} />}
    </div>
  );
}

type OnDo = ((doing: Doing) => void) | undefined;

function Securities({ rows, onDo }: { rows: Security[]; onDo: OnDo }) {
  const { t } = useTranslation();
  const columns: Listed<Security>[] = [
    {
      key: 'customer',
      title: t('limit.field.customer'),
      render: ({ customer, contract }) => (
        <>
          <CustomerLink customer={customer} />
          {contract && (
            <span className="sub">
              <Link to={`/contracts/${contract.id}`}>{contract.number}</Link>
            </span>
          )}
        </>
      ),
    },
    { key: 'kind', title: t('limit.field.kind'), render: ({ kind }) => t(`limit.securityKind.${kind}`) },
    { key: 'provider', title: t('limit.field.provider'), wrap: true, render: ({ provider }) => provider },
    { key: 'reference', title: t('limit.field.reference'), render: ({ reference }) => reference ?? '–' },
    {
      key: 'amount',
      title: t('limit.field.amount'),
      align: 'end',
      card: 'figure',
      render: ({ amount_minor, currency }) => <Money minor={amount_minor} currency={currency} />,
    },
    { key: 'from', title: t('limit.field.from'), render: ({ from }) => <DateText day={from} /> },
    { key: 'until', title: t('limit.field.validTo'), render: ({ valid_to }) => <DateText day={valid_to} /> },
    {
      key: 'state',
      title: t('limit.field.state'),
      render: ({ state }) => <span className={stateLooks[state]}>{t(`limit.securityState.${state}`)}</span>,
    },
  ];
  if (onDo)
    columns.push({
      key: 'actions',
      title: t('limit.field.actions'),
      align: 'end',
      card: 'action',
      render: (row) => (
        <>
          {row.kind === 'insurance' && (
            <Button size="small" onClick={() => onDo({ what: 'claim', security: row })}>
              {t('limit.claim')}
            </Button>
          )}{' '}
          <Button size="small" onClick={() => onDo({ what: 'void', security: row })}>
            {t('limit.voidSecurity')}
          </Button>
        </>
      ),
    });
  return <RowsTable label={t('limit.tab.securities')} columns={columns} rows={rows} rowKey={({ id }) => id} />;
}

function Claims({ rows, onDo }: { rows: Claim[]; onDo: OnDo }) {
  const { t } = useTranslation();
  const columns: Listed<Claim>[] = [
    {
      key: 'customer',
      title: t('limit.field.customer'),
      render: ({ customer }) => (
        <>
          <CustomerLink customer={customer} />
          <span className="sub">
            <Link to={`/receivables?customer=${customer.id}&status=overdue`}>{t('limit.claimItems')}</Link>
          </span>
        </>
      ),
    },
    { key: 'provider', title: t('limit.field.provider'), wrap: true, render: ({ security }) => security.provider },
    {
      key: 'claimed',
      title: t('limit.field.claimed'),
      align: 'end',
      card: 'figure',
      render: ({ amount_minor, currency }) => <Money minor={amount_minor} currency={currency} />,
    },
    { key: 'filed', title: t('limit.field.filed'), render: ({ filed_date }) => <DateText day={filed_date} /> },
    { key: 'reason', title: t('limit.field.reason'), wrap: true, card: 'wide', render: ({ reason }) => reason },
    {
      key: 'state',
      title: t('limit.field.state'),
      render: ({ status, decided_date }) => (
        <>
          <span className={claimLooks[status]}>{t(`limit.claimState.${status}`)}</span>
          {decided_date && (
            <span className="sub">
              <DateText day={decided_date} />
            </span>
          )}
        </>
      ),
    },
    {
      key: 'paid',
      title: t('limit.field.paid'),
      align: 'end',
      render: ({ paid_minor, currency }) => <Money minor={paid_minor} currency={currency} />,
    },
  ];
  if (onDo)
    columns.push({
      key: 'actions',
      title: t('limit.field.actions'),
      align: 'end',
      card: 'action',
      render: (row) =>
        row.status === 'filed' && (
          <Button size="small" onClick={() => onDo({ what: 'decide', claim: row })}>
            {t('limit.decideClaim')}
          </Button>
        ),
    });
  return <RowsTable label={t('limit.claims')} columns={columns} rows={rows} rowKey={({ id }) => id} />;
}
