import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Skeleton, Tabs } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useSession } from '../../app/session';
import { useSettings } from '../../app/settings';
import { formatInstant } from '../../format/day';
import { EmptyHint } from '../../ui/EmptyHint';
import { ErrorBox } from '../../ui/ErrorBox';
import { Money } from '../../ui/Money';
import { PageHeader } from '../../ui/PageHeader';
import { Pager } from '../../ui/Pager';
import { useCommand } from '../../ui/useCommand';
import { usePage } from '../../ui/usePage';
import { type ApprovalRow, approvals, approveMany, type Box } from './queries';

const boxes: Box[] = ['inbox', 'sent', 'done'];

export default function ApprovalsPage() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const box = boxes.find((one) => one === search.get('box')) ?? 'inbox';
  return (
    <div className="page">
      <PageHeader title={t('approval.title')} note={t('approval.note')} />
      <Tabs
        activeKey={box}
        onChange={(next) => setSearch(next === 'inbox' ? {} : { box: next })}
        items={boxes.map((one) => ({
          key: one,
          label: t(`approval.box.${one}`),
          children: one === box && <Requests key={one} box={one} />,
        }))}
      />
    </div>
  );
}

function Requests({ box }: { box: Box }) {
  const { t } = useTranslation();
  const page = usePage();
  const { limit, cursor } = page.now;
  const { data, error, refetch } = useQuery({
    ...approvals(box, { limit, ...(cursor ? { cursor } : {}) }),
    placeholderData: keepPreviousData,
  });
  const [chosen, setChosen] = useState<ApprovalRow[]>([]);
  const kind = chosen[0]?.kind;
  const send = useCommand((rows: ApprovalRow[], key) => approveMany((rows[0] as ApprovalRow).kind, rows, key), {
    done: () => setChosen([]),
    said: t('approval.approved'),
  });
  if (error) return <ErrorBox error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton active />;
  if (data.rows.length === 0) return <EmptyHint title={t(`approval.empty.${box}`)} />;
  return (
    <>
      {send.error && <ErrorBox error={send.error} />}
      <ul className="approvals" aria-label={t(`approval.box.${box}`)}>
        {data.rows.map((row) => (
          <li key={row.id} className="panel approval-row">
            {box === 'inbox' && (
              <Checkbox
                aria-label={t('approval.chosen', { name: `${t(`approval.kind.${row.kind}`)} ${row.customer?.name ?? row.object.id}` })}
                checked={chosen.some(({ id }) => id === row.id)}
                disabled={kind !== undefined && kind !== row.kind}
                onChange={({ target }) => setChosen((now) => (target.checked ? [...now, row] : now.filter(({ id }) => id !== row.id)))}
              />
            )}
            <RequestLine row={row} />
          </li>
        ))}
      </ul>
      {chosen.length > 0 && (
        <div className="approval-many">
          <span className="muted">{t('approval.oneKind')}</span>
          <Button type="primary" loading={send.isPending} onClick={() => send.mutate(chosen)}>
            {t('approval.approveMany', { count: chosen.length })}
          </Button>
        </div>
      )}
      <Pager page={page} next={data.next_cursor ?? undefined} count={undefined} />
    </>
  );
}

function RequestLine({ row }: { row: ApprovalRow }) {
  const { t } = useTranslation();
  const { language } = useSettings();
  const { company } = useSession();
  return (
    <div className="approval-line">
      <div className="approval-head">
        <Link to={`/approvals/${row.id}`} className="strong">
          {t(`approval.kind.${row.kind}`)} · {row.customer?.name ?? row.object.id}
        </Link>
        {row.amount_minor !== null && <Money minor={row.amount_minor} currency={row.currency ?? undefined} strong />}
      </div>
      <div className="approval-facts muted">
        <span className={row.state === 'effective' ? 'chip good' : 'chip'}>{t(`approval.state.${row.state}`)}</span>
        <span>{row.requester.display_name}</span>
        <span>{formatInstant(row.recorded_at, language, company.time_zone)}</span>
        {row.state === 'pending' && <span>{t('approval.levelOf', { level: row.level, count: row.level_count })}</span>}
        {row.overdue && <span className="chip bad">{t('approval.overdue')}</span>}
      </div>
    </div>
  );
}
