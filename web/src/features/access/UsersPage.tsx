import { App, Button, Tabs } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session';
import { PageHeader } from '../../ui/PageHeader';
import { NewUserDrawer } from './AccountDrawers';
import { Accounts } from './Accounts';
import { Keys } from './Keys';
import type { Account, PasswordLink } from './queries';
import { RolesTable } from './RolesTable';
import { Sessions } from './Sessions';
import { ShownLink } from './ShownLink';

export default function UsersPage() {
  const { t } = useTranslation();
  const may = useMay();
  const [adding, setAdding] = useState(false);
  const [link, setLink] = useState<{ account: Account; link: PasswordLink }>();
  const { message } = App.useApp();
  const show = (account: Account) => {
    if (account.link) setLink({ account, link: account.link });
    if (account.mailed_to) void message.success(t('access.users.mailed', { address: account.mailed_to }), 8);
  };
  const manages = may('manage_users');
  return (
    <div className="page">
      <PageHeader
        title={t('access.users.title')}
        note={t('access.users.note')}
        actions={
          manages && (
            <Button type="primary" onClick={() => setAdding(true)}>
              {t('access.users.add')}
            </Button>
          )
        }
      />
      <section className="panel">
        <Tabs
          items={[
            { key: 'users', label: t('access.users.tabUsers'), children: <Accounts onLink={show} /> },
            { key: 'roles', label: t('access.users.tabRoles'), children: <RolesTable /> },
            ...(manages
              ? [
                  { key: 'sessions', label: t('access.users.tabSessions'), children: <Sessions whose="all" /> },
                  { key: 'keys', label: t('access.users.tabKeys'), children: <Keys whose="all" /> },
                ]
              : []),
          ]}
        />
      </section>
      {adding && <NewUserDrawer onClose={() => setAdding(false)} onMade={show} />}
      {link && <ShownLink account={link.account} link={link.link} onClose={() => setLink(undefined)} />}
    </div>
  );
}
