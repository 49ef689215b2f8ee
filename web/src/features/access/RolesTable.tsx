import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session';
import { FactsTable } from './FactsTable';
import { accounts } from './queries';

export function RolesTable() {
  const { t } = useTranslation();
  const { data } = useSuspenseQuery(accounts(useMay()('manage_users')));
  return (
    <FactsTable
      label={t('access.users.tabRoles')}
      rows={data.roles}
      rowKey={({ name }) => name}
      empty=""
      columns={[
        { title: t('access.users.role'), cell: ({ name }) => t(`org.role.${name}`) },
        {
          title: t('access.users.people'),
          cell: ({ name }) => data.rows.filter(({ role, state }) => role === name && state !== 'disabled').length,
        },
        { title: t('access.users.scope'), cell: ({ scope }) => t(`access.scope.${scope}`) },
        {
          title: t('access.users.permissions'),
          cell: ({ permissions }) => permissions.map((one) => t(`access.permission.${one}`)).join('、'),
        },
      ]}
    />
  );
}
