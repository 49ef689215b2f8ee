import { useSuspenseQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../ui/useCommand';
import { FactsTable } from './FactsTable';
import { endOthers, endSession, sessions, type Whose } from './queries';
import { useInstant } from './useInstant';

/** "Chrome · Windows" out of what a browser says of itself; the rest of it helps nobody. */
const shortAgent = (agent: string): string => {
  const browser = /Edg|Firefox|Chrome|Safari/.exec(agent)?.[0].replace('Edg', 'Edge');
  const system = /Windows|Android|iPhone|iPad|Mac OS X|Linux/.exec(agent)?.[0];
  return [browser, system].filter(Boolean).join(' · ') || agent.slice(0, 40) || '–';
};

export function Sessions({ whose }: { whose: Whose }) {
  const { t } = useTranslation();
  const instant = useInstant();
  const { data } = useSuspenseQuery(sessions(whose));
  const end = useCommand((id: string) => endSession(whose, id), { said: t('access.sessions.ended') });
  const others = useCommand(() => endOthers(), { said: t('access.sessions.ended') });
  const all = whose === 'all';
  return (
    <>
      <FactsTable
        label={t('access.users.tabSessions')}
        rows={data.rows}
        rowKey={({ id }) => id}
        empty={t('access.sessions.empty')}
        columns={[
          ...(all ? [{ title: t('access.sessions.user'), cell: (row: (typeof data.rows)[number]) => row.user.name }] : []),
          { title: t('access.sessions.agent'), cell: (row) => shortAgent(row.agent) },
          { title: t('access.sessions.from'), cell: (row) => row.peer },
          { title: t('access.sessions.since'), cell: (row) => instant(row.created_at) },
          { title: t('access.sessions.used'), cell: (row) => instant(row.used_at) },
          {
            title: t('access.users.act'),
            hidden: true,
            cell: (row) =>
              row.current ? (
                <span className="chip good">{t('access.sessions.current')}</span>
              ) : (
                <Button size="small" onClick={() => end.mutate(row.id)}>
                  {t('access.sessions.end')}
                </Button>
              ),
          },
        ]}
      />
      {!all && data.rows.length > 1 && (
        <Button className="below" loading={others.isPending} onClick={() => others.mutate(undefined)}>
          {t('access.sessions.endOthers')}
        </Button>
      )}
    </>
  );
}
