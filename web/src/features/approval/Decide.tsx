import { Alert, Button, Input } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorBox } from '../../ui/ErrorBox';
import { useCommand } from '../../ui/useCommand';
import { EditDrawer } from './EditDrawer';
import { type Approval, approve, reject, withdraw } from './queries';

/** Yes, no, or taken back; why not, for who cannot. */
export function Decide({ of: request }: { of: Approval }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [editing, setEditing] = useState(false);
  const label = useId();
  const options = (said: string) => ({ said, done: () => setReason('') });
  const yes = useCommand((why: string, key) => approve(request, why, key), options(t('approval.approved')));
  const no = useCommand((why: string, key) => reject(request, why, key), options(t('approval.rejected')));
  const back = useCommand((why: string, key) => withdraw(request, why, key), options(t('approval.withdrawn')));
  const busy = yes.isPending || no.isPending || back.isPending;
  const error = yes.error ?? no.error ?? back.error;
  return (
    <section className="panel approval-decide">
      <h2>{t('approval.decide')}</h2>
      {error && <ErrorBox error={error} />}
      {!request.may_decide && request.why_not && <Alert type="info" title={request.why_not} />}
      {(request.may_decide || request.may_change) && (
        <>
          <label htmlFor={label}>{t('approval.reason')}</label>
          <Input.TextArea id={label} rows={2} maxLength={500} value={reason} onChange={({ target }) => setReason(target.value)} />
          {request.may_decide && <p className="muted">{t('approval.reasonHint')}</p>}
          <div className="approval-buttons">
            {request.may_decide && (
              <>
                <Button type="primary" loading={yes.isPending} disabled={busy} onClick={() => yes.mutate(reason)}>
                  {t('approval.approve')}
                </Button>
                <Button danger loading={no.isPending} disabled={busy || !reason.trim()} onClick={() => no.mutate(reason)}>
                  {t('approval.reject')}
                </Button>
              </>
            )}
            {request.may_change && (
              <Button disabled={busy} onClick={() => setEditing(true)}>
                {t('approval.edit')}
              </Button>
            )}
            {request.may_change && (
              <Button loading={back.isPending} disabled={busy} onClick={() => back.mutate(reason)}>
                {t('approval.withdraw')}
              </Button>
            )}
          </div>
        </>
      )}
      {editing && <EditDrawer request={request} onClose={() => setEditing(false)} />}
    </section>
  );
}
