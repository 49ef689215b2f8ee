import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input, Radio, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session';
import { EmptyHint } from '../../ui/EmptyHint';
import { ErrorBox } from '../../ui/ErrorBox';
import { FormDrawer } from '../../ui/FormDrawer';
import { useRequired } from '../../ui/fields';
import { useCommand } from '../../ui/useCommand';
import { type NewNote, type Note, notes, voidNote, writeNote } from './queries';
import { VoidDrawer } from './VoidDrawer';
import { Written } from './Written';

export function Notes({ object }: { object: string }) {
  const { t, i18n } = useTranslation();
  const may = useMay()('work_collections');
  const found = useQuery(notes(object));
  const [writing, setWriting] = useState(false);
  const [voiding, setVoiding] = useState<Note>();
  const rows = found.data?.rows ?? [];
  return (
    <section className="panel" aria-label={t('document.notes')}>
      <div className="panelhead">
        <h2>{t('document.notes')}</h2>
        <span className="grow" />
        {may && (
          <Button size="small" icon={<PlusOutlined />} onClick={() => setWriting(true)}>
            {t('document.addNote')}
          </Button>
        )}
      </div>
      {found.isPending && <Skeleton active />}
      {found.error && <ErrorBox error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && rows.length === 0 && <EmptyHint title={t('document.noNotes')} hint={t('document.noNotesHint')} />}
      <ul className="records">
        {rows.map((note) => (
          <li key={note.id}>
            <p className={note.voided_at ? 'record-text muted struck' : 'record-text'}>{note.text}</p>
            <Written
              row={note}
              what={i18n.exists(`document.kind.${note.kind}`) ? t(`document.kind.${note.kind}` as 'document.kind.note') : note.kind}
              onVoid={may ? () => setVoiding(note) : undefined}
            />
          </li>
        ))}
      </ul>
      {writing && <NoteDrawer object={object} onClose={() => setWriting(false)} />}
      {voiding && (
        <VoidDrawer title={t('document.voidNote')} send={(reason) => voidNote(voiding.id, reason)} onClose={() => setVoiding(undefined)} />
      )}
    </section>
  );
}

function NoteDrawer({ object, onClose }: { object: string; onClose: () => void }) {
  const { t } = useTranslation();
  const needed = useRequired();
  const [form] = Form.useForm<NewNote>();
  const send = useCommand((body: NewNote) => writeNote(object, body), { done: onClose, said: t('document.noted') });
  return (
    <FormDrawer
      title={t('document.addNote')}
      open
      onClose={onClose}
      form={form}
      initial={{ kind: 'note' }}
      onSend={(value) => send.mutate(value)}
      sending={send.isPending}
      error={send.error}
    >
      <Form.Item name="kind" label={t('document.kindLabel')}>
        <Radio.Group options={(['note', 'call', 'visit'] as const).map((value) => ({ value, label: t(`document.kind.${value}`) }))} />
      </Form.Item>
      <Form.Item name="text" label={t('document.text')} rules={[{ ...needed(t('document.text')), whitespace: true }]}>
        <Input.TextArea rows={5} maxLength={2000} />
      </Form.Item>
    </FormDrawer>
  );
}
