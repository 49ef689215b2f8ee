import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMay } from '../../app/session';
import { DateText } from '../../ui/DateText';
import { EmptyHint } from '../../ui/EmptyHint';
import { Money } from '../../ui/Money';
import { ScrollTable } from '../../ui/ScrollTable';
import { CloseComplaintDrawer, ComplaintDrawer, VoidComplaintDrawer } from './ComplaintDrawers';
import { abouts } from './complaintForm';
import type { Complaint } from './complaintQueries';

type Doing = { what: 'record' } | { what: 'close' | 'void'; complaint: string };

/** What the customer found fault with in us, and we in him; what of it counts in the score. */
export function Complaints({ id, rows }: { id: string; rows: Complaint[] }) {
  const { t } = useTranslation();
  const may = useMay();
  const mayRecord = may('work_collections');
  const mayClose = may('assess_credit');
  const [doing, setDoing] = useState<Doing>();
  const close = () => setDoing(undefined);
  return (
    <section className="panel">
      <h2>{t('complaint.title')}</h2>
      <p className="muted">{t('complaint.note')}</p>
      {rows.length === 0 ? (
        <EmptyHint title={t('complaint.none')} hint={t('complaint.noneHint')} />
      ) : (
        <ScrollTable label={t('complaint.title')} look="textual">
          <thead>
            <tr>
              <th scope="col">{t('complaint.raised')}</th>
              <th scope="col">{t('complaint.by')}</th>
              <th scope="col">{t('complaint.kind')}</th>
              <th scope="col">{t('complaint.text')}</th>
              <th scope="col">{t('complaint.disputed')}</th>
              <th scope="col">{t('complaint.state')}</th>
              {mayClose && <th scope="col">{t('limit.field.actions')}</th>}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id} className={row.voided ? 'struck muted' : undefined}>
                <th scope="row">
                  <DateText day={row.raised_date} />
                </th>
                <td style={{ minWidth: 110 }}>{t(`complaint.byName.${row.raised_by}`)}</td>
                <td>{t(`complaint.kindName.${row.kind}`)}</td>
                <td className="wrap" style={{ minWidth: 220 }}>
                  {row.text}
                  <span className="sub">
                    <Documents of={row} /> {row.by && t('complaint.recordedBy', { name: row.by })}
                  </span>
                </td>
                <td>{row.currency ? <Money minor={row.disputed_minor} currency={row.currency} /> : '–'}</td>
                <td style={{ minWidth: 150 }}>
                  <State of={row} />
                </td>
                {mayClose && (
                  <td>
                    {!row.voided && !row.outcome && (
                      <Button size="small" onClick={() => setDoing({ what: 'close', complaint: row.id })}>
                        {t('complaint.close')}
                      </Button>
                    )}{' '}
                    {!row.voided && (
                      <Button size="small" onClick={() => setDoing({ what: 'void', complaint: row.id })}>
                        {t('complaint.void')}
                      </Button>
                    )}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      )}
      {mayRecord && (
        <Button onClick={() => setDoing({ what: 'record' })} style={{ marginTop: 12 }}>
          {t('complaint.record')}
        </Button>
      )}
      {doing?.what === 'record' && <ComplaintDrawer id={id} onClose={close} />}
      {doing?.what === 'close' && <CloseComplaintDrawer id={id} complaint={doing.complaint} onClose={close} />}
      {doing?.what === 'void' && <VoidComplaintDrawer id={id} complaint={doing.complaint} onClose={close} />}
    </section>
  );
}

const pages = { contract: 'contracts', order: 'orders', invoice: 'invoices' } as const;

function Documents({ of }: { of: Complaint }) {
  const { t } = useTranslation();
  return abouts.map((about) => {
    const document = of[about];
    return (
      document && (
        <span key={about}>
          {t(`complaint.aboutName.${about}`)} <Link to={`/${pages[about]}/${document.id}`}>{document.number}</Link>{' '}
        </span>
      )
    );
  });
}

const looks = { justified: 'chip bad', partly: 'chip warn', unjustified: 'chip' };

function State({ of }: { of: Complaint }) {
  const { t } = useTranslation();
  if (of.voided) return t('complaint.voided');
  return (
    <>
      {of.outcome ? (
        <span className={looks[of.outcome]}>{t(`complaint.outcomeName.${of.outcome}`)}</span>
      ) : (
        <span className="chip warn">{t('complaint.open')}</span>
      )}{' '}
      {of.counts && <span className="muted">{t('complaint.counts')}</span>}
      {of.closed_date && (
        <span className="sub">
          <DateText day={of.closed_date} /> {of.closed_by && t('complaint.closedBy', { name: of.closed_by })}
        </span>
      )}
      {of.closing_note && <span className="sub wrap">{of.closing_note}</span>}
    </>
  );
}
