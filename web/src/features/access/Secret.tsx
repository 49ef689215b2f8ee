import { App, Button, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  title: string;
  hint: string;
  text: string;
  close: string;
  onClose: () => void;
  children?: ReactNode;
}

/** What is shown once: it stays until the reader says that it is kept. */
export function Secret({ title, hint, text, close, onClose, children }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    void message.success(t('access.users.copied'));
  };
  return (
    <Modal
      open
      title={title}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={[
        <Button key="copy" onClick={copy}>
          {t('access.users.copy')}
        </Button>,
        <Button key="close" type="primary" onClick={onClose}>
          {close}
        </Button>,
      ]}
    >
      <p>{hint}</p>
      {children ?? <code className="secret">{text}</code>}
    </Modal>
  );
}
