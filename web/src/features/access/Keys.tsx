import { useSuspenseQuery } from '@tanstack/react-query';
import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../app/session';
import { addDays } from '../../format/day';
import { DateText } from '../../ui/DateText';
import { FormDrawer } from '../../ui/FormDrawer';
import { DayItem, useRequired } from '../../ui/fields';
import { useCommand } from '../../ui/useCommand';
import { FactsTable } from './FactsTable';
import { keys, makeKey, type NewKey, type Permission, revokeKey, type Whose } from './queries';
import { Secret } from './Secret';
import { useInstant } from './useInstant';

/** What only a person decides; the server refuses a key with it. */
const forPeopleOnly: Permission[] = ['signed_in', 'approve', 'manage_users', 'grant_roles', 'manage_policies', 'reveal_personal'];

export function Keys({ whose }: { whose: Whose }) {
  const { t } = useTranslation();
  const instant = useInstant();
  const { data } = useSuspenseQuery(keys(whose));
  const [adding, setAdding] = useState(false);
  const [token, setToken] = useState<string>();
  const revoke = useCommand((id: string) => revokeKey(whose, id), { said: t('access.keys.revoked_now') });
  return (
    <>
      <FactsTable
        label={t('access.keys.title')}
        rows={data.rows}
        rowKey={({ id }) => id}
        empty={t('access.keys.empty')}
        columns={[
          { title: t('access.keys.label'), cell: (row) => `${row.label} (…${row.hint})` },
          ...(whose === 'all' ? [{ title: t('access.keys.owner'), cell: (row: (typeof data.rows)[number]) => row.owner.name }] : []),
          { title: t('access.keys.permissions'), cell: (row) => row.permissions.map((one) => t(`access.permission.${one}`)).join('、') },
          { title: t('access.keys.lastDate'), cell: (row) => <DateText day={row.last_date} /> },
          { title: t('access.keys.used'), cell: (row) => (row.used_at ? instant(row.used_at) : t('access.keys.never')) },
          {
            title: t('access.keys.state'),
            cell: (row) => <span className={row.state === 'active' ? 'chip good' : 'chip'}>{t(`access.keys.${row.state}`)}</span>,
          },
          {
            title: t('access.users.act'),
            hidden: true,
            cell: (row) =>
              row.state === 'active' && (
                <Button size="small" danger onClick={() => revoke.mutate(row.id)}>
                  {t('access.keys.revoke')}
                </Button>
              ),
          },
        ]}
      />
      {whose === 'mine' && (
        <Button className="below" onClick={() => setAdding(true)}>
          {t('access.keys.add')}
        </Button>
      )}
      {adding && <KeyDrawer onClose={() => setAdding(false)} onMade={setToken} />}
      {token && (
        <Secret
          title={t('access.keys.made')}
          hint={t('access.keys.once')}
          text={token}
          close={t('access.keys.kept')}
          onClose={() => setToken(undefined)}
        />
      )}
    </>
  );
}

function KeyDrawer({ onClose, onMade }: { onClose: () => void; onMade: (token?: string) => void }) {
  const { t } = useTranslation();
  const { user, company } = useSession();
  const needed = useRequired();
  const [form] = Form.useForm<NewKey>();
  const send = useCommand(makeKey, {
    done: ({ token }) => {
      onClose();
      onMade(token);
    },
    said: t('access.keys.made'),
  });
  const choices = user.permissions.filter((one) => !forPeopleOnly.includes(one));
  return (
    <FormDrawer
      title={t('access.keys.add')}
      open
      onClose={onClose}
      form={form}
      initial={{ last_date: addDays(company.today, 90), permissions: [] }}
      onSend={(value) => send.mutate(value)}
      sending={send.isPending}
      error={send.error}
    >
      <Form.Item name="label" label={t('access.keys.label')} extra={t('access.keys.labelHint')} rules={[needed(t('access.keys.label'))]}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="permissions" label={t('access.keys.permissions')} rules={[needed(t('access.keys.permissions'))]}>
        <Select mode="multiple" options={choices.map((value) => ({ value, label: t(`access.permission.${value}`) }))} />
      </Form.Item>
      <DayItem name="last_date" label={t('access.keys.lastDate')} />
    </FormDrawer>
  );
}
