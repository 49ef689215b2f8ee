import { useSuspenseQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { formatBasisPoints } from '../../format/money';
import { DateText } from '../../ui/DateText';
import { Money } from '../../ui/Money';
import { ScrollTable } from '../../ui/ScrollTable';
import { type PolicyEffect, type PolicyName, policyEffect } from './queries';

type Version = PolicyEffect['rows'][number];
type Figures = Version['currencies'][number]['before'];
type Span = Version['before'];

const spans = [30, 90, 180, 365];

/** What each version changed in the business, in as many days before it began as have passed since. */
export function Effect({ name }: { name: PolicyName }) {
  const { t } = useTranslation();
  const [days, setDays] = useState(90);
  const { data } = useSuspenseQuery(policyEffect(name, days));
  return (
    <section className="panel">
      <h2>{t('policy.effect.title')}</h2>
      <p className="sub">{t('policy.effect.note')}</p>
      <Segmented
        aria-label={t('policy.effect.span')}
        value={days}
        onChange={setDays}
        options={spans.map((value) => ({ value, label: t('policy.effect.days', { count: value }) }))}
      />
      {data.rows.length === 0 && <p className="sub">{t('policy.effect.none')}</p>}
      {data.rows.map((version) => (
        <OneVersion key={version.version} of={version} />
      ))}
    </section>
  );
}

function OneVersion({ of }: { of: Version }) {
  const { t } = useTranslation();
  const name = t('policy.version', { version: of.version });
  return (
    <article className="policy-version">
      <h3>
        {name}{' '}
        <span className="sub">
          {t('policy.effective')} <DateText day={of.effective_from} />
          {!of.whole && ` · ${t('policy.effect.sofar', { count: of.days })}`}
        </span>
      </h3>
      {of.currencies.length === 0 && <p className="sub">{t('policy.effect.nothing')}</p>}
      {of.currencies.map(({ currency, before, after }) => (
        <ScrollTable key={currency} label={`${t('policy.effect.title')} · ${name} · ${currency}`} look="policy-figures">
          <thead>
            <tr>
              <th scope="col">{currency}</th>
              <th scope="col">
                {t('policy.effect.before')} <SpanText of={of.before} />
              </th>
              <th scope="col">
                {t('policy.effect.after')} <SpanText of={of.after} />
              </th>
            </tr>
          </thead>
          <tbody>
            <Row label={t('policy.effect.billed')} figure="billed_minor" {...{ of, currency, before, after }} report="billings" />
            <tr>
              <th scope="row">{t('policy.effect.overdueRate')}</th>
              {[before, after].map((figures, at) => (
                <td key={at === 0 ? 'before' : 'after'}>
                  <Link to={`/reports/aging?as_of=${(at === 0 ? of.before : of.after).to}`}>
                    {figures.overdue_bp === null ? '–' : formatBasisPoints(figures.overdue_bp)}
                  </Link>
                </td>
              ))}
            </tr>
            <Row
              label={t('policy.effect.writtenOff')}
              figure="written_off_minor"
              {...{ of, currency, before, after }}
              report="write-offs"
            />
          </tbody>
        </ScrollTable>
      ))}
    </article>
  );
}

interface RowProps {
  label: string;
  figure: 'billed_minor' | 'written_off_minor';
  report: string;
  of: Version;
  currency: string;
  before: Figures;
  after: Figures;
}

function Row({ label, figure, report, of, currency, before, after }: RowProps) {
  const cell = (span: Span, figures: Figures) => (
    <td>
      <Link to={`/reports/${report}?from=${span.from}&to=${span.to}`}>
        <Money minor={figures[figure]} currency={currency} />
      </Link>
    </td>
  );
  return (
    <tr>
      <th scope="row">{label}</th>
      {cell(of.before, before)}
      {cell(of.after, after)}
    </tr>
  );
}

function SpanText({ of }: { of: Span }) {
  return (
    <span className="sub">
      <DateText day={of.from} /> – <DateText day={of.to} />
    </span>
  );
}
