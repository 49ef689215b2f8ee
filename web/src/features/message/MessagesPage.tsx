import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type Column, DataTable } from '../../ui/DataTable';
import { EmptyHint } from '../../ui/EmptyHint';
import { ErrorBox } from '../../ui/ErrorBox';
import { FilterBar } from '../../ui/FilterBar';
import { PageHeader } from '../../ui/PageHeader';
import { useCommand } from '../../ui/useCommand';
import { useFilters } from '../../ui/useFilters';
import { useInstant } from '../access/useInstant';
import { cancelMessage, type Message, type MessageState, messages, resendMessage } from './queries';

const states: MessageState[] = ['waiting', 'failed', 'sent', 'given_up', 'cancelled'];
const tone: Record<MessageState, string> = {
  waiting: 'chip',
  failed: 'chip warn',
  sent: 'chip good',
  given_up: 'chip bad',
  cancelled: 'chip',
};

export default function MessagesPage() {
  const { t } = useTranslation();
  const instant = useInstant();
  const [filters, change] = useFilters(['state'] as const);
  const state = states.find((one) => one === filters.state);
  const mail = useQuery(messages({}, { limit: 1 })).data?.mail;
  const resend = useCommand((id: string) => resendMessage(id), { said: t('message.resent') });
  const cancel = useCommand((id: string) => cancelMessage(id), { said: t('message.cancelled') });
  const columns: Column<Message>[] = [
    { key: 'recorded', title: t('message.field.recorded'), width: 160, render: ({ recorded_at }) => instant(recorded_at) },
    {
      key: 'subject',
      title: t('message.field.subject'),
      width: 240,
      card: 'title',
      render: ({ subject, about }) => (about ? <Link to={about}>{subject}</Link> : subject),
    },
    { key: 'kind', title: t('message.field.kind'), width: 120, hidden: true, render: ({ kind }) => t(`message.kind.${kind}`) },
    { key: 'to', title: t('message.field.to'), width: 110, render: ({ to }) => to ?? '–' },
    { key: 'address', title: t('message.field.address'), width: 200, render: ({ address }) => address },
    {
      key: 'state',
      title: t('message.field.state'),
      width: 110,
      card: 'figure',
      render: (row) => <span className={tone[row.state]}>{t(`message.state.${row.state}`)}</span>,
    },
    { key: 'attempts', title: t('message.field.attempts'), width: 70, align: 'end', render: ({ attempts }) => attempts },
    {
      key: 'error',
      title: t('message.field.error'),
      width: 260,
      render: ({ error }) => (error ? <span className="small">{error.detail}</span> : '–'),
    },
    { key: 'next', title: t('message.field.next'), width: 160, render: ({ next_try_at }) => instant(next_try_at) },
    { key: 'sent', title: t('message.field.sent'), width: 160, hidden: true, render: ({ sent_at }) => instant(sent_at) },
    {
      key: 'act',
      title: t('message.field.act'),
      width: 110,
      render: ({ id, subject, may_resend, may_cancel }) => {
        if (may_resend)
          return (
            <Button size="small" aria-label={`${t('message.resend')} · ${subject}`} onClick={() => resend.mutate(id)}>
              {t('message.resend')}
            </Button>
          );
        return may_cancel ? (
          <Button size="small" aria-label={`${t('message.cancel')} · ${subject}`} onClick={() => cancel.mutate(id)}>
            {t('message.cancel')}
          </Button>
        ) : (
          '–'
        );
      },
    },
  ];
  return (
    <div className="page">
      <PageHeader title={t('message.title')} note={t('message.note')} />
      {mail === null && <Alert showIcon type="warning" title={t('message.off')} style={{ marginBottom: 16 }} />}
      {mail && <p className="sub">{t('message.by', mail)}</p>}
      {(resend.error ?? cancel.error) && <ErrorBox error={(resend.error ?? cancel.error) as Error} />}
      <FilterBar onReset={state ? () => change({ state: undefined }) : undefined}>
        <Select
          aria-label={t('message.field.state')}
          value={state ?? ''}
          onChange={(one) => change({ state: one || undefined })}
          options={[
            { value: '', label: t('message.anyState') },
            ...states.map((one) => ({ value: one, label: t(`message.state.${one}`) })),
          ]}
          style={{ minWidth: 150 }}
        />
      </FilterBar>
      <DataTable
        name="messages"
        label={t('message.title')}
        columns={columns}
        rowKey={({ id }) => id}
        query={(page) => messages(state ? { state } : {}, page)}
        empty={<EmptyHint title={t('message.empty')} hint={t('message.emptyHint')} />}
      />
    </div>
  );
}
