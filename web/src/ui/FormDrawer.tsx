import { CloseOutlined } from '@ant-design/icons';
import { Button, Drawer, Form, type FormInstance } from 'antd';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemError } from '../api/problem';
import { ErrorBox } from './ErrorBox';
import { useReturnFocus } from './useReturnFocus';

interface Props<V> {
  title: string;
  open: boolean;
  onClose: () => void;
  form: FormInstance<V>;
  initial?: Partial<V>;
  onSend: (value: V) => void;
  sending: boolean;
  error: unknown;
  submit?: string;
  width?: number;
  children: ReactNode;
}

/** A form at the side. Enter sends, Escape closes; the server's field errors stand at their fields, the rest above. */
export function FormDrawer<V extends object>(props: Props<V>) {
  const { title, open, onClose, form, initial, onSend, sending, error, submit, width = 480, children } = props;
  const { t } = useTranslation();
  useReturnFocus();
  useEffect(() => {
    if (!(error instanceof ProblemError)) return;
    const fields = (error.problem.errors ?? []).map(({ field, detail }) => ({ name: pathOf(field), errors: [detail] }));
    form.setFields(fields as Parameters<typeof form.setFields>[0]);
  }, [error, form]);
  return (
    <Drawer
      title={title}
      open={open}
      onClose={onClose}
      size={width}
      closable={false}
      destroyOnHidden
      aria-label={title}
      extra={<Button type="text" icon={<CloseOutlined />} aria-label={t('app.form.close')} onClick={onClose} />}
      footer={
        <div className="drawer-foot">
          <Button onClick={onClose}>{t('app.form.cancel')}</Button>
          <Button type="primary" loading={sending} onClick={() => form.submit()}>
            {submit ?? t('app.form.save')}
          </Button>
        </div>
      }
    >
      {Boolean(error) && (
        <div className="drawer-error">
          <ErrorBox error={error} />
        </div>
      )}
      <Form<V>
        form={form}
        layout="vertical"
        requiredMark={false}
        scrollToFirstError
        {...(initial ? { initialValues: initial } : {})}
        onFinish={onSend}
      >
        {children}
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </Form>
    </Drawer>
  );
}

/** "terms.parts[1].percent" or "terms.parts.1.percent" names the same form field. */
function pathOf(field: string): (string | number)[] {
  return field
    .split(/[.[\]/]+/)
    .filter(Boolean)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}
