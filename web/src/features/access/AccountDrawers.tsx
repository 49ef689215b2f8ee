import { useQuery } from '@tanstack/react-query';
import { Alert, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';
import { lookupsQuery, useMay, useSession } from '../../app/session';
import { FormDrawer } from '../../ui/FormDrawer';
import { useRequired } from '../../ui/fields';
import { useCommand } from '../../ui/useCommand';
import { type Account, addUser, changeUser, giveRole, type NewAccount } from './queries';

export function NewUserDrawer({ onClose, onMade }: { onClose: () => void; onMade: (account: Account) => void }) {
  const { t } = useTranslation();
  const needed = useRequired();
  const [form] = Form.useForm<NewAccount>();
  const send = useCommand(addUser, {
    done: (account) => {
      onClose();
      onMade(account);
    },
    said: t('access.users.added'),
  });
  return (
    <FormDrawer
      title={t('access.users.add')}
      open
      onClose={onClose}
      form={form}
      onSend={(value) => send.mutate(value)}
      sending={send.isPending}
      error={send.error}
    >
      <Alert type="info" title={t('access.users.roleLater')} style={{ marginBottom: 16 }} />
      <Form.Item name="name" label={t('access.users.name')} extra={t('access.users.nameHint')} rules={[needed(t('access.users.name'))]}>
        <Input autoComplete="off" maxLength={64} />
      </Form.Item>
      <Form.Item name="display_name" label={t('access.users.displayName')} rules={[needed(t('access.users.displayName'))]}>
        <Input autoComplete="off" maxLength={100} />
      </Form.Item>
      <EmailItem />
      <EmployeeItem />
    </FormDrawer>
  );
}

function EmailItem() {
  const { t } = useTranslation();
  return (
    <Form.Item
      name="email"
      label={t('access.users.email')}
      extra={t('access.users.emailHint')}
      rules={[{ type: 'email', message: t('access.users.emailBad') }]}
    >
      <Input type="email" autoComplete="off" maxLength={254} />
    </Form.Item>
  );
}

/** Only who may see the business knows the employees by name. */
function EmployeeItem() {
  const { t } = useTranslation();
  const sees = useMay()('view');
  const people = useQuery({ ...lookupsQuery, enabled: sees }).data?.reps ?? [];
  if (!sees) return null;
  return (
    <Form.Item name="employee_id" label={t('access.users.employee')} extra={t('access.users.employeeHint')}>
      <Select
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        options={people.map(({ id, name, team }) => ({ value: id, label: team ? `${name} · ${team}` : name }))}
      />
    </Form.Item>
  );
}

interface Change {
  display_name: string;
  employee_id?: string | null;
  email?: string;
}

export function ChangeUserDrawer({ account, onClose }: { account: Account; onClose: () => void }) {
  const { t } = useTranslation();
  const needed = useRequired();
  const [form] = Form.useForm<Change>();
  const { user } = useSession();
  const before = account.employee?.id;
  const send = useCommand(
    ({ display_name, employee_id, email = '' }: Change) =>
      changeUser(account, {
        display_name,
        ...(email === (account.email ?? '') ? {} : { email }),
        ...((employee_id ?? undefined) === before ? {} : { employee_id: employee_id ?? null }),
      }),
    { done: onClose },
  );
  return (
    <FormDrawer
      title={`${t('access.users.edit')} · ${account.name}`}
      open
      onClose={onClose}
      form={form}
      initial={{ display_name: account.display_name, email: account.email ?? '', ...(before ? { employee_id: before } : {}) }}
      onSend={(value) => send.mutate({ ...(before ? { employee_id: before } : {}), ...value })}
      sending={send.isPending}
      error={send.error}
    >
      <Form.Item name="display_name" label={t('access.users.displayName')} rules={[needed(t('access.users.displayName'))]}>
        <Input autoComplete="off" maxLength={100} />
      </Form.Item>
      {account.id !== user.id && <EmailItem />}
      <EmployeeItem />
    </FormDrawer>
  );
}

interface Role {
  account: Account;
  roles: Schemas['RoleDescription'][];
  onClose: () => void;
}

export function RoleDrawer({ account, roles, onClose }: Role) {
  const { t } = useTranslation();
  const needed = useRequired();
  const [form] = Form.useForm<{ role: Account['role'] }>();
  const chosen = Form.useWatch('role', form);
  const send = useCommand(({ role }: { role: Account['role'] }) => giveRole(account, role), { done: onClose });
  const description = roles.find(({ name }) => name === chosen);
  return (
    <FormDrawer
      title={`${t('access.users.giveRole')} · ${account.display_name}`}
      open
      onClose={onClose}
      form={form}
      initial={{ role: account.role }}
      onSend={(value) => send.mutate(value)}
      sending={send.isPending}
      error={send.error}
    >
      <Form.Item name="role" label={t('access.users.role')} extra={t('access.users.roleHint')} rules={[needed(t('access.users.role'))]}>
        <Select options={roles.map(({ name }) => ({ value: name, label: t(`org.role.${name}`) }))} />
      </Form.Item>
      {description && (
        <dl className="facts">
          <div>
            <dt>{t('access.users.scope')}</dt>
            <dd>{t(`access.scope.${description.scope}`)}</dd>
          </div>
          <div>
            <dt>{t('access.users.permissions')}</dt>
            <dd>{description.permissions.map((one) => t(`access.permission.${one}`)).join('、')}</dd>
          </div>
        </dl>
      )}
    </FormDrawer>
  );
}
