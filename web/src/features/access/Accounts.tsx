import { useSuspenseQuery } from '@tanstack/react-query';
import { App, Button, Dropdown, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay, useSession } from '../../app/session';
import { ErrorBox } from '../../ui/ErrorBox';
import { useCommand } from '../../ui/useCommand';
import { ChangeUserDrawer, RoleDrawer } from './AccountDrawers';
import { FactsTable } from './FactsTable';
import { type Account, accounts, disableUser, dropFactor, enableUser, makeLink, unlink } from './queries';
import { useInstant } from './useInstant';

type Act = 'reset' | 'invite' | 'disable' | 'enable' | 'dropFactor' | 'unlink';

export function Accounts({ onLink }: { onLink: (account: Account) => void }) {
  const { t } = useTranslation();
  const { user } = useSession();
  const { modal } = App.useApp();
  const instant = useInstant();
  const may = useMay();
  const [manages, grants] = [may('manage_users'), may('grant_roles')];
  const { data } = useSuspenseQuery(accounts(manages));
  const [changing, setChanging] = useState<Account>();
  const [granting, setGranting] = useState<Account>();
  const act = useCommand(
    ({ what, id }: { what: Act; id: string }, key) => {
      if (what === 'disable') return disableUser(id);
      if (what === 'enable') return enableUser(id);
      if (what === 'unlink') return unlink(id);
      return what === 'dropFactor' ? dropFactor(id) : makeLink(id, key);
    },
    { done: onLink, said: t('access.users.done') },
  );
  const actsOn = (row: Account): Act[] => [
    ...(manages && row.state === 'active' ? (['reset'] as const) : []),
    ...(manages && row.state === 'invited' ? (['invite'] as const) : []),
    ...(grants && row.second_factor ? (['dropFactor'] as const) : []),
    ...(manages && row.single_sign_on ? (['unlink'] as const) : []),
    ...(manages ? ([row.state === 'disabled' ? 'enable' : 'disable'] as const) : []),
  ];
  const ask = (row: Account, what: Act) =>
    void modal.confirm({
      title: `${t(`access.users.${what}`)} · ${row.display_name}`,
      content: t(`access.users.${what}Hint`),
      okText: t(`access.users.${what}`),
      okButtonProps: { danger: what !== 'enable' && what !== 'invite' },
      cancelText: t('app.form.cancel'),
      onOk: () => act.mutate({ what, id: row.id }),
    });
  return (
    <>
      {act.error && <ErrorBox error={act.error} />}
      <FactsTable
        label={t('access.users.tabUsers')}
        rows={data.rows}
        rowKey={({ id }) => id}
        empty=""
        columns={[
          { title: t('access.users.name'), cell: (row) => row.name },
          { title: t('access.users.displayName'), cell: (row) => row.display_name },
          { title: t('access.users.role'), cell: (row) => t(`org.role.${row.role}`) },
          {
            title: t('access.users.email'),
            cell: (row) => row.email ?? row.reminders_to ?? <span className="chip warn">{t('access.users.noEmail')}</span>,
          },
          { title: t('access.users.employee'), cell: (row) => row.employee?.name ?? '–' },
          {
            title: t('access.users.state'),
            cell: (row) => <span className={row.state === 'active' ? 'chip good' : 'chip'}>{t(`access.users.${row.state}`)}</span>,
          },
          { title: t('access.users.factor'), cell: (row) => t(row.second_factor ? 'access.users.factorOn' : 'access.users.factorOff') },
          { title: t('access.users.lastUsed'), cell: (row) => instant(row.last_used_at) },
          {
            title: t('access.users.act'),
            hidden: true,
            cell: (row) => (
              <Space>
                {manages && (
                  <Button size="small" onClick={() => setChanging(row)}>
                    {t('access.users.edit')}
                  </Button>
                )}
                {grants && row.id !== user.id && (
                  <Button size="small" onClick={() => setGranting(row)}>
                    {t('access.users.giveRole')}
                  </Button>
                )}
                {row.id !== user.id && actsOn(row).length > 0 && (
                  <Dropdown
                    trigger={['click']}
                    menu={{
                      items: actsOn(row).map((what) => ({ key: what, label: t(`access.users.${what}`), onClick: () => ask(row, what) })),
                    }}
                  >
                    <Button size="small" aria-label={`${t('access.users.more')} · ${row.display_name}`}>
                      …
                    </Button>
                  </Dropdown>
                )}
              </Space>
            ),
          },
        ]}
      />
      {changing && <ChangeUserDrawer account={changing} onClose={() => setChanging(undefined)} />}
      {granting && <RoleDrawer account={granting} roles={data.roles} onClose={() => setGranting(undefined)} />}
    </>
  );
}
