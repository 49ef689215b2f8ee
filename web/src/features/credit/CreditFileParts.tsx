import { useQuery } from '@tanstack/react-query';
import { Button, Drawer, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DateText } from '../../ui/DateText';
import { EmptyHint } from '../../ui/EmptyHint';
import { ErrorBox } from '../../ui/ErrorBox';
import { Money } from '../../ui/Money';
import { ScrollTable } from '../../ui/ScrollTable';
import { useCommand } from '../../ui/useCommand';
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
  const ratios = rows[0] ? ratiosOf(rows[0]) : [];
  return (
    <section className="panel">
      <h2>{t('assessment.statements')}</h2>
      {rows.length === 0 ? (
        <EmptyHint title={t('assessment.noStatements')} />
      ) : (
        <ScrollTable label={t('assessment.statements')}>
          <thead>
            <tr>
              <th scope="col">{t('assessment.periodEnd')}</th>
              <th scope="col">{t('assessment.item.total_assets')}</th>
              <th scope="col">{t('assessment.item.equity')}</th>
              <th scope="col">{t('assessment.item.revenue')}</th>
              {ratios.map(({ factor, label }) => (
                <th scope="col" key={factor}>
                  {label}
                </th>
              ))}
              <th scope="col">{t('assessment.audited')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id} className={row.voided ? 'struck muted' : undefined}>
                <th scope="row">
                  <DateText day={row.period_end_date} />
                </th>
                <td>
                  <Money minor={row.total_assets_minor} currency={row.currency} />
                </td>
                <td>
                  <Money minor={row.equity_minor} currency={row.currency} />
                </td>
                <td>
                  <Money minor={row.revenue_minor} currency={row.currency} />
                </td>
                {ratiosOf(row).map(({ factor, value, unit }) => (
                  <td key={factor} className="num">
                    {value === null ? '–' : `${value}${unit === 'percent' ? ' %' : ''}`}
                  </td>
                ))}
                <td>
                  {row.voided ? t('assessment.voided') : t(row.audited ? 'assessment.audited' : 'assessment.unaudited')}{' '}
                  {may && !row.voided && (
                    <Button size="small" onClick={() => setVoiding(row.id)}>
                      {t('assessment.voidStatement')}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
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
        <ScrollTable label={t('assessment.ratings')} look="textual">
          <thead>
            <tr>
              <th scope="col">{t('assessment.kind')}</th>
              <th scope="col">{t('assessment.value')}</th>
              <th scope="col">{t('assessment.provider')}</th>
              <th scope="col">{t('assessment.rated')}</th>
              <th scope="col">{t('assessment.ratedTo')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.kind}-${row.provider}-${row.recorded_at}`} className={row.expired ? 'muted' : undefined}>
                <th scope="row">{row.label}</th>
                <td className="num">{row.value}</td>
                <td>{row.provider}</td>
                <td>
                  <DateText day={row.rated_date} />
                </td>
                <td>
                  <DateText day={row.valid_to_date} /> {row.expired && <span className="chip">{t('assessment.ratingExpired')}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
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
  return (
    <section className="panel">
      <h2>{t('assessment.history')}</h2>
      {rows.length === 0 ? (
        <EmptyHint title={t('assessment.noHistory')} />
      ) : (
        <ScrollTable label={t('assessment.history')} look="textual">
          <thead>
            <tr>
              <th scope="col">{t('assessment.grade')}</th>
              <th scope="col">{t('assessment.period')}</th>
              <th scope="col">{t('assessment.source')}</th>
              <th scope="col">{t(reasons ? 'assessment.reason' : 'assessment.sheet')}</th>
              <th scope="col">{t('assessment.by')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.kind}-${row.recorded_at}-${row.assessment_id ?? ''}`}>
                <th scope="row">{row.grade}</th>
                <td>
                  <DateText day={row.from_date} /> – <DateText day={row.valid_to_date} />
                  {row.ended_at && <span className="chip">{t('assessment.endedEarly')}</span>}
                </td>
                <td>{t(`assessment.bySource.${row.kind}`)}</td>
                <td>
                  {row.reason}
                  {row.assessment_id && !row.reason && (
                    <Button size="small" type="link" onClick={() => setShown(row.assessment_id ?? undefined)}>
                      {t('assessment.open')}
                    </Button>
                  )}
                </td>
                <td>{row.by ?? '–'}</td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      )}
      {shown && <SheetDrawer id={id} assessment={shown} onClose={() => setShown(undefined)} />}
    </section>
  );
}

function SheetDrawer({ id, assessment, onClose }: { id: string; assessment: string; onClose: () => void }) {
  const { t } = useTranslation();
  const found = useQuery(assessmentOf(id, assessment));
  return (
    <Drawer title={t('assessment.sheet')} open onClose={onClose} size={760} aria-label={t('assessment.sheet')}>
      {found.error && <ErrorBox error={found.error} />}
      {found.isPending && <Skeleton active />}
      {found.data && <ScoreSheet sheet={found.data} />}
    </Drawer>
  );
}
