import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorBox } from '../../ui/ErrorBox';
import { useRequired } from '../../ui/fields';
import { QrCode } from './QrCode';
import { type BegunFactor, beginFactor, confirmFactor, secondFactor } from './queries';
import { RecoveryCodes } from './RecoveryCodes';

interface Done {
  onDone: () => void;
}

/** The password where it is asked; the secret as a picture and as text, the first code, then the recovery codes. */
export function Enrol({ onDone }: Done) {
  // Directly after signing in no password is asked; some minutes later it is.
  const state = useQuery({ ...secondFactor, staleTime: 0 });
  const [begun, setBegun] = useState<BegunFactor>();
  if (begun) return <Scan begun={begun} onDone={onDone} />;
  if (state.error) return <ErrorBox error={state.error} onRetry={() => void state.refetch()} />;
  if (!state.data || state.isFetching) return <Skeleton active />;
  return state.data.password_first ? <PasswordFirst onBegun={setBegun} /> : <AtOnce onDone={onDone} onRetry={() => void state.refetch()} />;
}

function PasswordFirst({ onBegun }: { onBegun: (begun: BegunFactor) => void }) {
  const { t } = useTranslation();
  const needed = useRequired();
  const begin = useMutation({ mutationFn: ({ password }: { password: string }) => beginFactor(password), onSuccess: onBegun });
  return (
    <Form<{ password: string }> layout="vertical" requiredMark={false} onFinish={(value) => begin.mutate(value)}>
      <p>{t('access.factor.passwordFirst')}</p>
      {begin.error && <ErrorBox error={begin.error} />}
      <Form.Item name="password" label={t('access.password.old')} rules={[needed(t('access.password.old'))]}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={begin.isPending}>
        {t('access.factor.next')}
      </Button>
    </Form>
  );
}

function AtOnce({ onDone, onRetry }: Done & { onRetry: () => void }) {
  // Each visit makes a new secret: an old picture left on a screen is worth nothing.
  const begun = useQuery({
    queryKey: ['enrol'],
    queryFn: () => beginFactor(),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  if (begun.error) return <ErrorBox error={begun.error} onRetry={onRetry} />;
  if (!begun.data) return <Skeleton active />;
  return <Scan begun={begun.data} onDone={onDone} />;
}

function Scan({ begun, onDone }: Done & { begun: BegunFactor }) {
  const { t } = useTranslation();
  const needed = useRequired();
  const queries = useQueryClient();
  const [codes, setCodes] = useState<string[]>();
  const confirm = useMutation({
    mutationFn: ({ code }: { code: string }) => confirmFactor(code),
    onSuccess: (answer) => setCodes(answer.recovery_codes),
  });
  const close = () => {
    void queries.invalidateQueries();
    onDone();
  };
  return (
    <div className="enrol">
      <h3>{t('access.factor.scan')}</h3>
      <QrCode text={begun.uri} label={t('access.factor.qr')} />
      <p className="muted">{t('access.factor.scanHint')}</p>
      <code className="secret">{begun.secret.match(/.{1,4}/g)?.join(' ')}</code>
      <h3>{t('access.factor.type')}</h3>
      {confirm.error && <ErrorBox error={confirm.error} />}
      <Form<{ code: string }> layout="vertical" requiredMark={false} onFinish={(value) => confirm.mutate(value)}>
        <Form.Item name="code" label={t('access.factor.code')} rules={[needed(t('access.factor.code'))]}>
          <Input inputMode="numeric" autoComplete="one-time-code" maxLength={7} />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={confirm.isPending}>
          {t('access.factor.confirm')}
        </Button>
      </Form>
      {codes && <RecoveryCodes codes={codes} onClose={close} />}
    </div>
  );
}
