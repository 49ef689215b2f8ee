import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useRequired } from '../../ui/fields';

/** Typed twice; how long it must be the server says. */
export function NewPasswordItems() {
  const { t } = useTranslation();
  const needed = useRequired();
  return (
    <>
      <Form.Item name="fresh" label={t('access.password.fresh')} rules={[needed(t('access.password.fresh'))]}>
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="again"
        label={t('access.password.repeat')}
        dependencies={['fresh']}
        rules={[
          needed(t('access.password.repeat')),
          ({ getFieldValue }) => ({
            validator: (_, value?: string) =>
              !value || value === getFieldValue('fresh') ? Promise.resolve() : Promise.reject(new Error(t('access.password.differs'))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
    </>
  );
}
