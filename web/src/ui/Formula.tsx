import { InfoCircleOutlined } from '@ant-design/icons';
import { Button, Popover } from 'antd';
import { useTranslation } from 'react-i18next';

/** The (i) beside a figure: its formula, so that nobody has to guess. */
export function Formula({ title, text }: { title: string; text: string }) {
  const { t } = useTranslation();
  return (
    <Popover trigger={['click', 'hover']} title={t('app.chart.formula')} content={<p className="formula">{text}</p>}>
      <Button
        className="formula-button"
        size="small"
        type="text"
        icon={<InfoCircleOutlined />}
        aria-label={`${title}: ${t('app.chart.formula')}`}
      />
    </Popover>
  );
}
