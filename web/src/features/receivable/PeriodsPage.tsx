import { useSuspenseQuery } from '@tanstack/react-query';
import { Alert, Button, Form } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay, useSession } from '../../app/session';
import { useSettings } from '../../app/settings';
import { formatInstant } from '../../format/day';
import { DateText } from '../../ui/DateText';
import { FormDrawer } from '../../ui/FormDrawer';
import { ReasonItem } from '../../ui/fields';
import { PageHeader } from '../../ui/PageHeader';
import { ScrollTable } from '../../ui/ScrollTable';
import { useCommand } from '../../ui/useCommand';
import { closePeriod, type Period, periods, reopenPeriod } from './queries';

export default function PeriodsPage() {
  const { t } = useTranslation();
  const { company } = useSession();
  const { language } = useSettings();
  const may = useMay()('close_periods');
  const { data } = useSuspenseQuery(periods);
  const [closing, setClosing] = useState<Period>();
  const [reopening, setReopening] = useState<Period>();
  return (
    <div className="page">
      <PageHeader title={t('receivable.periods.title')} note={t('receivable.periods.note')} />
      <section className="panel">
        <p>
          {t('receivable.periods.firstOpen')} <DateText day={data.first_open_date} />
        </p>
        <ScrollTable label={t('receivable.periods.title')}>
          <thead>
            <tr>
              <th scope="col">{t('receivable.periods.month')}</th>
              <th scope="col">{t('receivable.periods.state')}</th>
              <th scope="col">{t('receivable.periods.items')}</th>
              <th scope="col">{t('receivable.periods.receipts')}</th>
              <th scope="col">{t('receivable.periods.settlements')}</th>
              <th scope="col">{t('receivable.periods.changed')}</th>
              <th scope="col">
                <span className="hidden">{t('receivable.periods.act')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {data.rows.map((row) => (
              <tr key={row.month}>
                <th scope="row">{row.month}</th>
                <td>
                  <span className={row.state === 'closed' ? 'chip' : 'chip good'}>{t(`receivable.periods.${row.state}`)}</span>
                </td>
                <td>{row.items}</td>
                <td>{row.receipts}</td>
                <td>{row.settlements}</td>
                <td>
                  {row.changed_at
                    ? [row.changed_by, formatInstant(row.changed_at, language, company.time_zone), row.reason].filter(Boolean).join(' · ')
                    : '–'}
                </td>
                <td>
                  {may && row.state === 'closed' && (
                    <Button size="small" onClick={() => setReopening(row)}>
                      {t('receivable.periods.reopen')}
                    </Button>
                  )}
                  {may && row.state === 'open' && row.to_date < company.today && (
                    <Button size="small" onClick={() => setClosing(row)}>
                      {t('receivable.periods.close')}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      </section>
      {closing && <CloseDrawer period={closing} onClose={() => setClosing(undefined)} />}
      {reopening && <ReopenDrawer period={reopening} onClose={() => setReopening(undefined)} />}
    </div>
  );
}

function CloseDrawer({ period, onClose }: { period: Period; onClose: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<object>();
  const send = useCommand((_: object, key) => closePeriod(period.month, key), { done: onClose, said: t('receivable.periods.closedNow') });
  return (
    <FormDrawer
      title={`${t('receivable.periods.close')} · ${period.month}`}
      open
      onClose={onClose}
      form={form}
      onSend={() => send.mutate({})}
      sending={send.isPending}
      error={send.error}
      submit={t('receivable.periods.close')}
    >
      <Alert type="info" title={t('receivable.periods.closeHint', { month: period.month })} />
    </FormDrawer>
  );
}

function ReopenDrawer({ period, onClose }: { period: Period; onClose: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ reason: string }>();
  const send = useCommand(({ reason }: { reason: string }, key) => reopenPeriod(period.month, reason, key), {
    done: onClose,
    said: t('receivable.periods.reopened'),
  });
  return (
    <FormDrawer
      title={`${t('receivable.periods.reopen')} · ${period.month}`}
      open
      onClose={onClose}
      form={form}
      onSend={(value) => send.mutate(value)}
      sending={send.isPending}
      error={send.error}
      submit={t('receivable.periods.reopen')}
    >
      <Alert type="warning" title={t('receivable.periods.reopenHint')} style={{ marginBottom: 16 }} />
      <ReasonItem />
    </FormDrawer>
  );
}
