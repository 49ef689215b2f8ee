import {
  AlertOutlined,
  BankOutlined,
  EditOutlined,
  FileDoneOutlined,
  FileTextOutlined,
  FlagOutlined,
  LinkOutlined,
  PhoneOutlined,
  PlusOutlined,
  RollbackOutlined,
  ScheduleOutlined,
} from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Form, Input, Radio, Skeleton } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMay } from '../../app/session';
import { useSettings } from '../../app/settings';
import { formatDay } from '../../format/day';
import { DateText } from '../../ui/DateText';
import { EmptyHint } from '../../ui/EmptyHint';
import { ErrorBox } from '../../ui/ErrorBox';
import { FormDrawer } from '../../ui/FormDrawer';
import { useRequired } from '../../ui/fields';
import { Money } from '../../ui/Money';
import { useCommand } from '../../ui/useCommand';
import { addNote, type NoteBody, type TimelineRow, timeline } from './queries';

const icons: Record<string, ReactNode> = {
  invoice: <FileTextOutlined />,
  receipt: <BankOutlined />,
  allocation: <LinkOutlined />,
  credit_note: <RollbackOutlined />,
  contract: <FileDoneOutlined />,
  call: <PhoneOutlined />,
  promise: <ScheduleOutlined />,
  alert: <AlertOutlined />,
  stage: <FlagOutlined />,
};
const pages: Record<string, string> = {
  invoice: 'invoices',
  receipt: 'receipts',
  contract: 'contracts',
  credit_note: 'credit-notes',
  open_item: 'open-items',
};

export function Timeline({ id }: { id: string }) {
  const { t } = useTranslation();
  const may = useMay();
  const [noting, setNoting] = useState(false);
  const found = useInfiniteQuery(timeline(id));
  const rows = found.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <aside className="panel" aria-label={t('party.timeline')}>
      <div className="panelhead">
        <h2>{t('party.timeline')}</h2>
        <span className="grow" />
        {may('work_collections') && (
          <Button size="small" icon={<PlusOutlined />} onClick={() => setNoting(true)}>
            {t('party.addNote')}
          </Button>
        )}
      </div>
      {found.isPending && <Skeleton active />}
      {found.error && <ErrorBox error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && rows.length === 0 && <EmptyHint title={t('party.noTimeline')} />}
      <ol className="timeline">
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows of a timeline have no id and only grow at the end
          <Entry key={`${row.date}-${row.kind}-${index}`} row={row} />
        ))}
      </ol>
      {found.hasNextPage && (
        <Button block type="text" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t('party.more')}
        </Button>
      )}
      {noting && <NoteDrawer id={id} onClose={() => setNoting(false)} />}
    </aside>
  );
}

/** What happened by kind, and the codes of alerts and stages, in words. */
function useSaying() {
  const { t, i18n } = useTranslation();
  const { language } = useSettings();
  const say = (key: string, otherwise: string) => (i18n.exists(key) ? t(key as 'party.timeline') : otherwise);
  return {
    kind: (kind: string) => say(`party.kind.${kind}`, kind),
    detail: ({ kind, detail }: TimelineRow) => {
      if (!detail) return '';
      if (kind === 'promise') return t('party.promisedBy', { date: formatDay(detail, language) });
      if (kind === 'alert') return say(`insight.warning.${detail}`, detail);
      if (kind === 'stage') return say(`receivable.stage.${detail}`, detail);
      if (kind === 'receipt') return say(`cash.method.${detail}`, detail);
      if (kind === 'allocation') return say(`party.by.${detail}`, detail);
      return detail;
    },
  };
}

function Entry({ row }: { row: TimelineRow }) {
  const saying = useSaying();
  const detail = saying.detail(row);
  const page = row.ref ? pages[row.ref.kind] : undefined;
  return (
    <li>
      <span className="timeline-icon" aria-hidden="true">
        {icons[row.kind] ?? <EditOutlined />}
      </span>
      <div>
        <div className="timeline-head">
          {page && row.ref ? <Link to={`/${page}/${row.ref.id}`}>{row.title}</Link> : <span>{row.title}</span>}
          {row.amount_minor !== null && row.amount_minor !== undefined && row.currency && (
            <Money minor={row.amount_minor} currency={row.currency} compact />
          )}
        </div>
        <span className="sub">
          {saying.kind(row.kind)} · <DateText day={row.date} />
        </span>
        {detail && <p className="timeline-text">{detail}</p>}
      </div>
    </li>
  );
}

function NoteDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation();
  const needed = useRequired();
  const [form] = Form.useForm<NoteBody>();
  const send = useCommand((body: NoteBody) => addNote(id, body), { done: onClose, said: t('party.noted') });
  return (
    <FormDrawer
      title={t('party.addNote')}
      open
      onClose={onClose}
      form={form}
      initial={{ kind: 'call' }}
      onSend={(value) => send.mutate(value)}
      sending={send.isPending}
      error={send.error}
    >
      <Form.Item name="kind" label={t('party.addNote')}>
        <Radio.Group options={(['call', 'visit', 'note'] as const).map((value) => ({ value, label: t(`party.noteKind.${value}`) }))} />
      </Form.Item>
      <Form.Item name="text" label={t('party.noteText')} rules={[{ ...needed(t('party.noteText')), whitespace: true }]}>
        <Input.TextArea rows={5} placeholder={t('party.noteHint')} maxLength={2000} />
      </Form.Item>
    </FormDrawer>
  );
}
