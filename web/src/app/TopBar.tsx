import { ApiOutlined, LogoutOutlined, MenuOutlined, MoonOutlined, SettingOutlined, SunOutlined, UserOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Dropdown, Grid, Layout, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { api, asked, read } from '../api/client';
import { FindCustomer } from '../features/party/FindCustomer';
import { DateText } from '../ui/DateText';
import { CompanySwitch } from './CompanySwitch';
import { ScopeChip } from './ScopeChip';
import { useSession } from './session';
import { changeSettings, useSettings } from './settings';

export function TopBar({ onMenu }: { onMenu?: () => void }) {
  const { t } = useTranslation();
  const { company, user } = useSession();
  const { language, theme } = useSettings();
  const wide = Grid.useBreakpoint();
  const navigate = useNavigate();
  const queries = useQueryClient();

  const signOut = async () => {
    await read(api.DELETE('/session', { params: { header: asked } }));
    queries.clear();
    navigate('/login');
  };
  const other = theme === 'dark' ? t('app.top.light') : t('app.top.dark');
  return (
    <Layout.Header className="topbar">
      {onMenu && <Button type="text" icon={<MenuOutlined />} aria-label={t('app.top.open')} onClick={onMenu} />}
      <div className="company">
        <CompanySwitch />
        <span className="muted nowrap">
          {wide.sm && `${t('app.top.businessDate')} `}
          <DateText day={company.today} />
        </span>
      </div>
      <ScopeChip />
      <div className="grow" />
      {wide.md && <FindCustomer />}
      <Tooltip title={t('app.top.language')}>
        <Button
          type="text"
          aria-label={t('app.top.language')}
          onClick={() => changeSettings({ language: language === 'zh-CN' ? 'en-US' : 'zh-CN' })}
        >
          {language === 'zh-CN' ? 'EN' : '中'}
        </Button>
      </Tooltip>
      <Tooltip title={other}>
        <Button
          type="text"
          icon={theme === 'dark' ? <SunOutlined /> : <MoonOutlined />}
          aria-label={other}
          onClick={() => changeSettings({ theme: theme === 'dark' ? 'light' : 'dark' })}
        />
      </Tooltip>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'me', icon: <SettingOutlined />, label: <Link to="/me">{t('app.top.me')}</Link> },
            { key: 'docs', icon: <ApiOutlined />, label: <a href="/api/docs">{t('app.top.docs')}</a> },
            { type: 'divider' },
            { key: 'out', icon: <LogoutOutlined />, label: t('app.top.signOut'), onClick: signOut },
          ],
        }}
      >
        <Button type="text" icon={<UserOutlined />} aria-label={t('app.top.user')}>
          {wide.md && user.display_name}
        </Button>
      </Dropdown>
    </Layout.Header>
  );
}
