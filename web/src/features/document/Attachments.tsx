import { PaperClipOutlined, UploadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Skeleton, Upload } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session';
import { useSettings } from '../../app/settings';
import { EmptyHint } from '../../ui/EmptyHint';
import { ErrorBox } from '../../ui/ErrorBox';
import { useCommand } from '../../ui/useCommand';
import { type Attachment, addressOf, attach, attachments, voidAttachment } from './queries';
import { VoidDrawer } from './VoidDrawer';
import { Written } from './Written';

export function Attachments({ object }: { object: string }) {
  const { t } = useTranslation();
  const { language } = useSettings();
  const may = useMay()('work_collections');
  const found = useQuery(attachments(object));
  const [voiding, setVoiding] = useState<Attachment>();
  const send = useCommand((file: File) => attach(object, file), { said: t('document.attached') });
  const rows = found.data?.rows ?? [];
  return (
    <section className="panel" aria-label={t('document.attachments')}>
      <div className="panelhead">
        <h2>{t('document.attachments')}</h2>
        <span className="grow" />
        {may && (
          <Upload
            showUploadList={false}
            disabled={send.isPending}
            beforeUpload={(file) => {
              send.mutate(file);
              return false;
            }}
          >
            <Button size="small" icon={<UploadOutlined />} loading={send.isPending}>
              {send.isPending ? t('document.attaching') : t('document.attach')}
            </Button>
          </Upload>
        )}
      </div>
      {send.error && <ErrorBox error={send.error} />}
      {found.isPending && <Skeleton active />}
      {found.error && <ErrorBox error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && rows.length === 0 && <EmptyHint title={t('document.noAttachments')} hint={t('document.noAttachmentsHint')} />}
      <ul className="records">
        {rows.map((file) => (
          <li key={file.id}>
            <p className={file.voided_at ? 'record-text muted struck' : 'record-text'}>
              <PaperClipOutlined aria-hidden />{' '}
              {file.voided_at ? (
                file.file_name
              ) : (
                <a href={addressOf(file)} download={file.file_name}>
                  {file.file_name}
                </a>
              )}
            </p>
            <Written row={file} what={sizeOf(file.bytes, language)} onVoid={may ? () => setVoiding(file) : undefined} />
          </li>
        ))}
      </ul>
      {voiding && (
        <VoidDrawer
          title={t('document.voidAttachment')}
          send={(reason) => voidAttachment(voiding.id, reason)}
          onClose={() => setVoiding(undefined)}
        />
      )}
    </section>
  );
}

function sizeOf(bytes: number, language: string): string {
  const unit = bytes < 1024 ? 'byte' : bytes < 1024 * 1024 ? 'kilobyte' : 'megabyte';
  const value = unit === 'byte' ? bytes : unit === 'kilobyte' ? bytes / 1024 : bytes / (1024 * 1024);
  return new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: 1 }).format(value);
}
