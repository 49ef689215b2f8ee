import { SwapOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { signInOptions } from '../features/access/queries';
import { switchTo } from './company';
import { useSession } from './session';
import { useSettings } from './settings';

/** The company in view; where there are several, the way to the others. */
export function CompanySwitch() {
  const { t } = useTranslation();
  const { company } = useSession();
  const { language } = useSettings();
  const { data } = useQuery({ ...signInOptions('', language), staleTime: Number.POSITIVE_INFINITY });
  const companies = data?.companies ?? [];
  if (companies.length < 2) return <b className="ellipsis">{company.name}</b>;
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        selectedKeys: [company.code],
        items: companies.map(({ code, name }) => ({ key: code, label: name, onClick: () => code !== company.code && switchTo(code) })),
      }}
    >
      <Button type="text" className="company-switch" aria-label={`${t('app.top.company')}: ${company.name}`}>
        <b className="ellipsis">{company.name}</b> <SwapOutlined />
      </Button>
    </Dropdown>
  );
}
