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
import { useFilters } from '../../ui/useFilters';
import { ClaimDrawer, DecideDrawer, VoidSecurityDrawer } from './ClaimDrawers';
import { SecurityDrawer } from './LimitDrawers';
import { type Claim, claims, type Security, securities } from './queries';
import { Scrolling } from './Scrolling';

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
  return (
    <Scrolling
      label={t('limit.tab.securities')}
      heads={['customer', 'kind', 'provider', 'reference', 'amount', 'from', 'validTo', 'state', ...(onDo ? (['actions'] as const) : [])]}
    >
      {rows.map((row) => (
        <tr key={row.id}>
          <th scope="row">
            <Link to={`/customers/${row.customer.id}?tab=limit`}>{row.customer.name}</Link>
            {row.contract && (
              <span className="sub">
                <Link to={`/contracts/${row.contract.id}`}>{row.contract.number}</Link>
              </span>
            )}
          </th>
          <td>{t(`limit.securityKind.${row.kind}`)}</td>
          <td>{row.provider}</td>
          <td>{row.reference ?? '–'}</td>
          <td>
            <Money minor={row.amount_minor} currency={row.currency} />
          </td>
          <td>
            <DateText day={row.from} />
          </td>
          <td>
            <DateText day={row.valid_to} />
          </td>
          <td>
            <span className={stateLooks[row.state]}>{t(`limit.securityState.${row.state}`)}</span>
          </td>
          {onDo && (
            <td>
              {row.kind === 'insurance' && (
                <Button size="small" onClick={() => onDo({ what: 'claim', security: row })}>
                  {t('limit.claim')}
                </Button>
              )}{' '}
              <Button size="small" onClick={() => onDo({ what: 'void', security: row })}>
                {t('limit.voidSecurity')}
              </Button>
            </td>
          )}
        </tr>
      ))}
    </Scrolling>
  );
}

function Claims({ rows, onDo }: { rows: Claim[]; onDo: OnDo }) {
  const { t } = useTranslation();
  return (
    <Scrolling
      label={t('limit.claims')}
      heads={['customer', 'provider', 'claimed', 'filed', 'reason', 'state', 'paid', 'decided', ...(onDo ? (['actions'] as const) : [])]}
    >
      {rows.map((row) => (
        <tr key={row.id}>
          <th scope="row">
            <Link to={`/customers/${row.customer.id}?tab=limit`}>{row.customer.name}</Link>
            <span className="sub">
              <Link to={`/receivables?customer=${row.customer.id}&status=overdue`}>{t('limit.claimItems')}</Link>
            </span>
          </th>
          <td>{row.security.provider}</td>
          <td>
            <Money minor={row.amount_minor} currency={row.currency} />
          </td>
          <td>
            <DateText day={row.filed_date} />
          </td>
          <td className="wrap">{row.reason}</td>
          <td>
            <span className={claimLooks[row.status]}>{t(`limit.claimState.${row.status}`)}</span>
          </td>
          <td>
            <Money minor={row.paid_minor} currency={row.currency} />
          </td>
          <td>
            <DateText day={row.decided_date} />
          </td>
          {onDo && (
            <td>
              {row.status === 'filed' && (
                <Button size="small" onClick={() => onDo({ what: 'decide', claim: row })}>
                  {t('limit.decideClaim')}
                </Button>
              )}
            </td>
          )}
        </tr>
      ))}
    </Scrolling>
  );
}
