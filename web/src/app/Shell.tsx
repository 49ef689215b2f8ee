import { CloseOutlined } from '@ant-design/icons';
import { Button, Drawer, Grid, Layout, Menu } from 'antd';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, Outlet, useLocation } from 'react-router';
import { WaitingForMe } from '../features/approval/WaitingForMe';
import { PageSkeleton } from '../ui/PageSkeleton';
import { Refusal } from '../ui/Refusal';
import { ErrorBoundary } from './ErrorBoundary';
import { entryOf, landingOf, mayOpen, menu } from './menu';
import { useSession } from './session';
import { TopBar } from './TopBar';

export function Shell() {
  const { t } = useTranslation();
  const wide = Grid.useBreakpoint();
  const { user } = useSession();
  const { pathname } = useLocation();
  const [open, setOpen] = useState(false);
  if (pathname === '/') return <Navigate to={landingOf(user.role)} replace />;
  const phone = !wide.md;
  return (
    <Layout className="shell">
      <a className="skip" href="#content">
        {t('app.top.skip')}
      </a>
      {phone ? (
        <Drawer
          placement="left"
          size={264}
          open={open}
          onClose={() => setOpen(false)}
          title={<Brand />}
          closable={false}
          extra={<Button type="text" icon={<CloseOutlined />} aria-label={t('app.top.close')} onClick={() => setOpen(false)} />}
          styles={{ body: { padding: '8px 4px' } }}
        >
          <SideMenu onGo={() => setOpen(false)} />
        </Drawer>
      ) : (
        <Layout.Sider className="sider" width={212} collapsedWidth={64} collapsed={!wide.lg}>
          <Brand short={!wide.lg} />
          <SideMenu />
        </Layout.Sider>
      )}
      <Layout>
        <TopBar onMenu={phone ? () => setOpen(true) : undefined} />
        <Layout.Content id="content" className="content" tabIndex={-1}>
          <ErrorBoundary key={pathname}>
            <Suspense fallback={<PageSkeleton />}>{mayOpen(pathname, user.role) ? <Outlet /> : <Refusal kind="forbidden" />}</Suspense>
          </ErrorBoundary>
        </Layout.Content>
      </Layout>
    </Layout>
  );
}

function Brand({ short = false }: { short?: boolean }) {
  const { t } = useTranslation();
  return (
    <Link to="/" className="brand" aria-label={t('app.name')}>
      <img src="/logo.svg" alt="" width={30} height={30} />
      {!short && (
        <span>
          <b>双轮</b> Tandem
        </span>
      )}
    </Link>
  );
}

function SideMenu({ onGo }: { onGo?: () => void }) {
  const { t } = useTranslation();
  const { user } = useSession();
  const { pathname } = useLocation();
  const groups = menu
    .map(({ group, entries }) => ({ group, entries: entries.filter(({ roles }) => roles.includes(user.role)) }))
    .filter(({ entries }) => entries.length > 0);
  const here = entryOf(pathname);
  return (
    <nav aria-label={t('app.menu.label')}>
      <Menu
        mode="inline"
        className="menu"
        selectedKeys={here ? [here.name] : []}
        onClick={onGo}
        items={groups.map(({ group, entries }) => ({
          key: group,
          type: 'group',
          label: t(`app.menu.${group}`),
          children: entries.map(({ name, path, icon }) => ({
            key: name,
            icon,
            label: (
              <Link to={path}>
                {t(`app.menu.${name}`)}
                {name === 'approvals' && <WaitingForMe />}
              </Link>
            ),
          })),
        }))}
      />
    </nav>
  );
}
