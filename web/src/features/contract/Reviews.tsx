import { Collapse } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSession } from '../../app/session';
import { useSettings } from '../../app/settings';
import { formatInstant } from '../../format/day';
import { useFinding } from './Findings';
import type { Gate, Review } from './gateQueries';
import type { gateWords } from './gateWords';

type ApprovalState = keyof (typeof gateWords)['zh']['approvalState'];

/** Every review as it was given, and the requests for agreement beside them. */
export function Reviews({ of: gate }: { of: Gate }) {
  const { t } = useTranslation();
  const { language } = useSettings();
  const { company } = useSession();
  if (gate.reviews.length === 0 && gate.approvals.length === 0) return null;
  const when = (at: string) => formatInstant(at, language, company.time_zone);
  return (
    <>
      <h3>{t('gate.reviews')}</h3>
      <ol className="history">
        {gate.approvals.map(({ id, state, requester, recorded_at }) => (
          <li key={id}>
            <Link to={`/approvals/${id}`}>{t('gate.approval')}</Link>{' '}
            <span className={`chip ${state === 'effective' ? 'good' : state === 'pending' ? 'info' : 'warn'}`}>
              {t(`gate.approvalState.${state as ApprovalState}`)}
            </span>{' '}
            <span className="sub">{[when(recorded_at), requester].join(' · ')}</span>
          </li>
        ))}
        {gate.reviews.map((review) => (
          <li key={review.at}>
            <b>{t('gate.round', { count: review.submission })}</b>{' '}
            <span className={`chip ${review.outcome === 'pass' ? 'good' : 'warn'}`}>
              {review.outcome === 'pass' ? t('gate.outcomePass') : t('gate.outcomeReturn')}
            </span>
            {review.reason && <p>{review.reason}</p>}
            <span className="sub">
              {[
                when(review.at),
                t('gate.by', { reviewer: review.reviewer ?? '–' }),
                review.grade && t('gate.gradeThen', { grade: review.grade }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
            <Collapse
              ghost
              size="small"
              items={[{ key: 'list', label: t('gate.checklist'), children: <Given review={review} gate={gate} /> }]}
            />
          </li>
        ))}
      </ol>
    </>
  );
}

function Given({ review, gate: { questions } }: { review: Review; gate: Gate }) {
  const { t } = useTranslation();
  const { language } = useSettings();
  const say = useFinding();
  const worded = (list: { code: string; zh: string; en: string }[], code: string) => {
    const found = list.find((one) => one.code === code);
    return found ? found[language === 'zh-CN' ? 'zh' : 'en'] : code;
  };
  return (
    <ul className="findings">
      {review.checklist.map(({ question, reply, remark }) => (
        <li key={question}>
          <span className={`chip ${reply === 'no' ? 'warn' : ''}`}>{t(`gate.reply.${reply}`)}</span> {worded(questions.checklist, question)}
          {remark && <p className="muted">{remark}</p>}
        </li>
      ))}
      {review.risks.map(({ kind, severity, note }) => (
        <li key={`${kind} ${note ?? ''}`}>
          <span className={`chip ${severity === 'high' ? 'bad' : severity === 'medium' ? 'warn' : ''}`}>
            {t(`gate.severities.${severity}`)}
          </span>{' '}
          {worded(questions.risks, kind)}
          {note && <p className="muted">{note}</p>}
        </li>
      ))}
      {review.findings.map((finding) => (
        <li key={finding.code}>
          {say(finding)}
          <p className="muted">{review.accepted.find((one) => one.finding === finding.code)?.reason}</p>
        </li>
      ))}
    </ul>
  );
}
