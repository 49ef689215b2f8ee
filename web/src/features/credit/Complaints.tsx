import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMay } from '../../app/session';
import { DateText } from '../../ui/DateText';
import { EmptyHint } from '../../ui/EmptyHint';
import { Money } from '../../ui/Money';
import { type Listed, RowsTable } from '../../ui/RowsTable';
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
  const columns: Listed<Complaint>[] = [
    { key: 'raised', title: t('complaint.raised'), render: ({ raised_date }) => <DateText day={raised_date} /> },
    { key: 'by', title: t('complaint.by'), render: ({ raised_by }) => t(`complaint.byName.${raised_by}`) },
    { key: 'kind', title: t('complaint.kind'), render: ({ kind }) => t(`complaint.kindName.${kind}`) },
    { key: 'text', title: t('complaint.text'), wrap: true, card: 'wide', render: (row) => <Text of={row} /> },
    {
      key: 'disputed',
      title: t('complaint.disputed'),
      align: 'end',
      render: ({ disputed_minor, currency }) => (currency ? <Money minor={disputed_minor} currency={currency} /> : '–'),
    },
    { key: 'state', title: t('complaint.state'), wrap: true, card: 'wide', render: (row) => <State of={row} /> },
  ];
  if (mayClose)
    columns.push({
      key: 'actions',
      title: t('limit.field.actions'),
      align: 'end',
      card: 'action',
      render: ({ id: complaint, voided, outcome }) =>
        !voided && (
          <span className="credit-buttons">
            {!outcome && (
              <Button size="small" onClick={() => setDoing({ what: 'close', complaint })}>
                {t('complaint.close')}
              </Button>
            )}
            <Button size="small" onClick={() => setDoing({ what: 'void', complaint })}>
              {t('complaint.void')}
            </Button>
          </span>
        ),
    });
  return (
    <section className="panel">
      <h2>{t('complaint.title')}</h2>
      <p className="muted">{t('complaint.note')}</p>
      {rows.length === 0 ? (
        <EmptyHint title={t('complaint.none')} hint={t('complaint.noneHint')} />
      ) : (
        <RowsTable
          label={t('complaint.title')}
          columns={columns}
          rows={rows}
          rowKey={({ id: key }) => key}
          rowLook={({ voided }) => (voided ? 'struck muted' : undefined)}
        />
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

function Text({ of }: { of: Complaint }) {
  const { t } = useTranslation();
  return (
    <>
      {of.text}
      <span className="sub">
        <Documents of={of} /> {of.by && t('complaint.recordedBy', { name: of.by })}
      </span>
    </>
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
