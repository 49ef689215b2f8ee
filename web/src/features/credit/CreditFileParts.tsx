import { useQuery } from '@tanstack/react-query';
import { Button, Drawer, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DateText } from '../../ui/DateText';
import { EmptyHint } from '../../ui/EmptyHint';
import { ErrorBox } from '../../ui/ErrorBox';
import { Money } from '../../ui/Money';
import { type Listed, RowsTable } from '../../ui/RowsTable';
import { useCommand } from '../../ui/useCommand';
import { useReturnFocus } from '../../ui/useReturnFocus';
import { CreditFormDrawer, RatingDrawer, StatementDrawer, VoidStatementDrawer } from './AssessmentDrawers';
import { assessmentOf, type CreditFile, fetchRatings, type RatingAnswer, type Statement } from './assessmentQueries';
import { ScoreSheet } from './ScoreSheet';

interface Part {
  id: string;
  may: boolean;
}

/** Net assets are the equity, which stands in its own column. */
const ratiosOf = (row: Statement) => row.ratios.filter(({ factor }) => factor !== 'net_assets');

export function Statements({ id, rows, may }: Part & { rows: Statement[] }) {
  const { t } = useTranslation();
  const [adding, setAdding] = useState(false);
  const [voiding, setVoiding] = useState<string>();
  const columns: Listed<Statement>[] = [
    { key: 'end', title: t('assessment.periodEnd'), render: ({ period_end_date }) => <DateText day={period_end_date} /> },
    ...(['total_assets', 'equity', 'revenue'] as const).map((item) => ({
      key: item,
      title: t(`assessment.item.${item}`),
      align: 'end' as const,
      render: (row: Statement) => <Money minor={row[`${item}_minor`]} currency={row.currency} />,
    })),
    ...(rows[0] ? ratiosOf(rows[0]) : []).map(({ factor, label }) => ({
      key: factor,
      title: label,
      align: 'end' as const,
      render: (row: Statement) => <Ratio of={ratiosOf(row).find((one) => one.factor === factor)} />,
    })),
    {
      key: 'audited',
      title: t('assessment.audited'),
      render: ({ voided, audited }) => (voided ? t('assessment.voided') : t(audited ? 'assessment.audited' : 'assessment.unaudited')),
    },
  ];
  if (may)
    columns.push({
      key: 'void',
      title: t('assessment.voidStatement'),
      align: 'end',
      card: 'action',
      render: ({ id: statement, voided }) =>
        !voided && (
          <Button size="small" onClick={() => setVoiding(statement)}>
            {t('assessment.voidStatement')}
          </Button>
        ),
    });
  return (
    <section className="panel">
      <h2>{t('assessment.statements')}</h2>
      {rows.length === 0 ? (
        <EmptyHint title={t('assessment.noStatements')} />
      ) : (
        <RowsTable
          label={t('assessment.statements')}
          columns={columns}
          rows={rows}
          rowKey={(row) => row.id}
          rowLook={({ voided }) => (voided ? 'struck muted' : undefined)}
        />
      )}
      {may && (
        <Button onClick={() => setAdding(true)} style={{ marginTop: 12 }}>
          {t('assessment.addStatement')}
        </Button>
      )}
      {adding && <StatementDrawer id={id} onClose={() => setAdding(false)} />}
      {voiding && <VoidStatementDrawer id={id} statement={voiding} onClose={() => setVoiding(undefined)} />}
    </section>
  );
}

function Ratio({ of }: { of: Statement['ratios'][number] | undefined }) {
  if (!of || of.value === null) return '–';
  return <span className="num">{`${of.value}${of.unit === 'percent' ? ' %' : ''}`}</span>;
}

export function FormFacts({ id, form, may }: Part & { form: CreditFile['form'] }) {
  const { t } = useTranslation();
  const [filling, setFilling] = useState(false);
  const money = (minor: number | null) => (minor === null || !form ? '–' : <Money minor={minor} currency={form.currency} />);
  return (
    <section className="panel">
      <h2>{t('assessment.form')}</h2>
      {form ? (
        <dl className="facts">
          <div>
            <dt>{t('assessment.outlook')}</dt>
            <dd>{form.industry_outlook ? t(`assessment.outlookName.${form.industry_outlook}`) : '–'}</dd>
          </div>
          <div>
            <dt>{t('assessment.position')}</dt>
            <dd className="num">{form.market_position ?? '–'}</dd>
          </div>
          <div>
            <dt>{t('assessment.years')}</dt>
            <dd className="num">{form.years_in_business ?? '–'}</dd>
          </div>
          <div>
            <dt>{t('assessment.collateral')}</dt>
            <dd>{money(form.collateral_minor)}</dd>
          </div>
          <div>
            <dt>{t('assessment.requested')}</dt>
            <dd>{money(form.requested_minor)}</dd>
          </div>
          <div>
            <dt>{t('assessment.stated')}</dt>
            <dd>
              <DateText day={form.stated_date} />
            </dd>
          </div>
        </dl>
      ) : (
        <EmptyHint title={t('assessment.noForm')} />
      )}
      {may && (
        <Button onClick={() => setFilling(true)} style={{ marginTop: 12 }}>
          {t('assessment.fillForm')}
        </Button>
      )}
      {filling && <CreditFormDrawer id={id} onClose={() => setFilling(false)} />}
    </section>
  );
}

interface RatingsPart extends Part {
  rows: CreditFile['ratings'];
  /** Who may be asked over the network; null: nobody. */
  provider: string | null;
}

export function Ratings({ id, rows, may, provider }: RatingsPart) {
  const { t } = useTranslation();
  const [adding, setAdding] = useState(false);
  return (
    <section className="panel">
      <h2>{t('assessment.ratings')}</h2>
      {rows.length === 0 ? (
        <EmptyHint title={t('assessment.noRatings')} />
      ) : (
        <RowsTable
          label={t('assessment.ratings')}
          columns={[
            { key: 'kind', title: t('assessment.kind'), render: ({ label }) => label },
            { key: 'value', title: t('assessment.value'), card: 'figure', render: ({ value }) => <span className="num">{value}</span> },
            { key: 'provider', title: t('assessment.provider'), wrap: true, render: (row) => row.provider },
            { key: 'rated', title: t('assessment.rated'), render: ({ rated_date }) => <DateText day={rated_date} /> },
            {
              key: 'until',
              title: t('assessment.ratedTo'),
              render: ({ valid_to_date, expired }) => (
                <>
                  <DateText day={valid_to_date} /> {expired && <span className="chip">{t('assessment.ratingExpired')}</span>}
                </>
              ),
            },
          ]}
          rows={rows}
          rowKey={(row) => `${row.kind}-${row.provider}-${row.recorded_at}`}
          rowLook={({ expired }) => (expired ? 'muted' : undefined)}
        />
      )}
      {may && (
        <div className="credit-buttons" style={{ marginTop: 12 }}>
          <Button onClick={() => setAdding(true)}>{t('assessment.addRating')}</Button>
          {provider && <AskProvider id={id} provider={provider} />}
        </div>
      )}
      {adding && <RatingDrawer id={id} onClose={() => setAdding(false)} />}
    </section>
  );
}

function AskProvider({ id, provider }: { id: string; provider: string }) {
  const { t } = useTranslation();
  const [answer, setAnswer] = useState<RatingAnswer>();
  const ask = useCommand((_: object, key) => fetchRatings(id, key), { done: setAnswer, said: t('assessment.asked', { provider }) });
  return (
    <>
      <Button loading={ask.isPending} onClick={() => ask.mutate({})} title={provider}>
        {t('assessment.askProvider')}
      </Button>
      <div role="status" className="muted">
        {answer && !ask.error && t('assessment.answered', { provider, recorded: answer.recorded.length, known: answer.known })}
      </div>
      {ask.error && <ErrorBox error={ask.error} />}
    </>
  );
}

export function GradeHistory({ id, rows }: { id: string; rows: CreditFile['grades'] }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState<string>();
  // Why a grade was overridden is not sent to everybody.
  const reasons = rows.some((row) => row.reason !== undefined);
  const columns: Listed<CreditFile['grades'][number]>[] = [
    { key: 'grade', title: t('assessment.grade'), render: ({ grade }) => grade },
    {
      key: 'period',
      title: t('assessment.period'),
      card: 'wide',
      render: ({ from_date, valid_to_date, ended_at }) => (
        <>
          <DateText day={from_date} /> – <DateText day={valid_to_date} />{' '}
          {ended_at && <span className="chip">{t('assessment.endedEarly')}</span>}
        </>
      ),
    },
    { key: 'source', title: t('assessment.source'), card: 'figure', render: ({ kind }) => t(`assessment.bySource.${kind}`) },
    {
      key: 'reason',
      title: t(reasons ? 'assessment.reason' : 'assessment.sheet'),
      wrap: true,
      render: ({ reason, assessment_id }) => (
        <>
          {reason}
          {assessment_id && !reason && (
            <Button size="small" type="link" className="in-line" onClick={() => setShown(assessment_id)}>
              {t('assessment.open')}
            </Button>
          )}
        </>
      ),
    },
    { key: 'by', title: t('assessment.by'), render: ({ by }) => by ?? '–' },
  ];
  return (
    <section className="panel">
      <h2>{t('assessment.history')}</h2>
      {rows.length === 0 ? (
        <EmptyHint title={t('assessment.noHistory')} />
      ) : (
        <RowsTable
          label={t('assessment.history')}
          columns={columns}
          rows={rows}
          rowKey={(row) => `${row.kind}-${row.recorded_at}-${row.assessment_id ?? ''}`}
        />
      )}
      {shown && <SheetDrawer id={id} assessment={shown} onClose={() => setShown(undefined)} />}
    </section>
  );
}

function SheetDrawer({ id, assessment, onClose }: { id: string; assessment: string; onClose: () => void }) {
  const { t } = useTranslation();
  useReturnFocus();
  const found = useQuery(assessmentOf(id, assessment));
  return (
    <Drawer title={t('assessment.sheet')} open onClose={onClose} size={760} aria-label={t('assessment.sheet')}>
      {found.error && <ErrorBox error={found.error} />}
      {found.isPending && <Skeleton active />}
      {found.data && <ScoreSheet sheet={found.data} />}
    </Drawer>
  );
}
