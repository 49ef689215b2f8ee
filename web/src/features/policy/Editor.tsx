import { Alert, Button, Form, Input, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../app/session';
import { FormDrawer } from '../../ui/FormDrawer';
import { DayItem, ReasonItem } from '../../ui/fields';
import { useCommand } from '../../ui/useCommand';
import { ChangesTable } from './ChangesTable';
import { FiguresTable } from './FiguresTable';
import { type Changed, differences, type Json, withoutHead } from './figures';
import { changePolicy, type PolicyName, type PolicyVersion } from './queries';
import { WhatIf } from './WhatIf';

type Whole = Record<string, Json>;

interface Props {
  name: PolicyName;
  latest: PolicyVersion;
  onClose: () => void;
  /** Who may try figures on the book, and who may send them. */
  mayTry: boolean;
  maySend: boolean;
}

/** A new version from the latest: by its figures or as a whole, and what it changes before it is sent. */
export function Editor({ name, latest, onClose, mayTry, maySend }: Props) {
  const { t } = useTranslation();
  const before = withoutHead(latest.policy as Whole);
  const [draft, setDraft] = useState<Whole>(before);
  const [way, setWay] = useState<'figures' | 'text'>('figures');
  const [text, setText] = useState('');
  const [sending, setSending] = useState(false);
  const typed = way === 'text' ? parsed(text) : { policy: draft };
  const changes = typed.policy ? differences(before, typed.policy) : [];
  const turn = (to: 'figures' | 'text') => {
    if (to === 'text') setText(JSON.stringify(draft, null, 2));
    else if (typed.policy) setDraft(typed.policy);
    setWay(to);
  };
  return (
    <section className="panel" aria-label={t('policy.edit')}>
      <div className="row" style={{ marginBottom: 12 }}>
        <Segmented
          aria-label={t('policy.edit')}
          value={way}
          onChange={turn}
          options={[
            { value: 'figures', label: t('policy.asFigures') },
            { value: 'text', label: t('policy.asText'), disabled: false },
          ]}
        />
        {maySend && (
          <Button type="primary" disabled={changes.length === 0} onClick={() => setSending(true)}>
            {t('policy.review')}
          </Button>
        )}
        <Button onClick={onClose}>{t('policy.cancel')}</Button>
        <span className="sub" aria-live="polite">
          {changes.length === 0 ? t('policy.nothing') : `${t('policy.changes')} ${changes.length}`}
        </span>
      </div>
      {mayTry && typed.policy && <WhatIf key={JSON.stringify(typed.policy)} name={name} draft={typed.policy} ready={changes.length > 0} />}
      {way === 'figures' ? (
        <FiguresTable policy={draft} onChange={setDraft} />
      ) : (
        <>
          {typed.why && <Alert type="error" title={t('policy.jsonWrong', { why: typed.why })} style={{ marginBottom: 12 }} />}
          <Input.TextArea
            className="policy-text"
            aria-label={t('policy.asText')}
            spellCheck={false}
            autoSize={{ minRows: 12, maxRows: 40 }}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </>
      )}
      {sending && typed.policy && (
        <SendDrawer name={name} latest={latest} draft={typed.policy} changes={changes} onClose={() => setSending(false)} onSent={onClose} />
      )}
    </section>
  );
}

function parsed(text: string): { policy?: Whole; why?: string } {
  try {
    const value = JSON.parse(text) as Json;
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return { why: '{ … }' };
    return { policy: withoutHead(value) };
  } catch (failure) {
    return { why: failure instanceof Error ? failure.message : String(failure) };
  }
}

interface Sent {
  effective_from: string;
  reason: string;
}

function SendDrawer({
  name,
  latest,
  draft,
  changes,
  onClose,
  onSent,
}: Pick<Props, 'name' | 'latest'> & { draft: Whole; changes: Changed[]; onClose: () => void; onSent: () => void }) {
  const { t } = useTranslation();
  const { company } = useSession();
  const [form] = Form.useForm<Sent>();
  const send = useCommand((value: Sent, key) => changePolicy(name, { ...value, based_on: latest.version, policy: draft }, key), {
    done: onSent,
    said: t('policy.sent'),
  });
  return (
    <FormDrawer
      title={`${t('policy.send')} · ${t(`policy.name.${name}`)}`}
      open
      onClose={onClose}
      form={form}
      initial={{ effective_from: company.today }}
      onSend={(value) => send.mutate(value)}
      sending={send.isPending}
      error={send.error}
      submit={t('policy.send')}
      width={640}
    >
      <Alert type="info" title={t('policy.sendHint')} style={{ marginBottom: 16 }} />
      <ChangesTable changes={changes} label={t('policy.changes')} />
      <div style={{ height: 16 }} />
      <DayItem name="effective_from" label={t('policy.effective')} hint={t('policy.effectiveHint')} />
      <ReasonItem />
    </FormDrawer>
  );
}
