import { useSuspenseQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { EmptyHint } from '../../ui/EmptyHint';
import { ScrollTable } from '../../ui/ScrollTable';
import { dataQuality, type Finding, findings } from './assessmentQueries';

/** What is missing, old or contradicts itself; contradictions first. */
export function DataQuality() {
  const { t } = useTranslation();
  const [finding, setFinding] = useState<Finding>();
  const { data } = useSuspenseQuery(dataQuality(finding));
  return (
    <section className="panel">
      <p className="muted">{t('assessment.qualityNote')}</p>
      <div className="credit-filter">
        <Select
          allowClear
          value={finding}
          placeholder={t('assessment.all')}
          aria-label={t('assessment.problem')}
          onChange={(value: Finding | undefined) => setFinding(value)}
          options={findings.map((value) => ({ value, label: `${t(`assessment.finding.${value}`)} (${data.by_finding[value] ?? 0})` }))}
          style={{ minWidth: 260 }}
        />
        <b>{t('assessment.faulty', { count: data.count })}</b>
        {data.rows.length < data.count && <span className="muted">{t('assessment.shown', { count: data.rows.length })}</span>}
      </div>
      {data.count === 0 ? (
        <EmptyHint title={t('assessment.fine')} />
      ) : (
        <ScrollTable label={t('assessment.quality')} look="textual">
          <thead>
            <tr>
              <th scope="col">{t('assessment.customer')}</th>
              <th scope="col">{t('assessment.problem')}</th>
            </tr>
          </thead>
          <tbody>
            {data.rows.map((row) => (
              <tr key={row.customer.id}>
                <th scope="row">
                  <Link to={`/credit/customers/${row.customer.id}`}>{row.customer.name}</Link>
                </th>
                <td>{row.findings.map((each) => t(`assessment.finding.${each}`)).join(' · ')}</td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      )}
    </section>
  );
}
