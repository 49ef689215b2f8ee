import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../app/session';
import { DateText } from '../../ui/DateText';
import { FormDrawer } from '../../ui/FormDrawer';
import { DayItem, useRequired } from '../../ui/fields';
import { useCommand } from '../../ui/useCommand';
import { FactsTable } from './FactsTable';
import { colleagues, delegate, delegations, endDelegation, type NewDelegation } from './queries';

export function Delegations() {
  const { t } = useTranslation();
  const { data } = useSuspenseQuery(delegations);
  const [adding, setAdding] = useState(false);
  const end = useCommand(endDelegation, { said: t('access.delegation.ended_now') });
  return (
    <>
      <FactsTable
        label={t('access.delegation.title')}
        rows={data.rows}
        rowKey={({ id }) => id}
        empty={t('access.delegation.empty')}
        columns={[
          { title: t('access.delegation.from'), cell: (row) => row.from.name },
          { title: t('access.delegation.to'), cell: (row) => row.to.name },
          { title: t('access.delegation.first'), cell: (row) => <DateText day={row.from_date} /> },
          { title: t('access.delegation.last'), cell: (row) => <DateText day={row.last_date} /> },
          {
            title: t('access.delegation.state'),
            cell: (row) => <span className={row.state === 'in_force' ? 'chip good' : 'chip'}>{t(`access.delegation.${row.state}`)}</span>,
          },
          {
            title: t('access.users.act'),
            hidden: true,
            cell: (row) =>
              row.state !== 'ended' && (
                <Button size="small" onClick={() => end.mutate(row.id)}>
                  {t('access.delegation.end')}
                </Button>
              ),
          },
        ]}
      />
      <Button className="below" onClick={() => setAdding(true)}>
        {t('access.delegation.add')}
      </Button>
      {adding && <DelegationDrawer onClose={() => setAdding(false)} />}
    </>
  );
}

function DelegationDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { company } = useSession();
  const needed = useRequired();
  const people = useQuery(colleagues).data?.rows ?? [];
  const [form] = Form.useForm<NewDelegation>();
  const send = useCommand(delegate, { done: onClose, said: t('access.delegation.made') });
  return (
    <FormDrawer
      title={t('access.delegation.add')}
      open
      onClose={onClose}
      form={form}
      initial={{ from_date: company.today }}
      onSend={(value) => send.mutate(value)}
      sending={send.isPending}
      error={send.error}
    >
      <Form.Item name="to" label={t('access.delegation.to')} rules={[needed(t('access.delegation.to'))]}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={people.map(({ id, name, role }) => ({ value: id, label: `${name} · ${t(`org.role.${role}`)}` }))}
        />
      </Form.Item>
      <DayItem name="from_date" label={t('access.delegation.first')} />
      <DayItem name="last_date" label={t('access.delegation.last')} />
      <Form.Item name="reason" label={t('access.delegation.reason')}>
        <Input.TextArea rows={2} maxLength={300} />
      </Form.Item>
    </FormDrawer>
  );
}
