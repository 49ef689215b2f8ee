import { CheckOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSettings } from '../../app/settings';
import { formatDay } from '../../format/day';
import { formatMoney } from '../../format/money';
import { Money } from '../../ui/Money';
import type { AgeStage } from '../receivable/queries';
import { Stage } from '../receivable/Stage';
import type { Task } from './queries';
import { useActionName } from './useActionName';

const stages: AgeStage[] = ['none', 'remind', 'written_notice', 'instalment_agreement', 'legal'];

interface Props {
  task: Task;
  rank?: number;
  onRecord?: () => void;
}

export function TaskCard({ task, rank, onRecord }: Props) {
  const { t } = useTranslation();
  const name = useActionName();
  const days = task.overdue_days ?? 0;
  const stage = stages.find((one) => one === task.stage);
  return (
    <li className={`panel task${task.done_at ? ' done' : ''}`}>
      <span className="task-rank">{rank ?? <CheckOutlined />}</span>
      <div>
        <div className="task-title">
          <Link to={`/customers/${task.customer.id}`}>{task.customer.name}</Link>
          <span>{name.action(task.action)}</span>
          {stage && <Stage stage={stage} />}
        </div>
        <p className="task-why">
          <Why task={task} />
        </p>
        <p className="sub">{[task.number, task.owner && `${t('dunning.owner')} ${name.role(task.owner)}`].filter(Boolean).join(' · ')}</p>
      </div>
      <div className="task-side">
        <div style={{ textAlign: 'end' }}>
          <Money minor={task.amount_minor} currency={task.currency} strong />
          <span className={`sub ${days > 0 ? 'bad' : ''}`}>
            {days > 0 ? t('dunning.overdue', { count: days }) : days < 0 ? t('dunning.dueIn', { count: -days }) : ''}
          </span>
        </div>
        {onRecord && (
          <Button
            type={rank === 1 ? 'primary' : 'default'}
            onClick={onRecord}
            aria-label={`${t('dunning.record')}: ${task.customer.name} ${task.number ?? ''}`}
          >
            {t('dunning.record')}
          </Button>
        )}
      </div>
    </li>
  );
}

/** Why it stands where it stands, from the figures; the server's own sentence is for readers without a page. */
function Why({ task }: { task: Task }) {
  const { t } = useTranslation();
  const { language } = useSettings();
  const days = task.overdue_days ?? 0;
  const when = days > 0 ? t('dunning.overdue', { count: days }) : days < 0 ? t('dunning.dueIn', { count: -days }) : t('dunning.dueToday');
  const { points, late, promise } = task.reason ?? {};
  const money = (minor: number) => formatMoney(minor, task.currency, language);
  const open = t('dunning.openAmount', { amount: money(task.amount_minor) });
  const broken =
    promise &&
    t('dunning.broken', {
      date: formatDay(promise.promised_date, language),
      amount: money(promise.amount_minor),
      paid: money(promise.paid_minor),
    });
  return (
    <>
      {[broken, when, open, late && t('dunning.lateAlert')].filter(Boolean).join(t('dunning.comma'))}
      {points && (
        <span className="sub">
          {t(points.promise > 0 ? 'dunning.pointsBroken' : 'dunning.points', { total: task.priority ?? 0, ...points })}
        </span>
      )}
    </>
  );
}
