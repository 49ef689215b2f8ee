import { useSuspenseQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session';
import { useSettings } from '../../app/settings';
import { formatDay } from '../../format/day';
import { EmptyHint } from '../../ui/EmptyHint';
import { AssessDrawer, EndOverrideDrawer, OverrideDrawer } from './AssessmentDrawers';
import { creditFile } from './assessmentQueries';
import { Complaints } from './Complaints';
import { FormFacts, GradeHistory, Ratings, Statements } from './CreditFileParts';
import { ScoreSheet } from './ScoreSheet';

type Doing = 'assess' | 'override' | 'end';

/** The credit of one customer: the grade that counts, why, and what it rests on. */
export default function CustomerCredit({ id }: { id: string }) {
  const { t } = useTranslation();
  const { language } = useSettings();
  const may = useMay()('assess_credit');
  const { data } = useSuspenseQuery(creditFile(id));
  const [doing, setDoing] = useState<Doing>();
  const { standing, assessment } = data;
  const close = () => setDoing(undefined);
  return (
    <div className="stack">
      <section className="panel">
        <div className="credit-head">
          <div>
            <b className="credit-grade">{standing.grade ?? t('assessment.noGrade')}</b>{' '}
            {standing.source && <span className="chip">{t(`assessment.bySource.${standing.source}`)}</span>}
            <div className="muted">
              {standing.valid_to_date && t('assessment.validTo', { day: formatDay(standing.valid_to_date, language) })}
              {standing.expired_date && t('assessment.expired', { day: formatDay(standing.expired_date, language) })}
              {!standing.grade && ` ${t('assessment.noGradeHint')}`}
            </div>
          </div>
          {may && (
            <div className="credit-buttons">
              {standing.source === 'override' && <Button onClick={() => setDoing('end')}>{t('assessment.endOverride')}</Button>}
              <Button onClick={() => setDoing('override')}>{t('assessment.override')}</Button>
              <Button type="primary" onClick={() => setDoing('assess')}>
                {t('assessment.assess')}
              </Button>
            </div>
          )}
        </div>
        {assessment ? <ScoreSheet sheet={assessment} /> : <EmptyHint title={t('assessment.noHistory')} />}
      </section>
      <Statements id={id} rows={data.statements} may={may} />
      <FormFacts id={id} form={data.form} may={may} />
      <Ratings id={id} rows={data.ratings} may={may} provider={data.rating_provider} />
      <Complaints id={id} rows={data.complaints} />
      <GradeHistory id={id} rows={data.grades} />
      {doing === 'assess' && <AssessDrawer id={id} onClose={close} />}
      {doing === 'end' && <EndOverrideDrawer id={id} onClose={close} />}
      {doing === 'override' && (
        <OverrideDrawer
          id={id}
          grades={(assessment?.bands.map(({ grade }) => grade) ?? ['A', 'B', 'C', 'D']).filter((grade) => grade !== standing.grade)}
          onClose={close}
        />
      )}
    </div>
  );
}
