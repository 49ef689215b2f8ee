import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorBox } from '../../ui/ErrorBox';
import { useRequired } from '../../ui/fields';
import { QrCode } from './QrCode';
import { beginFactor, confirmFactor } from './queries';
import { RecoveryCodes } from './RecoveryCodes';

/** The secret as a picture and as text, the first code, then the recovery codes. */
export function Enrol({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const needed = useRequired();
  const queries = useQueryClient();
  const [codes, setCodes] = useState<string[]>();
  // Each visit makes a new secret: an old picture left on a screen is worth nothing.
  const begun = useQuery({ queryKey: ['enrol'], queryFn: beginFactor, staleTime: Number.POSITIVE_INFINITY, gcTime: 0, retry: false });
  const confirm = useMutation({
    mutationFn: ({ code }: { code: string }) => confirmFactor(code),
    onSuccess: (answer) => setCodes(answer.recovery_codes),
  });
  const close = () => {
    void queries.invalidateQueries();
    onDone();
  };
  if (begun.error) return <ErrorBox error={begun.error} onRetry={() => void begun.refetch()} />;
  if (!begun.data) return <Skeleton active />;
  return (
    <div className="enrol">
      <h3>{t('access.factor.scan')}</h3>
      <QrCode text={begun.data.uri} label={t('access.factor.qr')} />
      <p className="muted">{t('access.factor.scanHint')}</p>
      <code className="secret">{begun.data.secret.match(/.{1,4}/g)?.join(' ')}</code>
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
