import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useRequired } from '../../ui/fields';

interface Props {
  onCode: (code: string) => void;
  onBack: () => void;
  sending: boolean;
}

export function SecondStep({ onCode, onBack, sending }: Props) {
  const { t } = useTranslation();
  const needed = useRequired();
  return (
    <Form<{ code: string }> layout="vertical" size="large" requiredMark={false} onFinish={({ code }) => onCode(code)}>
      <Form.Item name="code" label={t('access.factor.code')} rules={[needed(t('access.factor.code'))]}>
        <Input autoComplete="one-time-code" autoFocus maxLength={13} />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={sending}>
        {t('access.factor.verify')}
      </Button>
      <Button type="link" block onClick={onBack}>
        {t('access.factor.back')}
      </Button>
    </Form>
  );
}
