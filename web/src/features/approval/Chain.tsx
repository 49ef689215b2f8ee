import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../app/session';
import { useSettings } from '../../app/settings';
import { formatInstant } from '../../format/day';
import type { Approval } from './queries';
import type { approvalWords } from './words';

type RoleName = keyof (typeof approvalWords)['zh']['role'];

/** Every level with who decides there, who did and when; what was agreed before an edit stands below and counts no more. */
export function Chain({ of: request }: { of: Approval }) {
  const { t } = useTranslation();
  const earlier = request.decisions.filter(({ round }) => round < request.round);
  return (
    <section className="panel">
      <h2>{t('approval.chain')}</h2>
      <ol className="approval-chain">
        {request.levels.map((level, at) => {
          const decided = request.decisions.filter((one) => one.round === request.round && one.level === at + 1);
          const here = request.state === 'pending' && request.level === at + 1;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a level is its place in the chain
            <li key={at} className={here ? 'here' : ''}>
              <div>
                <b>{t('approval.level', { level: at + 1 })}</b>{' '}
                <span className="muted">
                  {[...level.roles.map((role) => t(`approval.role.${role as RoleName}`)), ...level.users].join(' / ')}
                  {level.needed > 1 && ` · ${t('approval.needed', { count: level.needed })}`}
                </span>
              </div>
              {decided.map((one) => (
                <DecisionLine key={`${one.by.id}-${one.round}`} one={one} />
              ))}
              {here && <div className="chip">{t('approval.waiting')}</div>}
              {here && request.escalated && <div className="muted">{t(request.overdue ? 'approval.escalated' : 'approval.passedOn')}</div>}
              {here && request.nobody_left && <Alert type="warning" showIcon title={t('approval.nobodyLeft')} />}
              {!here && decided.length === 0 && <div className="muted">{t('approval.later')}</div>}
            </li>
          );
        })}
      </ol>
      {earlier.length > 0 && (
        <div className="muted">
          <p>{t('approval.earlier')}</p>
          {earlier.map((one) => (
            <DecisionLine key={`${one.by.id}-${one.round}`} one={one} />
          ))}
        </div>
      )}
    </section>
  );
}

function DecisionLine({ one }: { one: Approval['decisions'][number] }) {
  const { t } = useTranslation();
  const { language } = useSettings();
  const { company } = useSession();
  return (
    <div>
      <span className={one.verdict === 'approve' ? 'chip good' : 'chip bad'}>
        {t(one.verdict === 'approve' ? 'approval.agreed' : 'approval.refused')}
      </span>{' '}
      {one.by.display_name} {one.in_place_of && t('approval.inPlaceOf', { name: one.in_place_of })}{' '}
      <span className="muted">{formatInstant(one.at, language, company.time_zone)}</span>
      {one.reason && <div>{one.reason}</div>}
    </div>
  );
}
